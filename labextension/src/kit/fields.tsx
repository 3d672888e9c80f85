import type { ReactNode } from 'react';

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

/** Something folded behind a line. */
export function Fold({ title, open, children }: { title: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="nbp-fold" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
