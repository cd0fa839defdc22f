import { cloudflare } from './cloudflare.ts';
import { devices } from './device.ts';
import { cloudflareDoors, doors } from './doors.ts';
import { behind } from './home-assistant.ts';
import { live } from './live.ts';
import { inspection, network } from './network.ts';
import type { Row } from './row.ts';
import { server } from './server.ts';
import { unsettled } from './unsettled.ts';

/**
 * Every cause, the one that must be mended first comes first. An open door stands before all that merely annoys, even
 * before a certificate that nobody trusts; everything else stands in the order in which a phone would stumble over it.
 */
export const rows: readonly Row[] = [
  ...cloudflareDoors,
  ...doors,
  ...network,
  ...inspection,
  ...server,
  ...devices,
  ...cloudflare,
  ...behind,
  ...live,
  ...unsettled,
];
