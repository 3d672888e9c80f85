import { forwardRef } from 'react';
import type { ButtonHTMLAttributes, KeyboardEvent, ReactNode } from 'react';
import { useHost, useTrans } from '../context';
import type { Target } from '../context';
import { Icon } from './icons';
import type { Sign } from './paths';

type Html = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'className'>;

export interface ButtonProps extends Html {
  /** `accept` for the one thing to do next, `warn` for what cannot be undone. */
  look?: 'plain' | 'accept' | 'warn';
  sign?: Sign;
  busy?: boolean;
  /** Why it cannot be pressed now: its tooltip, which the keyboard reaches too. Empty: it can. */
  reason?: string;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = 'plain', sign, busy = false, reason = '', children, disabled, ...rest },
  ref
) {
  return (
    <button
      ref={ref}
      type="button"
      className={`nbp-button nbp-button-${look}`}
      disabled={(disabled ?? false) || busy}
      aria-busy={busy || undefined}
      {...rest}
      {...(reason && refused(reason))}
    >
      {sign && <Icon sign={sign} size={14} />}
      {children}
    </button>
  );
});

/** What makes a button one that can be reached but not pressed. */
function refused(reason: string) {
  return { 'aria-disabled': true, title: reason, onClick: undefined };
}

export interface IconButtonProps extends Html {
  sign: Sign;
  /** What it does: its name and its tooltip. */
  label: string;
  pressed?: boolean;
  /** As Button has it. */
  reason?: string;
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { sign, label, pressed, reason = '', ...rest },
  ref
) {
  return (
    <button
      ref={ref}
      type="button"
      className="nbp-icon-button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      {...rest}
      {...(reason && refused(reason))}
    >
      <Icon sign={sign} />
    </button>
  );
});

/** Opens something; plain text where the host cannot open it. */
export function Link({ to, children, title }: { to: Target; children: ReactNode; title?: string }) {
  const host = useHost();
  if (!host.opens(to.kind)) return <span title={title}>{children}</span>;
  return (
    <button
      type="button"
      className="nbp-link"
      title={title}
      onClick={event => {
        event.stopPropagation();
        host.open(to);
      }}
    >
      {children}
    </button>
  );
}

export interface SearchProps {
  value: string;
  onChange: (value: string) => void;
  /** What is searched, such as `Search steps`: its name and its placeholder. */
  label?: string;
  onEnter?: () => void;
  onEscape?: () => void;
}

export const Search = forwardRef<HTMLInputElement, SearchProps>(function Search(
  { value, onChange, label, onEnter, onEscape },
  ref
) {
  const trans = useTrans();
  const name = label ?? trans.__('Search');
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onEnter?.();
    else if (event.key === 'Escape') {
      if (value) onChange('');
      else onEscape?.();
    } else return;
    event.stopPropagation();
  };
  return (
    <span className="nbp-search">
      <Icon sign="search" size={14} />
      <input
        ref={ref}
        type="search"
        value={value}
        placeholder={name}
        aria-label={name}
        spellCheck={false}
        onChange={event => onChange(event.target.value)}
        onKeyDown={key}
      />
    </span>
  );
});

/** Controls in a row. `Toolbar.Space` pushes what follows to the end. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="nbp-toolbar" role="group" aria-label={label}>
      {children}
    </div>
  );
}

export function Space() {
  return <span className="nbp-space" />;
}
