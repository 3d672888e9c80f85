import { memo, useContext } from 'react';
import type { Node as FlowNode, NodeProps } from '@xyflow/react';
import { useTrans } from '../context';
import { CachedIcon, Duration, Icon, StatusIcon, StepTypeIcon, statusWord, useNow } from '../kit';
import type { StepCard } from '../schema';
import type { Trans } from '../trans';
import { digits, duration } from '../words';
import { Shared, jobsOf, useCard, useMarked } from './cards';
import { JobsOf } from './jobs';
import type { Placed } from './layout';

export type CardNode = FlowNode<{ placed: Placed }, 'card'>;

/** What a card says before there is anything to say. */
export const NOT_YET: Omit<StepCard, 'step'> = {
  status: 'Pending',
  started_at: null,
  ended_at: null,
  seconds: null,
  cached: false,
  attempts: 0,
  detail: '',
  metric: null,
  expected: null,
  progress: null,
  error: '',
  jobs: {},
  child_execution: null
};

/** The whole card in a sentence: `step train, Training, succeeded in 12 s, from the cache`. */
export function spoken(trans: Trans, placed: Placed, card: Omit<StepCard, 'step'>): string {
  const { node } = placed;
  const { total, failed } = jobsOf(card);
  const status = statusWord(trans, card.status).toLowerCase();
  const timed = card.status === 'Succeeded' || card.status === 'Failed' || card.status === 'Stopped';
  return [
    trans.__('step %1', node.title || node.name),
    node.type,
    timed && card.seconds !== null && !card.cached
      ? trans.__('%1 in %2', status, duration(card.seconds))
      : status,
    card.cached && trans.__('from the cache'),
    card.attempts > 1 && trans._n('%1 attempt', '%1 attempts', card.attempts),
    card.metric && `${card.metric.name} ${digits(card.metric.value)}`,
    node.expression,
    total > 0 && trans._n('%1 job', '%1 jobs', total),
    failed > 0 && trans._n('%1 failed', '%1 failed', failed),
    placed.learned && trans.__('an order that a run found out'),
    card.error
  ]
    .filter(Boolean)
    .join(', ');
}

/** A card as React Flow draws it; anew only when its own step changes. */
export const Card = memo(function Card({
  data: { placed },
  sourcePosition,
  targetPosition
}: NodeProps<CardNode>) {
  const { cards, select, open } = useContext(Shared);
  const trans = useTrans();
  const { node } = placed;
  const card = useCard(cards, node.name) ?? NOT_YET;
  const many = jobsOf(card).total > 0;
  const selected = useMarked(marked => marked.selected === node.name);
  const current = useMarked(marked => marked.current === node.name);
  const dim = useMarked(marked => marked.found !== null && !marked.found.has(node.name));
  const level = useMarked(marked => marked.level);
  const condition = node.type === 'Condition';
  const shape = condition ? ' nbp-card-condition' : many ? ' nbp-card-stack' : '';
  const state = `${selected ? ' nbp-selected' : ''}${dim ? ' nbp-dim' : ''}`;
  return (
    <div
      className={`nbp-card nbp-is-${card.status.toLowerCase()}${shape}${state}`}
      style={{ height: placed.height }}
    >
      {condition && <Diamond width={placed.width} height={placed.height} />}
      {/* Where edges end: React Flow looks for these. */}
      <i className="target nbp-port" data-handlepos={targetPosition} />
      <i className="source nbp-port" data-handlepos={sourcePosition} />
      <div
        className="nbp-card-face"
        role="button"
        tabIndex={current ? 0 : -1}
        aria-pressed={selected}
        aria-label={spoken(trans, placed, card)}
        data-step={node.name}
        title={[node.title && node.name, node.expression, card.detail, card.error].filter(Boolean).join('\n')}
        onClick={() => select(node.name)}
        onDoubleClick={() => open(node.name)}
      >
        {level === 'far' ? (
          <span className="nbp-card-large">{node.title || node.name}</span>
        ) : level === 'mid' ? (
          <div className="nbp-card-row">
            <span className="nbp-card-large">{node.title || node.name}</span>
            <StatusIcon status={card.status} cached={card.cached} type={node.type} size={26} silent />
          </div>
        ) : (
          <>
            <div className="nbp-card-row">
              <StepTypeIcon type={node.type} silent />
              <span className="nbp-card-title">{node.title || node.name}</span>
              {placed.learned && <Icon sign="learned" size={13} />}
              {card.attempts > 1 && <span className="nbp-card-times">×{card.attempts}</span>}
              {card.cached && <CachedIcon />}
              <StatusIcon status={card.status} type={node.type} silent />
            </div>
            <div className="nbp-card-row nbp-card-below">
              {!condition && <Said card={card} brief={many} />}
              <Beside placed={placed} card={card} />
            </div>
          </>
        )}
      </div>
      {many && <JobsOf name={node.name} card={card} large={level !== 'near'} />}
      {(card.status === 'Executing' || card.status === 'Starting') && <Progress card={card} />}
    </div>
  );
});

/** Status and time; of a stack only the time, since it counts its jobs beside it. */
function Said({ card, brief }: { card: Omit<StepCard, 'step'>; brief: boolean }) {
  const trans = useTrans();
  const runs = card.status === 'Executing' || card.status === 'Starting';
  return (
    <span className="nbp-card-said">
      {!brief && statusWord(trans, card.status)} {card.cached && !brief && trans.__('from the cache')}
      {card.status !== 'Skipped' && card.status !== 'Pending' && !card.cached && card.seconds !== 0 && (
        <Duration seconds={card.seconds} since={card.started_at} running={runs} />
      )}
    </span>
  );
}

/** The expression of a Condition, the error, the first metric, or the description. */
function Beside({ placed: { node }, card }: { placed: Placed; card: Omit<StepCard, 'step'> }) {
  if (node.expression) return <code className="nbp-card-beside">{node.expression}</code>;
  if (card.status === 'Failed' && card.error) return <span className="nbp-card-beside">{card.error}</span>;
  if (card.metric) {
    return (
      <span className="nbp-card-beside nbp-number">
        {card.metric.name} {digits(card.metric.value)}
      </span>
    );
  }
  return <span className="nbp-card-beside nbp-quiet">{node.description}</span>;
}

/** A line that fills: as the step says, else as long as it took before, else without an end in sight. */
function Progress({ card }: { card: Omit<StepCard, 'step'> }) {
  const guessed = card.progress === null && card.expected !== null && card.started_at !== null;
  const now = useNow(guessed ? 1000 : null);
  const part =
    card.progress ??
    (card.expected !== null && card.started_at !== null
      ? Math.min(0.95, (now - Date.parse(card.started_at)) / 1000 / Math.max(card.expected, 0.1))
      : null);
  return (
    <span className={part === null ? 'nbp-card-bar nbp-card-bar-open' : 'nbp-card-bar'} aria-hidden>
      <span style={part === null ? undefined : { width: `${Math.max(0, part) * 100}%` }} />
    </span>
  );
}

function Diamond({ width, height }: { width: number; height: number }) {
  const middle = height / 2;
  const tip = 12;
  const right = `L${width - tip} .5L${width - 0.5} ${middle}L${width - tip} ${height - 0.5}`;
  return (
    <svg className="nbp-card-diamond" width={width} height={height} aria-hidden>
      <path d={`M${tip} .5${right}L${tip} ${height - 0.5}L.5 ${middle}Z`} />
      <path className="nbp-card-diamond-edge" d={`M${tip + 1} 2L2.5 ${middle}L${tip + 1} ${height - 2}`} />
    </svg>
  );
}
