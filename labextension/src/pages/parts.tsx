import { useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/pages.css';
import '../../style/step.css';
import { useHost, useTrans } from '../context';
import type { Target } from '../context';
import { Button, Code, ErrorBox, Link } from '../kit';
import type { Failure, StepPage } from '../schema';
import { short } from '../words';

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

/** Opens another execution, or a step of it. */
export function ExecutionLink({ id, step = null }: { id: string; step?: string | null }) {
  const trans = useTrans();
  return (
    <Link to={{ kind: 'execution', id, ...(step !== null && { step }) }} title={id}>
      {trans.__('execution %1', id.slice(0, 8))}
    </Link>
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

export interface FailureBoxProps {
  failure: Failure;
  notebook: string | null;
  /** Where it failed, if a step that can be looked at with its inputs did. */
  execution?: string;
  /** The step's page: it knows the ids of its cells, which stay when cells are moved. */
  page?: Pick<StepPage, 'card' | 'code' | 'setup'>;
  /** Below where it failed: ways to there. */
  children?: ReactNode;
}

/** What failed, where, and what to do: to the cell in the notebook, or into a kernel with what the step was given. */
export function FailureBox({ failure, notebook, execution, page, children }: FailureBoxProps) {
  const trans = useTrans();
  const host = useHost();
  const { step, cell, line } = failure;
  const name = step ?? page?.card.step ?? null;
  const place = [
    name !== null && trans.__('step %1', name),
    cell !== null && trans.__('cell %1', cell),
    line !== null && trans.__('line %1', line)
  ].filter(Boolean);
  const id = [...(page?.setup ?? []), ...(page?.code ?? [])].find(item => item.number === cell)?.id ?? null;
  const there =
    notebook === null ? null : { kind: 'notebook' as const, path: notebook, cell, cellId: id, line };
  return (
    <ErrorBox
      error={{
        message: failure.message ? `${failure.type}: ${failure.message}` : failure.type,
        hint: failure.hint
      }}
    >
      {place.length > 0 && <p className="nbp-quiet">{place.join(', ')}</p>}
      {children}
      {failure.source && (
        <Code source={failure.source} first={line} label={trans.__('The line that failed')} />
      )}
      <div className="nbp-ways">
        {there && cell !== null && host.opens('notebook') && (
          <Button sign="open" onClick={() => host.open(there)}>
            {trans.__('Open in notebook')}
          </Button>
        )}
        {execution !== undefined && name !== null && (
          <Debug step={name} execution={execution} there={there} />
        )}
      </div>
    </ErrorBox>
  );
}

interface DebugProps {
  step: string;
  execution: string;
  there: Extract<Target, { kind: 'notebook' }> | null;
}

/** The command that loads what a step was given: into a new cell of the notebook where that is open, else copied. */
function Debug({ step, execution, there }: DebugProps) {
  const trans = useTrans();
  const host = useHost();
  const [said, setSaid] = useState('');
  const command = `%pipeline debug ${step} ${short(execution)}`;
  const debug = async () => {
    if (there && (await host.insert?.(there, command))) {
      setSaid(trans.__('It is in a new cell of the notebook: run that.'));
      return;
    }
    await navigator.clipboard.writeText(command);
    setSaid(trans.__('Copied: run it in a cell of the notebook.'));
  };
  return (
    <>
      <Button
        sign="copy"
        title={trans.__(
          'Loads what the step was given into the kernel of the notebook, and its code into a cell'
        )}
        onClick={() => {
          debug().catch(() =>
            setSaid(trans.__('It could not be copied: type it in a cell of the notebook.'))
          );
        }}
      >
        {trans.__('Debug with its inputs')}
      </Button>
      <code className="nbp-command">{command}</code>
      <span role="status" className="nbp-quiet">
        {said}
      </span>
    </>
  );
}
