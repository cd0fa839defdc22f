import { useAuthorities } from '../../state/authorities.ts';
import { useCertificates } from '../../state/certificates.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

/** Says so when records could not be read, before anybody believes that they are gone. */
export function ReadingTrouble() {
  const readings = [
    useHomes((store) => store.reading),
    useAuthorities((store) => store.reading),
    useDevices((store) => store.reading),
    useCertificates((store) => store.reading),
  ];
  const failed = readings.find((reading) => reading.phase === 'failed');
  return failed ? (
    <div className="lk-reading-trouble">
      <FailureNote failure={failed.failure} />
    </div>
  ) : null;
}
