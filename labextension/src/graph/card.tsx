import { memo, useContext } from 'react';
import type { KeyboardEvent } from 'react';
import type { Node as FlowNode, NodeProps } from '@xyflow/react';
import { useTrans } from '../context';
import { CachedIcon, Duration, Icon, IconButton, StatusIcon, StepTypeIcon, statusWord, useNow } from '../kit';
import type { StepCard } from '../schema';
import type { Trans } from '../trans';
import { digits, duration } from '../words';
import { Shared, useCard, useChildren, useMarked } from './cards';
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
  child_execution: null
};

/** The whole card in a sentence: `step train, Training, succeeded in 12 s, from the cache`. */
export function spoken(trans: Trans, placed: Placed, card: Omit<StepCard, 'step'>): string {
  const { node, children } = placed;
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
    children.length > 0 && trans._n('%1 child', '%1 children', children.length),
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
  const { cards, opened, select, open } = useContext(Shared);
  const trans = useTrans();
  const { node, children } = placed;
  const card = useCard(cards, node.name) ?? NOT_YET;
  const selected = useMarked(marked => marked.selected === node.name);
  const current = useMarked(marked => marked.current === node.name);
  const dim = useMarked(marked => marked.found !== null && !marked.found.has(node.name));
  const level = useMarked(marked => marked.level);
  const condition = node.type === 'Condition';
  const shape = condition ? ' nbp-card-condition' : children.length ? ' nbp-card-stack' : '';
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
              {!condition && <Said card={card} brief={children.length > 0} />}
              <Beside placed={placed} card={card} />
            </div>
          </>
        )}
      </div>
      {children.length > 0 && (
        <Children name={node.name} steps={children} opened={opened.has(node.name)} large={level !== 'near'} />
      )}
      {(card.status === 'Executing' || card.status === 'Starting') && <Progress card={card} />}
    </div>
  );
});

/** Status and time; of a stack only the time, since it counts its children beside it. */
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

interface ChildrenProps {
  name: string;
  steps: readonly string[];
  opened: boolean;
  large: boolean;
}

/** The children of a Map or a Tuning: `37 / 100`, opened a square each. */
function Children({ name, steps, opened, large }: ChildrenProps) {
  const { cards, starred, select, toggle } = useContext(Shared);
  const trans = useTrans();
  const current = useMarked(marked => marked.current === name);
  const children = useChildren(cards, steps);
  const count = (status: StepCard['status']) => children.filter(card => card?.status === status).length;
  const failed = count('Failed');
  const done = count('Succeeded') + failed + count('Stopped') + count('Skipped');
  return (
    <>
      <span className="nbp-card-count" hidden={large}>
        {failed > 0 && (
          <span className="nbp-card-failed" title={trans._n('%1 failed', '%1 failed', failed)}>
            <StatusIcon status="Failed" size={11} silent /> {failed}
          </span>
        )}
        <span className="nbp-number">
          {done} / {steps.length}
        </span>
        <IconButton
          sign={opened ? 'up' : 'down'}
          tabIndex={current ? 0 : -1}
          label={opened ? trans.__('Hide what %1 runs', name) : trans.__('Show what %1 runs', name)}
          aria-expanded={opened}
          onClick={() => toggle(name)}
        />
      </span>
      {opened && (
        <div className="nbp-card-squares nowheel" onKeyDown={along}>
          {steps.map((step, i) => {
            const status = children[i]?.status ?? 'Pending';
            const metric = children[i]?.metric;
            const said = `${step}, ${statusWord(trans, status)}${metric ? `, ${metric.name} ${digits(metric.value)}` : ''}`;
            const star = starred.has(step);
            return (
              <button
                key={step}
                type="button"
                tabIndex={current && i === 0 ? 0 : -1}
                className={`nbp-square nbp-is-${status.toLowerCase()}`}
                title={star ? `${said} ★` : said}
                aria-label={star ? trans.__('%1, the best', said) : said}
                onClick={() => select(step)}
              >
                {star && '★'}
              </button>
            );
          })}
        </div>
      )}
    </>
  );
}

/** Left and right go along the squares. */
function along(event: KeyboardEvent<HTMLElement>) {
  const here = event.target as HTMLElement;
  const next = { ArrowRight: here.nextElementSibling, ArrowLeft: here.previousElementSibling }[event.key];
  if (!(next instanceof HTMLElement)) return;
  next.focus();
  event.preventDefault();
  event.stopPropagation();
}
