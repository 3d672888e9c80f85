import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import '../../../style/jobs.css';
import { route } from '../../api';
import { useAction, usePage, useTrans } from '../../context';
import { gridOf, jobAt, jobBy, pathsOf, placeOf } from '../../graph';
import { ErrorBox, statusWord } from '../../kit';
import type { Jobs, Squares } from '../../schema';
import { digits } from '../../words';
import { useSettled } from '../chain';

export interface JobSquaresProps {
  execution: string;
  step: string;
  total: number;
  /** px */
  width: number;
  onSelect: (job: string) => void;
  /** Esc. */
  onClose?: () => void;
}

/**
 * Every job of a step as a square in the colour of its status, the best trial with a star: arrows go along them, Enter
 * opens one. A picture of a few paths, however many there are; only the job that one is at is said and named.
 */
export function JobSquares({ execution, step, total, width, onSelect, onClose }: JobSquaresProps) {
  const trans = useTrans();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = usePage<Squares>(route`executions/${execution}/steps/${step}/squares`);
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const grid = gridOf(total, width);
  const known = shown.data?.digits.length ?? 0;
  const at = hovered ?? (focused ? Math.min(cursor, Math.max(0, known - 1)) : null);
  const settled = useSettled(at, 120);
  const path = route`executions/${execution}/steps/${step}/jobs`;
  const asked = usePage<Jobs>(settled === null ? null : path, { after: settled, limit: 1 });
  const row = asked.data?.rows.at(0);
  const job = row?.place === at ? row : undefined;
  const open = useAction(async (api, query, place: number) => {
    const { rows } = await api.get<Jobs>(path, { ...query, after: place, limit: 1 });
    if (rows.length) onSelect(rows[0].step);
  });
  if (shown.error) return <ErrorBox error={shown.error} onRetry={shown.again} />;
  if (!shown.data) return <div style={{ height: grid.rows * grid.size }} />;

  const { statuses, digits: each, best } = shown.data;
  const told = (place: number) => {
    const metric = job && Object.entries(job.metrics).at(0);
    return [
      job?.step ?? trans.__('Job %1', place),
      job?.label,
      statusWord(trans, statuses[Number(each[place])]),
      metric && `${metric[0]} ${digits(metric[1])}`,
      place === best && trans.__('the best')
    ]
      .filter(Boolean)
      .join(', ');
  };
  const under = (event: PointerEvent<SVGSVGElement>) => {
    const { left, top, width: wide } = event.currentTarget.getBoundingClientRect();
    // Seen larger or smaller than it is drawn.
    const zoom = wide / width || 1;
    return jobAt((event.clientX - left) / zoom, (event.clientY - top) / zoom, known, grid);
  };
  const key = (event: KeyboardEvent) => {
    const next = jobBy(event.key, cursor, known, grid);
    if (next !== null) setCursor(next);
    else if (event.key === 'Enter' || event.key === ' ') void open.run(cursor);
    else if (event.key === 'Escape' && onClose) {
      list.current?.closest('.nbp-card')?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
      onClose();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const mark = at === null || at >= known ? null : placeOf(Math.floor(at / grid.each), grid);
  const star = best === null ? null : placeOf(Math.floor(best / grid.each), grid);
  const side = grid.size;
  return (
    <div
      ref={list}
      className="nbp-squares nopan nowheel"
      role="listbox"
      aria-label={trans.__('Jobs of %1', step)}
      aria-activedescendant={known ? `${id}-at` : undefined}
      tabIndex={0}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onKeyDown={key}
    >
      <svg
        width={width}
        height={grid.rows * side}
        viewBox={`0 0 ${width} ${grid.rows * side}`}
        aria-hidden
        onPointerMove={event => setHovered(under(event))}
        onPointerLeave={() => setHovered(null)}
        onClick={event => {
          const place = under(event as PointerEvent<SVGSVGElement>);
          if (place === null) return;
          setCursor(place);
          void open.run(place);
        }}
      >
        <title>{at === null ? '' : told(at)}</title>
        {[...pathsOf(shown.data, grid)].map(([status, d]) => (
          <path key={status} className={`nbp-square nbp-is-${status.toLowerCase()}`} d={d} />
        ))}
        {star && side > 5 && (
          <text
            className="nbp-square-star"
            x={star.x + side / 2 - 1}
            y={star.y + side / 2 - 1}
            fontSize={side - 2}
          >
            ★
          </text>
        )}
        {star && side <= 5 && (
          <rect
            className="nbp-square-best"
            x={star.x - 1}
            y={star.y - 1}
            width={side + 1}
            height={side + 1}
          />
        )}
        {mark && (
          <rect
            className="nbp-square-mark"
            x={mark.x - 1}
            y={mark.y - 1}
            width={side > 4 ? side : side + 2}
            height={side > 4 ? side : side + 2}
          />
        )}
      </svg>
      {known > 0 && (
        <span
          className="nbp-hidden"
          role="option"
          id={`${id}-at`}
          aria-selected={focused}
          aria-posinset={Math.min(cursor, known - 1) + 1}
          aria-setsize={known}
        >
          {told(Math.min(cursor, known - 1))}
        </span>
      )}
      {open.error && <ErrorBox error={open.error} />}
    </div>
  );
}
