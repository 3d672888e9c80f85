import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import '../../style/execution.css';
import { route } from '../api';
import { useHost, usePage, useTrans } from '../context';
import { CardStore, GraphView, JOBS_WIDTH } from '../graph';
import type { JobsDrawn } from '../graph';
import { Button, Empty, ErrorBox, Loaded, Notice, Segments, Spinner, Split, useStill } from '../kit';
import type { ExecutionPage, Replay, StepCard } from '../schema';
import { About, AboutLine } from './about';
import type { Part } from './about';
import { ExecutionHeader } from './header';
import { StepInspector } from './inspector';
import { hasEnded } from './offers';
import { FailureBox } from './parts';
import { Playhead, ReplayBar } from './replay';
import { JobSquares } from './step/squares';
import { TimelineView } from './timeline';

export interface ExecutionViewProps {
  id: string;
  /** Selected at first. */
  step?: string;
}

/** An execution: its header, what failed, the graph or the timeline, and the selected step beside it (below it in a cell's output). */
export function ExecutionView({ id, step }: ExecutionViewProps) {
  const page = usePage<ExecutionPage>(route`executions/${id}`);
  const { again } = page;
  return <Loaded page={page}>{data => <Shown key={id} page={data} step={step} again={again} />}</Loaded>;
}

type View = 'graph' | 'timeline';

const LIVE = { playing: false, over: true };

function Shown({ page, step, again }: { page: ExecutionPage; step?: string; again: () => void }) {
  const trans = useTrans();
  const { embedded } = useHost();
  const { execution, failure, graph, steps } = page;
  const [selected, setSelected] = useState<string | null>(step ?? null);
  const [tab, setTab] = useState('overview');
  const [view, setView] = useState<View>('graph');
  const [part, setPart] = useState<Part | null>(null);
  const [last, setLast] = useState<Part | null>(null);
  const { orphan } = execution;
  const shown = useMemo(() => (orphan ? steps.map(ofGone) : steps), [orphan, steps]);
  const [cards] = useState(() => new CardStore(shown));
  useEffect(() => cards.set(shown), [cards, shown]);

  // Changes do not hold what came of it: the failure, the models, the longest path.
  const { status } = execution;
  const known = useRef(status);
  useEffect(() => {
    if (known.current === status) return;
    known.current = status;
    again();
  }, [status, again]);

  const replay = useReplay(page);
  const still = useStill();
  const { playing, over } = replay.state;
  const failed = failure && status === 'Failed' ? failure : null;
  const others = steps.filter(card => card.status === 'Failed' && card.step !== failed?.step);

  const { id } = execution;
  const jobs = useCallback<JobsDrawn>(
    (family, total, close) => (
      <JobSquares
        execution={id}
        step={family}
        total={total}
        width={JOBS_WIDTH}
        onSelect={setSelected}
        onClose={close}
      />
    ),
    [id]
  );

  const drawn =
    view === 'timeline' ? (
      <TimelineView page={page} selected={selected} onSelect={setSelected} head={replay.head} />
    ) : (
      <GraphView
        graph={graph}
        cards={over ? cards : replay.cards}
        label={trans.__('Graph of %1', execution.pipeline)}
        selected={selected}
        onSelect={setSelected}
        moving={!still && (over || playing)}
        sizes={replay.data?.sizes}
        // What they were at a moment, nobody kept but their number.
        jobs={over ? jobs : undefined}
      />
    );
  const main = (
    <Split
      label={trans.__('Inspector')}
      direction={embedded ? 'column' : 'row'}
      part={embedded ? 0.5 : 0.36}
      first={
        <div className="nbp-view">
          <div className="nbp-strip">
            <Segments<View>
              label={trans.__('How it is shown')}
              value={view}
              options={[
                ['graph', trans.__('Graph')],
                ['timeline', trans.__('Timeline')]
              ]}
              onChange={setView}
            />
            {replay.on ? (
              <ReplayPart replay={replay} page={page} />
            ) : (
              <Button
                ref={replay.opener}
                sign="play"
                title={trans.__('See the run again, as it went')}
                onClick={replay.open}
              >
                {trans.__('Replay')}
              </Button>
            )}
          </div>
          {drawn}
        </div>
      }
      second={
        selected === null ? null : (
          <StepInspector
            key={selected}
            execution={execution.id}
            step={selected}
            notebook={page.notebook}
            tab={tab}
            onTab={setTab}
            onSelect={setSelected}
            onClose={() => setSelected(null)}
          />
        )
      }
    />
  );
  return (
    <div className={orphan ? 'nbp-view nbp-stands' : 'nbp-view'}>
      <ExecutionHeader page={page} selected={selected} />
      {failed && (
        <FailureBox
          failure={failed}
          notebook={page.notebook}
          execution={
            steps.some(card => card.step === failed.step && card.attempts > 0) ? execution.id : undefined
          }
        >
          <FailedSteps first={failed.step} others={others.map(card => card.step)} onSelect={setSelected} />
        </FailureBox>
      )}
      {!orphan && !hasEnded(status) && <Waiting steps={steps} selected={selected} onSelect={setSelected} />}
      {graph.nodes.length ? (
        <>
          <Split
            label={trans.__('About this execution')}
            direction="column"
            part={embedded ? 0.5 : 0.34}
            least={90}
            first={main}
            second={
              part === null ? null : (
                <About
                  page={page}
                  part={part}
                  onPart={setPart}
                  onSelect={setSelected}
                  onClose={() => {
                    setLast(part);
                    setPart(null);
                  }}
                />
              )
            }
          />
          {part === null && <AboutLine page={page} last={last} onOpen={setPart} />}
        </>
      ) : (
        <Empty title={trans.__('This pipeline has no steps')}>
          {trans.__('A cell becomes one when its first line names it:')} <code>%%step prepare</code>
        </Empty>
      )}
    </div>
  );
}

/** A card of a run whose process is gone: what ran then does not go on, and when it ended nobody knows. */
function ofGone(card: StepCard): StepCard {
  return card.ended_at === null ? { ...card, started_at: null, seconds: null, progress: 0 } : card;
}

interface WaitingProps {
  steps: readonly StepCard[];
  selected: string | null;
  onSelect: (step: string) => void;
}

/** Steps that ask somebody: what they ask, and the way to the answer. Not said twice of the one that is looked at. */
function Waiting({ steps, selected, onSelect }: WaitingProps) {
  const trans = useTrans();
  const asking = steps.filter(card => card.status === 'Waiting' && card.step !== selected);
  if (!asking.length) return null;
  return (
    <Notice title={trans._n('%1 step waits for an answer', '%1 steps wait for an answer', asking.length)}>
      {asking.slice(0, NAMED).map(card => (
        <p key={card.step} className="nbp-inline">
          <Button onClick={() => onSelect(card.step)}>{trans.__('Answer %1', card.step)}</Button>
          <span>{card.detail}</span>
        </p>
      ))}
      {asking.length > NAMED && <p className="nbp-quiet">{trans.__('and %1 more', asking.length - NAMED)}</p>}
    </Notice>
  );
}

interface FailedStepsProps {
  first: string | null;
  others: readonly string[];
  onSelect: (step: string) => void;
}

// So many are named.
const NAMED = 5;

/** Links to the steps that failed, the first one first. */
function FailedSteps({ first, others, onSelect }: FailedStepsProps) {
  const trans = useTrans();
  const link = (step: string, text: string) => (
    <button key={step} type="button" className="nbp-link" onClick={() => onSelect(step)}>
      {text}
    </button>
  );
  if (first === null && !others.length) return null;
  return (
    <p className="nbp-inline">
      {first !== null && link(first, trans.__('Show step %1', first))}
      {others.length > 0 && (
        <span className="nbp-quiet">{first === null ? trans.__('Failed:') : trans.__('Failed too:')}</span>
      )}
      {others.slice(0, NAMED).map(step => link(step, step))}
      {others.length > NAMED && (
        <span className="nbp-quiet">{trans.__('and %1 more', others.length - NAMED)}</span>
      )}
    </p>
  );
}

/** The replay of an execution, once it was asked for. */
function useReplay(page: ExecutionPage) {
  const [on, setOn] = useState(false);
  const asked = usePage<Replay>(on ? route`executions/${page.execution.id}/replay` : null);
  const [head] = useState(() => new Playhead());
  const [cards] = useState(() => new CardStore());
  const [state, setState] = useState(LIVE);
  const opener = useRef<HTMLButtonElement>(null);
  const open = useCallback(() => setOn(true), []);
  const close = useCallback(() => {
    setOn(false);
    setState(LIVE);
    // The button is there again after this.
    requestAnimationFrame(() => opener.current?.focus());
  }, []);
  return { ...asked, on, head, cards, state: on ? state : LIVE, setState, open, close, opener };
}

function ReplayPart({ replay, page }: { replay: ReturnType<typeof useReplay>; page: ExecutionPage }) {
  const { data, error, again, cards, head, setState, close } = replay;
  if (error) return <ErrorBox error={error} onRetry={again} />;
  if (!data) return <Spinner />;
  return (
    <ReplayBar
      replay={data}
      steps={page.steps.map(card => card.step)}
      cards={cards}
      head={head}
      onState={setState}
      onClose={close}
    />
  );
}
