import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore
} from 'react';
import type { CSSProperties, KeyboardEvent, RefObject } from 'react';
import { route } from '../api';
import { useHost, usePage, useTrans } from '../context';
import {
  CachedIcon,
  IconButton,
  Loaded,
  Select,
  StatusIcon,
  StepTypeIcon,
  statusWord,
  useNow,
  useStill
} from '../kit';
import type { ExecutionPage, Timeline } from '../schema';
import type { Trans } from '../trans';
import { duration, exact } from '../words';
import { drawn, elapsed, moved, ticks, zoomed } from './clock';
import type { Clock, Window } from './clock';
import { goesOn, hasEnded } from './offers';
import type { Playhead } from './replay';
import { joints, lastRun, ready, timeline } from './spans';
import type { Bar, Drawing, Line, Order } from './spans';

export interface TimelineViewProps {
  page: ExecutionPage;
  selected: string | null;
  onSelect: (step: string | null) => void;
  /** Where the replay is. */
  head: Playhead;
}

// Height of a line in px, as in execution.css, and how many are drawn beyond what is seen.
const ROW = 24;
const BEYOND = 8;
// Room for a label of the axis, px.
const TICK = 84;

/**
 * When each step ran: a line for each, a bar for each attempt. Up and Down move among the lines, Enter selects, Left
 * and Right move in time, plus and minus zoom, `f` fits; with Ctrl the wheel zooms.
 */
export function TimelineView(props: TimelineViewProps) {
  const ran = usePage<Timeline>(route`executions/${props.page.execution.id}/timeline`);
  return <Loaded page={ran}>{({ spans }) => <Chart {...props} spans={spans} />}</Loaded>;
}

function Chart({ page, spans, selected, onSelect, head }: TimelineViewProps & Timeline) {
  const trans = useTrans();
  const { embedded } = useHost();
  const { execution, graph, steps } = page;
  const runs = goesOn(execution);
  const still = useStill();
  const now = useNow(runs ? (still ? 1000 : 200) : null);
  const [order, setOrder] = useState<Order>('notebook');
  // Before it has ended the longest path is not known.
  const path = useMemo(
    () => (hasEnded(execution.status) ? page.longest_path : []),
    [execution.status, page.longest_path]
  );
  const { nodes } = graph;
  const { started_at: started, ended_at: ended } = execution;
  const ran = useMemo(
    () => ready({ nodes, cards: steps, spans, path, started, ended }),
    [nodes, steps, spans, path, started, ended]
  );
  const drawing = useMemo(() => timeline(ran, order, runs ? now : null), [ran, order, runs, now]);
  const { lines, clock } = drawing;
  const { length } = clock;
  const [chosen, setChosen] = useState<Window | null>(null);
  const seen = chosen ?? { from: 0, to: length };
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, lines.length - 1));
  const [first, last, width] = useSight(box, lines.length);

  useEffect(() => {
    const place = lines.findIndex(line => line.step === selected);
    if (place >= 0) setActive(place);
    // Only when another step is selected, or the order changes: not with every tick of the clock.
  }, [selected, order]); // eslint-disable-line react-hooks/exhaustive-deps

  // With the keyboard it comes nearer to the line that is chosen.
  const middle = (line: Line | undefined) => {
    const place = line?.bars.length
      ? (line.bars[0].from + line.bars[line.bars.length - 1].to) / 2
      : line?.mark;
    return place == null || place < seen.from || place > seen.to ? (seen.from + seen.to) / 2 : place;
  };
  const zoom = (factor: number, around = middle(lines.at(at))) => {
    const next = zoomed(seen, factor, around, length);
    setChosen(next.to - next.from >= length ? null : next);
  };
  const pan = (part: number) => chosen && setChosen(moved(chosen, part, length));
  useWheel(box, { zoom, pan, seen });

  const go = (to: number) => {
    const next = Math.min(lines.length - 1, Math.max(0, to));
    setActive(next);
    reveal(box.current, next);
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = Math.max(1, last - first - 2 * BEYOND - 1);
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        break;
      case 'ArrowUp':
        go(at - 1);
        break;
      case 'PageDown':
        go(at + rows);
        break;
      case 'PageUp':
        go(at - rows);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(lines.length - 1);
        break;
      case 'ArrowLeft':
        pan(-0.2);
        break;
      case 'ArrowRight':
        pan(0.2);
        break;
      case '+':
      case '=':
        zoom(0.5);
        break;
      case '-':
        zoom(2);
        break;
      case 'f':
      case '0':
        setChosen(null);
        break;
      case 'Enter':
      case ' ':
        if (at < lines.length) onSelect(lines[at].step);
        break;
      case 'Escape':
        if (selected === null) return;
        onSelect(null);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section
      className="nbp-timeline"
      aria-label={trans.__('Timeline of %1', execution.pipeline)}
      {...(embedded && { 'data-lm-suppress-shortcuts': 'true', tabIndex: -1 })}
    >
      <div className="nbp-timeline-tools">
        <Select<Order>
          label={trans.__('Order of the steps')}
          value={order}
          options={[
            ['notebook', trans.__('Notebook order')],
            ['start', trans.__('By start')]
          ]}
          onChange={setOrder}
        />
        {path.length > 1 && <Legend path={path} page={page} />}
        <span className="nbp-space" />
        <IconButton sign="remove" label={trans.__('Zoom out (-)')} onClick={() => zoom(2)} />
        <IconButton sign="add" label={trans.__('Zoom in (+)')} onClick={() => zoom(0.5)} />
        <IconButton sign="fit" label={trans.__('Fit (f)')} onClick={() => setChosen(null)} />
      </div>
      <div
        ref={box}
        className="nbp-timeline-box"
        role="listbox"
        tabIndex={0}
        aria-label={trans.__('Steps of %1', execution.pipeline)}
        aria-activedescendant={lines.length ? `${id}-${at}` : undefined}
        onKeyDown={key}
        onClick={event => {
          const row = (event.target as HTMLElement).closest<HTMLElement>('[data-at]');
          if (!row) return;
          const to = Number(row.dataset.at);
          setActive(to);
          onSelect(lines[to].step);
        }}
      >
        <Axis clock={clock} seen={seen} width={width} />
        <div className="nbp-timeline-lines" style={{ height: lines.length * ROW }} role="presentation">
          <Joints drawing={drawing} path={path} seen={seen} />
          <Cursor head={head} clock={clock} seen={seen} />
          {lines.slice(first, last).map((line, i) => (
            <Row
              key={line.step}
              id={id}
              line={line}
              at={first + i}
              count={lines.length}
              from={seen.from}
              to={seen.to}
              width={width}
              begin={clock.begin}
              now={line.bars.some(bar => bar.ended === null) ? now : 0}
              current={first + i === at}
              selected={line.step === selected}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  id: string;
  line: Line;
  at: number;
  count: number;
  /** What is seen, drawn times, and how wide it is, px. */
  from: number;
  to: number;
  width: number;
  begin: number;
  now: number;
  current: boolean;
  selected: boolean;
}

/** A line; drawn anew only when something of it changes. */
const Row = memo(function Row(props: RowProps) {
  const { id, line, at, count, from, to, width, begin, now, current, selected } = props;
  const trans = useTrans();
  return (
    <div
      id={`${id}-${at}`}
      data-at={at}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={at + 1}
      aria-label={spoken(trans, line, begin)}
      className={`nbp-timeline-line${current ? ' nbp-current' : ''}`}
      style={{ top: at * ROW }}
    >
      <span
        className="nbp-timeline-name"
        title={line.title === line.step ? line.step : `${line.title} (${line.step})`}
      >
        <StepTypeIcon type={line.type} size={14} silent />
        <span className="nbp-timeline-title">{line.title}</span>
        {line.bars.length > 1 && <span className="nbp-card-times">×{line.bars.length}</span>}
        <StatusIcon status={line.status} cached={line.cached} type={line.type} size={14} silent />
      </span>
      <Track line={line} scale={scaleOf({ from, to })} width={width} now={now} />
    </div>
  );
});

type Scale = (at: number) => number;

/** Where a drawn time stands, in percent of what is seen. */
function scaleOf({ from, to }: Window): Scale {
  return at => ((at - from) / Math.max(1e-9, to - from)) * 100;
}

/** The bars of a step, and what is said beside them. */
function Track({ line, scale, width, now }: { line: Line; scale: Scale; width: number; now: number }) {
  const trans = useTrans();
  const { bars, lead, mark, critical } = line;
  const last = lastRun(line);
  const text = beside(trans, line, now);
  const [from, to] = bars.length
    ? [scale(bars[0].from), scale(bars[bars.length - 1].to)]
    : mark !== null
      ? [scale(mark), scale(mark)]
      : [0, 0];
  return (
    <span className="nbp-timeline-track" aria-hidden>
      {lead && lead.to > lead.from && (
        <span
          className={`nbp-timeline-lead nbp-is-${line.status.toLowerCase()}`}
          style={{ left: `${scale(lead.from)}%`, width: `${scale(lead.to) - scale(lead.from)}%` }}
          title={trans.__(
            '%1 waited %2 for a process',
            line.title,
            duration((lead.ended - lead.began) / 1000)
          )}
        />
      )}
      {bars.map(bar => (
        <span
          key={bar.attempt}
          className={`nbp-span nbp-is-${bar.status.toLowerCase()}${critical && last.includes(bar) ? ' nbp-critical' : ''}`}
          style={{ left: `${scale(bar.from)}%`, width: `${scale(bar.to) - scale(bar.from)}%` }}
          title={told(trans, line, bar, now)}
        />
      ))}
      {mark !== null && (
        <span className="nbp-timeline-mark" style={{ left: `${scale(mark)}%` }}>
          <CachedIcon size={13} />
        </span>
      )}
      {to < 0 && <span className="nbp-timeline-text">‹</span>}
      {from > 100 && (
        <span className="nbp-timeline-text" style={{ right: 3 }}>
          ›
        </span>
      )}
      {text && to >= 0 && from <= 100 && (
        <span className="nbp-timeline-text" style={placed(text, from, to, width, line)}>
          {text}
        </span>
      )}
    </span>
  );
}

// About the width of a letter beside a bar, px.
const LETTER = 6;
const PATTERNED: ReadonlySet<string> = new Set(['Failed', 'Stopped']);

/** After the bar where there is room, else within it, else before it. `from` and `to` are percent of `width` px. */
function placed(text: string, from: number, to: number, width: number, line: Line): CSSProperties {
  const marked = line.mark !== null;
  // On stripes and dots a text needs a ground to be read.
  const plain = line.bars.some(bar => PATTERNED.has(bar.status)) ? {} : { background: 'none' };
  const [left, right] = [Math.max(0, from), Math.max(0, Math.min(100, to))];
  const wide = text.length * LETTER + 14;
  const px = (percent: number) => (percent / 100) * (width || 800);
  if (px(100 - right) > wide || left <= 0) return { left: `${right}%`, marginLeft: marked ? 10 : 4 };
  if (px(right - left) > wide) return { left: `${left}%`, marginLeft: 4, zIndex: 1, ...plain };
  return { right: `${100 - left}%`, marginRight: marked ? 10 : 4 };
}

const QUIET = new Set(['Succeeded', 'Pending']);

function beside(trans: Trans, line: Line, now: number): string {
  const { bars, status, mark, cached } = line;
  if (cached) return mark === null ? '' : trans.__('From the cache');
  if (!bars.length && line.began === null) return status === 'Pending' ? '' : statusWord(trans, status);
  const seconds = took(line, now);
  return [
    !QUIET.has(status) && statusWord(trans, status),
    seconds !== null && lastly(seconds, line.seconds === null),
    bars.length > 1 && trans._n('%1 attempt', '%1 attempts', bars.length)
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Seconds of the last run of a step, as its card says it; up to now where it goes on. */
function took({ seconds, began, bars, status }: Line, now: number): number | null {
  if (seconds !== null) return seconds;
  if (status === 'Pending' || status === 'Skipped') return null;
  return began === null || !bars.length ? null : Math.max(0, Math.floor((now - began) / 1000));
}

/** A time that goes on is one of whole seconds. */
function lastly(seconds: number, goes: boolean): string {
  return goes && seconds < 60 ? `${seconds} s` : duration(seconds);
}

function lasted({ began, ended }: Bar, now: number): number {
  return ended === null ? Math.max(0, Math.floor((now - began) / 1000)) : (ended - began) / 1000;
}

/** The tooltip of a bar. */
function told(trans: Trans, { title, bars }: Line, bar: Bar, now: number): string {
  const clock = (ms: number) => exact(new Date(ms)).slice(11);
  return [
    bars.length > 1 ? trans.__('%1, attempt %2', title, bar.attempt) : title,
    `${statusWord(trans, bar.status)} · ${lastly(lasted(bar, now), bar.ended === null)}`,
    bar.ended === null
      ? trans.__('since %1', clock(bar.began))
      : trans.__('%1 to %2', clock(bar.began), clock(bar.ended))
  ].join('\n');
}

/** A line in a sentence: `Train, Training, succeeded in 2.6 s, began after 21 s, on the longest path`. */
export function spoken(trans: Trans, line: Line, begin: number): string {
  const { title, type, status, bars, cached, critical, seconds } = line;
  const word = statusWord(trans, status).toLowerCase();
  return [
    title,
    type,
    seconds !== null && !cached ? trans.__('%1 in %2', word, duration(seconds)) : word,
    cached && trans.__('from the cache'),
    bars.length > 1 && trans._n('%1 attempt', '%1 attempts', bars.length),
    bars.length > 0 && trans.__('began after %1', duration((bars[0].began - begin) / 1000)),
    critical && trans.__('on the longest path')
  ]
    .filter(Boolean)
    .join(', ');
}

function Legend({ path, page }: { path: readonly string[]; page: ExecutionPage }) {
  const trans = useTrans();
  const cards = new Map(page.steps.map(card => [card.step, card]));
  const seconds = path.reduce((sum, step) => sum + (cards.get(step)?.seconds ?? 0), 0);
  return (
    <span className="nbp-timeline-legend" title={path.join(' → ')}>
      <span className="nbp-span nbp-critical" aria-hidden />
      {trans.__('Longest path, %1', duration(seconds))}
    </span>
  );
}

function Axis({ clock, seen, width }: { clock: Clock; seen: Window; width: number }) {
  const trans = useTrans();
  const scale = scaleOf(seen);
  const marks = ticks(clock, seen, Math.max(2, Math.floor((width || 800) / TICK)));
  return (
    <div className="nbp-timeline-axis" aria-hidden>
      <span className="nbp-timeline-track">
        {marks.map(({ at, text }) => (
          <span
            key={at}
            className={`nbp-timeline-tick${scale(at) > 95 ? ' nbp-end' : ''}`}
            style={{ left: `${scale(at)}%` }}
          >
            {text}
          </span>
        ))}
        {clock.pieces
          .filter(piece => piece.pause)
          .map(piece => (
            <span
              key={piece.at}
              className="nbp-timeline-pause"
              style={{
                left: `${scale(piece.at)}%`,
                width: `${scale(piece.at + piece.length) - scale(piece.at)}%`
              }}
              title={trans.__('Nothing ran for %1', duration((piece.to - piece.from) / 1000))}
            >
              {duration((piece.to - piece.from) / 1000)}
            </span>
          ))}
      </span>
    </div>
  );
}

/** The way from critical step to critical step. */
function Joints({ drawing, path, seen }: { drawing: Drawing; path: readonly string[]; seen: Window }) {
  const height = drawing.lines.length * ROW;
  const found = joints(drawing.lines, path);
  if (!found.length) return null;
  const scale = scaleOf(seen);
  const middle = (line: number) => (line + 0.5) * ROW;
  return (
    <svg
      className="nbp-timeline-joints"
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      height={height}
      aria-hidden
    >
      <path
        d={found
          .map(({ from, to }) => `M${scale(from[1])} ${middle(from[0])}V${middle(to[0])}H${scale(to[1])}`)
          .join('')}
      />
    </svg>
  );
}

/** Where the replay is. */
function Cursor({ head, clock, seen }: { head: Playhead; clock: Clock; seen: Window }) {
  const ms = useSyncExternalStore(head.subscribe, head.snapshot);
  if (ms === null) return null;
  const left = scaleOf(seen)(drawn(clock, ms));
  const to = Math.min(100, Math.max(0, left));
  return (
    <span className="nbp-timeline-over" aria-hidden>
      {/* What is to come. */}
      <span className="nbp-timeline-veil" style={{ left: `${to}%` }} />
      {to === left && (
        <span
          className="nbp-timeline-cursor"
          style={{ left: `${left}%` }}
          title={elapsed(ms - clock.begin)}
        />
      )}
    </span>
  );
}

/** The lines in sight, [first, last), and the width of the bars in px. */
function useSight(box: RefObject<HTMLDivElement>, count: number): [number, number, number] {
  const [sight, setSight] = useState({ first: 0, last: 60, width: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / ROW) - BEYOND);
      const last = Math.ceil((element.scrollTop + (element.clientHeight || 600)) / ROW) + BEYOND;
      const width = element.querySelector('.nbp-timeline-track')?.clientWidth ?? 0;
      setSight(old =>
        old.first === first && old.last === last && old.width === width ? old : { first, last, width }
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [box]);
  return [Math.min(sight.first, count), Math.min(sight.last, count), sight.width];
}

/** Brings a line into sight; the axis above covers one. */
function reveal(box: HTMLElement | null, line: number): void {
  if (!box) return;
  const top = line * ROW;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + 2 * ROW > box.scrollTop + box.clientHeight) box.scrollTop = top + 2 * ROW - box.clientHeight;
}

interface Wheeled {
  zoom: (factor: number, around?: number) => void;
  pan: (part: number) => void;
  seen: Window;
}

/** With Ctrl the wheel zooms where the pointer is; sideways it moves. React's own listener could not keep the page still. */
function useWheel(box: RefObject<HTMLDivElement>, wheeled: Wheeled): void {
  const latest = useRef(wheeled);
  useEffect(() => {
    latest.current = wheeled;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const heard = (event: WheelEvent) => {
      const { zoom, pan, seen } = latest.current;
      const track = element.querySelector('.nbp-timeline-track')?.getBoundingClientRect();
      if (!track?.width) return;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const part = Math.min(1, Math.max(0, (event.clientX - track.left) / track.width));
        zoom(Math.exp(event.deltaY / 300), seen.from + part * (seen.to - seen.from));
      } else if (sideways && Math.abs(sideways) >= Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        pan(sideways / track.width);
      } else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', heard, { passive: false });
    return () => element.removeEventListener('wheel', heard);
  }, [box]);
}
