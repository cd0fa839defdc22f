import { useEffect, useState } from 'react';
import type { CloudflareZoneState } from '../../../../electron/contract/cloudflare.ts';
import type { Home } from '../../../../electron/contract/entities.ts';
import { invoke } from '../../../bridge.ts';
import { useCloudflareAccess } from '../../../state/cloudflare.ts';
import { useDevices } from '../../../state/devices.ts';
import { zonesOf } from '../token/zones-of.ts';

/** How a home's domain stands at Cloudflare; null without a token, and where Cloudflare does not say: nothing depends on it. */
export function useZone(home: Home): CloudflareZoneState | null {
  const access = useCloudflareAccess((store) => store.access);
  const devices = useDevices((store) => store.items);
  const [state, setState] = useState<CloudflareZoneState | null>(null);
  const zoneId = zonesOf(access, home)[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a device that was revoked changes the count.
  useEffect(() => {
    if (zoneId === undefined) return setState(null);
    let isStale = false;
    void invoke('cloudflare:zone', { zoneId }).then((answer) => {
      if (!isStale) setState(answer.ok ? answer.value : null);
    });
    return () => {
      isStale = true;
    };
  }, [zoneId, devices]);
  return state;
}
