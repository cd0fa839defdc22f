import { useState } from 'react';
import { z } from 'zod';
import { type Device, keyAlgorithms, type Platform, type RequestFacts } from '../../../electron/contract/entities.ts';
import { deviceDaysField, nameField } from '../../../electron/contract/fields.ts';
import { useCall } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { daysOf } from '../form.ts';
import { useIssueServer } from '../own-proxy/use-issue-server.ts';
import { namesOf } from '../own-proxy/use-offered-request.ts';
import { useFields } from '../use-fields.ts';
import { useFindings } from '../use-findings.ts';

/** A request in an open file, and the home whose authority signs it. */
interface Signing {
  readonly importId: string;
  readonly homeId: string;
  readonly request: RequestFacts;
}

/** What is typed of a device. */
export interface DeviceInput {
  readonly name: string;
  readonly platform: Platform;
  readonly days: string;
}

const deviceForm = z.object({ name: nameField, validityDays: deviceDaysField });

/** Lints and signs the certificate of a device that made its key itself. */
export function useSignDevice({ importId, homeId, request }: Signing) {
  const [input, setInput] = useState<DeviceInput>({ name: request.commonName, platform: 'other', days: '730' });
  const { check, field } = useFields(deviceForm);
  const linting = useCall('device:lint');
  const signing = useCall('device:sign');
  const { findings, weigh, forget } = useFindings();

  /** @returns null where something stands in the way: the form says what. */
  const sign = async (): Promise<Device | null> => {
    const form = check({ name: input.name, validityDays: daysOf(input.days) });
    if (form === null) return null;
    const key = algorithmOf(request);
    // a key of another kind is refused for that alone
    const found = key === undefined ? [] : await linting.send({ homeId, key, ...form });
    if (found === null || !weigh(found)) return null;
    const device = await signing.send({ importId, homeId, platform: input.platform, ...form });
    if (device !== null) useDevices.getState().put(device);
    return device;
  };
  const change = (patch: Partial<DeviceInput>) => {
    forget();
    setInput({ ...input, ...patch });
  };
  return {
    sign,
    forget,
    fields: { input, change, findings, name: field('name'), days: field('validityDays') },
    warned: findings.length > 0,
    call: linting.call.phase === 'idle' ? signing.call : linting.call,
  };
}

/** `P-256` and `RSA-2048`, as files say it, by our own names. */
const algorithmOf = ({ key }: RequestFacts) => keyAlgorithms.find((algorithm) => algorithm === key.toLowerCase().replace('-', ''));

/** Lints and signs the certificate of a server that made its key itself. */
export function useSignServer({ importId, homeId, request }: Signing) {
  const [draft, setDraft] = useState({ serverNames: namesOf(request).join(', '), serverDays: '820' });
  const plan = useIssueServer({ id: homeId }, draft, importId);
  return {
    sign: plan.issue,
    forget: plan.forget,
    fields: { draft, plan, change: (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch }) },
    warned: plan.warnings.length > 0,
    call: plan.call,
  };
}
