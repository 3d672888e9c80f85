import { EdgeLabelRenderer } from '@xyflow/react';
import type { Edge as FlowEdge, EdgeProps } from '@xyflow/react';
import { memo, useContext, useEffect, useRef, useState } from 'react';
import { useTrans } from '../context';
import type { Edge } from '../schema';
import { amount } from '../words';
import { Shared, useCard, useMarked } from './cards';
import { pathOf } from './layout';
import type { Direction, Point, Routed } from './layout';

export type LineEdge = FlowEdge<{ routed: Routed; direction: Direction }, 'line'>;

// Milliseconds that the dot takes, as in graph.css.
const TRAVEL = 900;

/** An edge: thin; with the names of its variables while one points at it or at a step at its end. */
export const Line = memo(function Line({ data }: EdgeProps<LineEdge>) {
  const { cards, moving, sizes } = useContext(Shared);
  const trans = useTrans();
  const [near, setNear] = useState(false);
  const { edge, points } = data?.routed ?? { edge: null, points: [] };
  const source = useCard(cards, edge?.source ?? '');
  const target = useCard(cards, edge?.target ?? '');
  const chosen = useMarked(
    ({ selected }) => selected !== null && (edge?.source === selected || edge?.target === selected)
  );
  const dim = useMarked(
    ({ found }) => found !== null && !(found.has(edge?.source ?? '') && found.has(edge?.target ?? ''))
  );
  const starts = target?.status === 'Starting' || target?.status === 'Executing';
  const trip = useArrival(moving && source?.status === 'Succeeded' && starts);
  if (!edge || !data) return null;
  const travels = trip > 0 && edge.variables.length > 0;
  const size = sizeOf(edge, sizes);
  const path = pathOf(points, data.direction);
  const faded = source?.status === 'Skipped' || target?.status === 'Skipped';
  // What moves says what it is, where its size is known: in a replay one looks at nothing else.
  const shown = near || chosen || (travels && size !== null);
  const names = listed(edge.variables);
  const why =
    edge.kind === 'learned'
      ? trans.__('a run found this out')
      : edge.kind === 'order'
        ? trans.__('order only')
        : '';
  const large = size === null ? '' : amount(size);
  const label = shown ? [edge.label, names, large, why].filter(Boolean).join(' · ') : edge.label;
  const place = halfway(points);
  const state = `${chosen ? ' nbp-chosen' : ''}${near ? ' nbp-near' : ''}${faded ? ' nbp-faded' : ''}${dim ? ' nbp-dim' : ''}`;
  return (
    <g
      className={`nbp-edge nbp-edge-${edge.kind}${state}`}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
    >
      <path className="nbp-edge-reach" d={path} />
      <path className="nbp-edge-line" d={path} />
      <path className="nbp-edge-tip" d={tip(points[points.length - 1], data.direction)} />
      {travels && (
        <circle
          key={trip}
          className="nbp-edge-dot"
          r={radius(size)}
          style={{ offsetPath: `path("${path}")` }}
        />
      )}
      {label && (
        <EdgeLabelRenderer>
          <span
            className={`nbp-edge-label${shown ? ' nbp-near' : ''}${faded ? ' nbp-faded' : ''}${dim ? ' nbp-dim' : ''}`}
            style={{ transform: `translate(-50%, -50%) translate(${place.x}px, ${place.y}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

/**
 * Above 0 for a moment after `now` became true, another number each time; not where it was so from the start. What is
 * on its way arrives, even if the step that it comes to ends meanwhile.
 */
function useArrival(now: boolean): number {
  const before = useRef(now);
  const count = useRef(0);
  const [trip, setTrip] = useState(0);
  useEffect(() => {
    const was = before.current;
    before.current = now;
    if (now && !was) setTrip((count.current += 1));
  }, [now]);
  useEffect(() => {
    if (!trip) return undefined;
    const timer = setTimeout(() => setTrip(0), TRAVEL);
    return () => clearTimeout(timer);
  }, [trip]);
  return trip;
}

/** Bytes that go along an edge; null where they are not known. */
export function sizeOf(
  { source, variables }: Pick<Edge, 'source' | 'variables'>,
  sizes: Readonly<Record<string, number | undefined>>
): number | null {
  const known = variables.flatMap(variable => sizes[`${source}.${variable}`] ?? []);
  return known.length ? known.reduce((sum, size) => sum + size, 0) : null;
}

/** px of a dot: a little larger for each power of ten above a kilobyte. */
function radius(size: number | null): number {
  return size === null ? 3.5 : Math.min(6, 3 + 0.5 * Math.max(0, Math.log10(size / 1000)));
}

function listed(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join(', ')} +${names.length - 4}` : names.join(', ');
}

function halfway(points: readonly Point[]): Point {
  if (!points.length) return { x: 0, y: 0 };
  const at = (points.length - 1) / 2;
  const [a, b] = [points[Math.floor(at)], points[Math.ceil(at)]];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function tip({ x, y }: Point, direction: Direction): string {
  return direction === 'down'
    ? `M${x - 3.5} ${y - 6}L${x} ${y}L${x + 3.5} ${y - 6}`
    : `M${x - 6} ${y - 3.5}L${x} ${y}L${x - 6} ${y + 3.5}`;
}
