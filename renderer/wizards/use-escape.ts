import { useEffect, useRef } from 'react';

type Leave = () => void;

/** Pages and forms that Esc leaves, the innermost last: a form is opened after the page around it. */
const open: Leave[] = [];

/** Leaves the innermost page or form by Esc, unless a dialog or a control has used the key. */
export function useEscape(onEscape: Leave): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const own = () => latest.current();
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || open.at(-1) !== own) return;
      event.preventDefault();
      own();
    };
    open.push(own);
    window.addEventListener('keydown', leave);
    return () => {
      open.splice(open.indexOf(own), 1);
      window.removeEventListener('keydown', leave);
    };
  }, []);
}
