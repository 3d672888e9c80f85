import type { KeyboardEvent, ReactNode } from 'react';

export interface SelectProps<V extends string> {
  /** What is chosen: its name for screen readers, its tooltip. */
  label: string;
  value: V;
  /** Value and text of each choice. */
  options: readonly (readonly [V, string])[];
  onChange: (value: V) => void;
}

/** A choice from a list. */
export function Select<V extends string>({ label, value, options, onChange }: SelectProps<V>) {
  return (
    <select
      className="nbp-select"
      aria-label={label}
      title={label}
      value={value}
      onChange={event => onChange(event.target.value as V)}
    >
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** A choice of a few, all of them seen; the arrow keys choose. */
export function Segments<V extends string>({ label, value, options, onChange }: SelectProps<V>) {
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = options.findIndex(([each]) => each === value);
    const next = (at + by + options.length) % options.length;
    onChange(options[next][0]);
    event.currentTarget.querySelectorAll('button')[next].focus();
  };
  return (
    <div className="nbp-segments" role="radiogroup" aria-label={label} onKeyDown={key}>
      {options.map(([each, text]) => (
        <button
          key={each}
          type="button"
          role="radio"
          aria-checked={each === value}
          tabIndex={each === value ? 0 : -1}
          onClick={() => onChange(each)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

/** Something folded behind a line. */
export function Fold({ title, open, children }: { title: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="nbp-fold" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
