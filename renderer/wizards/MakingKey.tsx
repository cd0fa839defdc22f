import { useEffect, useRef } from 'react';
import { formatSeconds } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { Busy } from '../ui/Busy.tsx';
import { Button } from '../ui/Button.tsx';
import { useEscape } from './use-escape.ts';
import { useSeconds } from './use-seconds.ts';
import './MakingKey.css';

/** Says that an RSA key is being made and for how long already. Its button takes that back, and so does Esc, which leaves nothing then. */
export function MakingKey({ onCancel }: { readonly onCancel: () => void }) {
  const t = useText();
  const line = useRef<HTMLDivElement>(null);
  const seconds = useSeconds();
  const cancel = () => {
    // the button is about to go: its focus returns to the one that started the work
    if (line.current?.contains(document.activeElement)) {
      line.current.closest('form')?.querySelector<HTMLButtonElement>('button[type=submit]')?.focus();
    }
    onCancel();
  };
  useEscape(cancel);
  useEffect(() => line.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={line} className="lk-row lk-making-key">
      <Busy label={t('wizards.makingKey')} />
      <span className="lk-soft lk-making-key-time">{formatSeconds(seconds)}</span>
      <Button className="lk-push" onClick={cancel}>
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
