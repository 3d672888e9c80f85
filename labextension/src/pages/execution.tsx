import { useEffect, useState } from 'react';
import { route } from '../api';
import { useHost, usePage, useTrans } from '../context';
import { CardStore, GraphView } from '../graph';
import { Empty, Loaded, Split } from '../kit';
import type { ExecutionPage } from '../schema';
import { ExecutionHeader } from './header';
import { StepInspector } from './inspector';
import { FailureBox } from './parts';

export interface ExecutionViewProps {
  id: string;
  /** Selected at first. */
  step?: string;
}

/** An execution: its header, what failed, the graph, and the selected step beside it (below it in a cell's output). */
export function ExecutionView({ id, step }: ExecutionViewProps) {
  const page = usePage<ExecutionPage>(route`executions/${id}`);
  return <Loaded page={page}>{data => <Shown key={id} page={data} step={step} />}</Loaded>;
}

function Shown({ page, step }: { page: ExecutionPage; step?: string }) {
  const trans = useTrans();
  const { embedded } = useHost();
  const [selected, setSelected] = useState<string | null>(step ?? null);
  const [cards] = useState(() => new CardStore(page.steps));
  useEffect(() => cards.set(page.steps), [cards, page.steps]);
  const { execution, failure, graph } = page;
  return (
    <div className="nbp-view">
      <ExecutionHeader execution={execution} />
      {failure && execution.status === 'Failed' && (
        <FailureBox
          failure={failure}
          notebook={page.notebook}
          execution={
            page.steps.some(card => card.step === failure.step && card.attempts > 0)
              ? execution.id
              : undefined
          }
        />
      )}
      <Split
        label={trans.__('Inspector')}
        direction={embedded ? 'column' : 'row'}
        part={embedded ? 0.5 : 0.36}
        first={
          graph.nodes.length ? (
            <GraphView
              graph={graph}
              cards={cards}
              label={trans.__('Graph of %1', execution.pipeline)}
              selected={selected}
              onSelect={setSelected}
            />
          ) : (
            <Empty title={trans.__('This pipeline has no steps')}>
              {trans.__('A cell becomes one when its first line names it:')} <code>%%step prepare</code>
            </Empty>
          )
        }
        second={
          selected === null ? null : (
            <StepInspector
              execution={execution.id}
              step={selected}
              notebook={page.notebook}
              onSelect={setSelected}
              onClose={() => setSelected(null)}
            />
          )
        }
      />
    </div>
  );
}
