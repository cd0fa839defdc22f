import { useEffect, useState } from 'react';
import { invoke } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { Button } from './Button.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for screen readers. */
  readonly of: string;
  readonly secret?: boolean;
  /** The word on the button; "Copy" by default. */
  readonly label?: string;
  readonly variant?: 'plain' | 'quiet';
}

/** Copies through main, which clears a secret after 60 s; says so in a live region. */
export function CopyButton({ text, of, secret = false, label, variant = 'quiet' }: CopyButtonProps) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied((await invoke('clipboard:copy', { text, secret })).ok);
  return (
    <>
      <Button variant={variant} icon={copied ? 'check' : 'copy'} onClick={copy}>
        {copied ? t('ui.copied') : (label ?? t('ui.copy'))}
        <span className="lk-hidden">{of}</span>
      </Button>
      <span className="lk-hidden" role="status">
        {copied && t(secret ? 'ui.copiedSecret' : 'ui.copiedThing', { thing: of })}
      </span>
    </>
  );
}
