import type { ReactNode } from 'react';
import '../../style/pages.css';
import { useHost, useTrans } from '../context';
import { Button, Code, ErrorBox } from '../kit';
import type { Failure } from '../schema';

/** Names and values in two columns; values that are null or empty are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="nbp-facts">
      {facts
        .filter(([, value]) => value != null && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A titled part of a page; nothing where it has no children. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="nbp-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** What failed, where, and what to do; the way to the cell where the host knows one. */
export function FailureBox({
  failure,
  notebook,
  children
}: {
  failure: Failure;
  notebook: string | null;
  /** Below where it failed: ways to there. */
  children?: ReactNode;
}) {
  const trans = useTrans();
  const host = useHost();
  const { step, cell, line } = failure;
  const place = [
    step !== null && trans.__('step %1', step),
    cell !== null && trans.__('cell %1', cell),
    line !== null && trans.__('line %1', line)
  ].filter(Boolean);
  return (
    <ErrorBox
      error={{
        message: failure.message ? `${failure.type}: ${failure.message}` : failure.type,
        hint: failure.hint
      }}
    >
      {place.length > 0 && <p className="nbp-quiet">{place.join(', ')}</p>}
      {children}
      {failure.source && <Code source={failure.source} label={trans.__('The line that failed')} />}
      {notebook !== null && cell !== null && host.opens('notebook') && (
        <p>
          <Button sign="open" onClick={() => host.open({ kind: 'notebook', path: notebook, cell, line })}>
            {trans.__('Open in notebook')}
          </Button>
        </p>
      )}
    </ErrorBox>
  );
}
