import { cloudflarePlacesEn } from '../../electron/contract/text/en/cloudflare-places.ts';
import { failuresEn } from '../../electron/contract/text/en/failures.ts';
import { fieldsEn } from '../../electron/contract/text/en/fields.ts';
import { fileFindingsEn } from '../../electron/contract/text/en/file-findings.ts';
import { findingsEn } from '../../electron/contract/text/en/findings.ts';
import { probeEn } from '../../electron/contract/text/en/probe.ts';
import { targetsEn } from '../../electron/contract/text/en/targets.ts';
import { cloudflareEn } from './en/cloudflare.ts';
import { deviceEn } from './en/device.ts';
import { exportEn } from './en/export.ts';
import { frameEn } from './en/frame.ts';
import { guidesEn } from './en/guides.ts';
import { handoffEn } from './en/handoff.ts';
import { householdEn } from './en/household.ts';
import { importEn } from './en/import.ts';
import { placesEn } from './en/places.ts';
import { proxyEn } from './en/proxy.ts';
import { requestEn } from './en/request.ts';
import { revokeEn } from './en/revoke.ts';
import { testEn } from './en/test.ts';
import { todoEn } from './en/todo.ts';
import { uiEn } from './en/ui.ts';
import { wizardsEn } from './en/wizards.ts';

/** Every English word of the window, by key. */
export const en = {
  failures: failuresEn,
  fields: fieldsEn,
  fileFindings: fileFindingsEn,
  findings: findingsEn,
  probe: probeEn,
  targets: targetsEn,
  ui: uiEn,
  frame: frameEn,
  places: placesEn,
  wizards: wizardsEn,
  device: deviceEn,
  export: exportEn,
  handoff: handoffEn,
  guides: guidesEn,
  household: householdEn,
  import: importEn,
  test: testEn,
  proxy: proxyEn,
  cloudflare: cloudflareEn,
  cloudflarePlaces: cloudflarePlacesEn,
  request: requestEn,
  revoke: revokeEn,
  todo: todoEn,
} as const;
