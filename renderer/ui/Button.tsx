import type { ComponentProps, MouseEvent } from 'react';
import { Spinner } from './Busy.tsx';
import { Icon, type IconName } from './Icon.tsx';
import './Button.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` is for the one next action of a page. */
  readonly variant?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** Stays focusable and takes no press while it is true. */
  readonly busy?: boolean;
  readonly icon?: IconName;
}

/** A native button. */
export function Button({
  variant = 'plain',
  busy = false,
  icon,
  onClick,
  children,
  type = 'button',
  className = '',
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className={`lk-button lk-button-${variant} ${className}`}
      aria-disabled={busy || undefined}
      onClick={press}
    >
      {busy ? <Spinner /> : icon !== undefined && <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}
