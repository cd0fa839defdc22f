import type { VaultStatus } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { BrandMark } from '../../ui/BrandMark.tsx';
import { Busy } from '../../ui/Busy.tsx';
import { DamagedVault } from './DamagedVault.tsx';
import { KeyMissing } from './KeyMissing.tsx';
import { NoKeychain } from './NoKeychain.tsx';
import { UnlockVault } from './UnlockVault.tsx';
import './gate.css';

/** What stands before everything else until the vault is open. Null while main has not answered. */
export function VaultGate({ status }: { readonly status: Exclude<VaultStatus, { phase: 'open' }> | null }) {
  const t = useText();
  return (
    <main className="lk-gate">
      <div className="lk-gate-brand">
        <BrandMark size={26} />
        {t('frame.brand')}
      </div>
      {status === null ? <Busy label={t('frame.starting')} /> : <GatePage phase={status.phase} />}
    </main>
  );
}

function GatePage({ phase }: { readonly phase: Exclude<VaultStatus['phase'], 'open'> }) {
  switch (phase) {
    case 'no-keychain':
      return <NoKeychain />;
    case 'locked':
      return <UnlockVault />;
    case 'key-missing':
      return <KeyMissing />;
    case 'damaged':
      return <DamagedVault />;
  }
}
