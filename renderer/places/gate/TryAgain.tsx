import { useState } from 'react';
import { useVault } from '../../state/vault.ts';
import { Button } from '../../ui/Button.tsx';

interface TryAgainProps {
  readonly label: string;
  readonly variant?: 'plain' | 'primary';
}

/** Asks the keychain once more. */
export function TryAgain({ label, variant = 'plain' }: TryAgainProps) {
  const open = useVault((store) => store.open);
  const [busy, setBusy] = useState(false);
  const tryAgain = async () => {
    setBusy(true);
    await open();
    setBusy(false);
  };
  return (
    <Button variant={variant} busy={busy} onClick={tryAgain}>
      {label}
    </Button>
  );
}
