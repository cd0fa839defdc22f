import { z } from 'zod';
import type { Device } from '../../electron/contract/entities.ts';
import { type DeviceDraft, deviceDaysField, nameField } from '../../electron/contract/fields.ts';
import { useCall, useJob } from '../state/call.ts';
import { useDevices } from '../state/devices.ts';
import { daysOf } from './form.ts';
import { useFields } from './use-fields.ts';
import { isError, useFindings } from './use-findings.ts';

const deviceForm = z.object({ name: nameField, validityDays: deviceDaysField });

/** Lints and issues a device's certificate as it is typed; making its key can be taken back. */
export function useIssueDevice({ homeId, name, platform, key, days }: DeviceDraft) {
  const { check, field } = useFields(deviceForm);
  const linting = useCall('device:lint');
  const issuing = useCall('device:issue');
  const { findings, weigh, forget } = useFindings();
  const { begin, cancel } = useJob();

  /** @returns the device, or null where something stands in the way: the form says what. */
  const issue = async (): Promise<Device | null> => {
    const form = check({ name, validityDays: daysOf(days) });
    if (form === null) return null;
    const found = await linting.send({ homeId, key, ...form });
    if (found === null || !weigh(found)) return null;
    const device = await issuing.send({ homeId, platform, key, ...form, jobId: begin() });
    if (device !== null) useDevices.getState().put(device);
    return device;
  };
  return {
    issue,
    cancel,
    name: field('name'),
    days: field('validityDays'),
    findings,
    forget,
    /** Whether what was said does not stop it: it waits for a second confirmation. */
    isWarned: findings.length > 0 && !findings.some(isError),
    /** What is under way, or why it failed. */
    call: issuing.call.phase === 'idle' ? linting.call : issuing.call,
    isMakingRsa: issuing.call.phase === 'busy' && key.startsWith('rsa'),
  };
}
