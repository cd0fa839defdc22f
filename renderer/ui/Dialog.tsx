import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../text/text.ts';
import { Button } from './Button.tsx';
import { focusHeading } from './focus-heading.ts';
import { TextField } from './TextField.tsx';
import './Dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A native modal dialog, open while it is rendered; Esc closes it and the focus goes back, or to the heading where its opener is gone. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else focusHeading();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className="lk-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Names the act: "Remove Anna – iPhone". */
  readonly confirm: string;
  /** Where undo is impossible: the name that must be typed first. */
  readonly typedName?: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that destroys. */
export function Confirm({ title, children, confirm, typedName, busy = false, onConfirm, onCancel }: ConfirmProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const allowed = typedName === undefined || typed.trim() === typedName;
  return (
    <Dialog title={title} onClose={onCancel}>
      <form
        className="lk-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (allowed) onConfirm();
        }}
      >
        <div className="lk-soft">{children}</div>
        {typedName !== undefined && <TextField label={t('ui.typeName', { name: typedName })} value={typed} onChange={setTyped} autoFocus />}
        <div className="lk-row lk-dialog-actions">
          <Button onClick={onCancel}>{t('ui.cancel')}</Button>
          <Button type="submit" variant="danger" busy={busy} disabled={!allowed}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
