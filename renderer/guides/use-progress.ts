import type { Device } from '../../electron/contract/entities.ts';
import type { GuideId, GuideProgress } from '../../electron/contract/guides.ts';
import { type Call, useCall } from '../state/call.ts';
import { useDevices } from '../state/devices.ts';
import type { Guide, GuideStep } from './guide.ts';
import { guides, guidesOf } from './guides.ts';

interface Progress {
  /** The guides for a device of this kind. */
  readonly known: readonly Guide[];
  readonly guide: Guide;
  readonly ticked: readonly string[];
  readonly choose: (id: GuideId) => void;
  readonly tick: (step: GuideStep, ticked: boolean) => void;
  /** Why a tick could not be kept. */
  readonly call: Call;
}

/** How far a device has come. A tick shows at once, and goes again where it could not be kept. */
export function useProgress(device: Device): Progress {
  const { call, send } = useCall('device:note-guide');
  const known = guidesOf(device.platform);
  const guide = guides[device.guide?.id ?? known[0]?.id ?? 'curl'];
  const ticked = device.guide?.ticked ?? [];
  const note = async (progress: GuideProgress) => {
    useDevices.getState().put({ ...device, guide: progress });
    if ((await send({ deviceId: device.id, guide: progress })) === null) void useDevices.getState().load();
  };
  return {
    known,
    guide,
    ticked,
    choose: (id) => void note({ id, ticked }),
    tick: (step, isTicked) => {
      const others = ticked.filter((each) => each !== step);
      void note({ id: guide.id, ticked: isTicked ? [...others, step] : others });
    },
    call,
  };
}
