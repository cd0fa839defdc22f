import { useEffect } from 'react';
import { z } from 'zod';
import type { CloudflareAccess } from '../../../../electron/contract/cloudflare.ts';
import type { CloudflareDraft } from '../../../../electron/contract/cloudflare-fields.ts';
import { deviceDaysField, openPathsField } from '../../../../electron/contract/fields.ts';
import { useDevices } from '../../../state/devices.ts';
import { useHomes } from '../../../state/homes.ts';
import { useRequests } from '../../../state/requests.ts';
import { daysOf } from '../../form.ts';
import { useFields } from '../../use-fields.ts';
import { openPathsOf } from '../RuleFields.tsx';
import type { HomeStepProps } from '../step.ts';
import { usePlan } from './use-plan.ts';
import { zonesOf } from './zones-of.ts';

/** The form before a plan. */
const planForm = z.object({ openPaths: openPathsField, validityDays: deviceDaysField });

/** Plans the changes for a home as it is typed, and makes them; what is typed anew takes an older plan back. */
export function useChanges({ draft, made, home, change, goOn }: HomeStepProps, access: CloudflareAccess) {
  const zones = zonesOf(access, home);
  const zoneId = (zones.find(({ id }) => id === draft.zoneId) ?? zones[0])?.id ?? null;
  const requestId = made.request?.id ?? null;
  const { check, field } = useFields(planForm);
  const { planning, look, apply, forget } = usePlan();
  const rule = { openPaths: openPathsOf(draft), pin: draft.pin };
  const asked = zoneId === null ? null : { homeId: home.id, zoneId, requestId, ...rule, validityDays: daysOf(draft.validityDays) };
  const show = () => {
    if (asked && check(asked) !== null) void look(asked);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens; later the user asks.
  useEffect(show, []);

  const make = async () => {
    if (!asked || planning.phase !== 'shown') return;
    const applied = await apply(planning.plan, asked);
    if (applied === null) return;
    useHomes.getState().put(applied.home);
    if (applied.device) useDevices.getState().put(applied.device);
    if (requestId !== null) useRequests.getState().drop(requestId);
    goOn({ deviceId: applied.device?.id ?? draft.deviceId, zoneId: asked.zoneId });
  };
  const type = (patch: Partial<CloudflareDraft>) => {
    forget();
    change(patch);
  };
  return { zones, zoneId, requestId, field, planning, show, make, type };
}
