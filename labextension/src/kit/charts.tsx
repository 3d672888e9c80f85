import { useId, useLayoutEffect, useRef, useState } from 'react';
import { useTrans } from '../context';
import { digits, ticks } from '../words';

export interface Line {
  name: string;
  points: readonly { x: number; y: number }[];
}

export interface LineChartProps {
  /** What is drawn; said to screen readers with a summary. */
  label: string;
  lines: readonly Line[];
  x?: string;
  y?: string;
  /** Such as what a Condition asks for: a dashed line, with `≥` or another sign before its value. */
  threshold?: { sign: string; value: number | null } | null;
  /** Which end is better; the best point of each line is marked. */
  best?: 'max' | 'min' | null;
  height?: number;
}

const LEFT = 48;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 34;
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '4 4', '1 3'];

/** Lines over a number, such as a metric over epochs or model versions. Points that are not finite are left out. */
export function LineChart({
  label,
  lines,
  x = '',
  y = '',
  threshold: bound = null,
  best = null,
  height = 180
}: LineChartProps) {
  const trans = useTrans();
  const id = useId();
  const [box, width] = useWidth();
  const shown = lines.map(line => ({ ...line, points: line.points.filter(p => Number.isFinite(p.y)) }));
  const all = shown.flatMap(line => line.points);
  const threshold = bound?.value ?? null;
  const [near, setNear] = useState<number | null>(null);
  if (!all.length) return <p className="nbp-quiet">{trans.__('No values yet.')}</p>;
  const [x0, x1] = span(all.map(p => p.x));
  const [y0, y1] = padded(span([...all.map(p => p.y), ...(threshold === null ? [] : [threshold])]));
  const px = (value: number) => LEFT + ((value - x0) / (x1 - x0 || 1)) * (width - LEFT - RIGHT);
  const py = (value: number) => height - BOTTOM - ((value - y0) / (y1 - y0)) * (height - TOP - BOTTOM);
  const whole = all.every(p => Number.isInteger(p.x));
  const summary = shown
    .filter(line => line.points.length)
    .map(line => {
      const top = bestOf(line.points, best ?? 'max');
      const last = line.points[line.points.length - 1];
      return best
        ? trans.__('%1: last %2, best %3 at %4', line.name, digits(last.y), digits(top.y), digits(top.x))
        : trans.__('%1: last %2', line.name, digits(last.y));
    });
  const at = near === null ? null : closest(all, near);
  return (
    <figure className="nbp-chart" ref={box}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-labelledby={`${id}-title ${id}-text`}
        onPointerMove={event => {
          const left = event.currentTarget.getBoundingClientRect().left;
          setNear(x0 + ((event.clientX - left - LEFT) / (width - LEFT - RIGHT)) * (x1 - x0));
        }}
        onPointerLeave={() => setNear(null)}
      >
        <title id={`${id}-title`}>{label}</title>
        <desc id={`${id}-text`}>{summary.join('; ')}</desc>
        <Axis marks={ticks(y0, y1)} at={py} width={width} />
        {ticks(x0, x1, Math.max(2, Math.floor(width / 90)))
          .filter(mark => !whole || Number.isInteger(mark))
          .map(mark => (
            <text key={mark} x={px(mark)} y={height - BOTTOM + 14} textAnchor="middle">
              {digits(mark)}
            </text>
          ))}
        {x && (
          <text x={(LEFT + width - RIGHT) / 2} y={height - 4} textAnchor="middle">
            {x}
          </text>
        )}
        {y && (
          <text transform={`translate(10 ${(height - BOTTOM + TOP) / 2}) rotate(-90)`} textAnchor="middle">
            {y}
          </text>
        )}
        {threshold !== null && (
          <g className="nbp-chart-threshold">
            <line x1={LEFT} x2={width - RIGHT} y1={py(threshold)} y2={py(threshold)} />
            <text x={LEFT + 4} y={py(threshold) - 4}>
              {trans.__('asked for: %1', `${bound?.sign} ${digits(threshold)}`)}
            </text>
          </g>
        )}
        {shown.map((line, i) => {
          const top = best && line.points.length > 1 ? bestOf(line.points, best) : null;
          return (
            <g key={line.name} className={`nbp-series-${i % 6}`}>
              <path
                d={line.points
                  .map((p, n) => `${n ? 'L' : 'M'}${px(p.x).toFixed(1)} ${py(p.y).toFixed(1)}`)
                  .join('')}
                strokeDasharray={DASHES[i % 6]}
              />
              {line.points.length <= 40 &&
                line.points.map((p, n) => <circle key={n} cx={px(p.x)} cy={py(p.y)} r={2.5} />)}
              {top && (
                <path
                  className="nbp-chart-best"
                  d="M0-6L1.6-2 5.8-1.8 2.6.9 3.6 5 0 2.7-3.6 5-2.6.9-5.8-1.8-1.6-2z"
                  transform={`translate(${px(top.x)} ${py(top.y)})`}
                />
              )}
            </g>
          );
        })}
        {at !== null && (
          <line className="nbp-chart-near" x1={px(at)} x2={px(at)} y1={TOP} y2={height - BOTTOM} />
        )}
      </svg>
      <figcaption>
        {shown.map((line, i) => {
          const here = at === null ? undefined : line.points.find(p => p.x === at);
          const last = line.points.at(-1);
          return (
            <span key={line.name} className={`nbp-chart-name nbp-series-${i % 6}`}>
              <svg width={18} height={8} aria-hidden>
                <path d="M0 4H18" strokeDasharray={DASHES[i % 6]} />
              </svg>
              {line.name}{' '}
              <span className="nbp-number">
                {here ? digits(here.y) : at === null && last ? digits(last.y) : ''}
              </span>
            </span>
          );
        })}
        {at !== null && (
          <span className="nbp-quiet">
            {x} {digits(at)}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

export interface BarChartProps {
  label: string;
  bars: readonly { name: string; value: number | null }[];
  threshold?: number | null;
  best?: 'max' | 'min' | null;
}

/** Bars from the left, a line a name: values to compare. */
export function BarChart({ label, bars, threshold = null, best = null }: BarChartProps) {
  const trans = useTrans();
  const values = bars.flatMap(bar => (bar.value === null || !Number.isFinite(bar.value) ? [] : [bar.value]));
  if (!values.length) return <p className="nbp-quiet">{trans.__('No values yet.')}</p>;
  const low = Math.min(0, ...values, threshold ?? 0);
  const high = Math.max(0, ...values, threshold ?? 0);
  const part = (value: number) => ((value - low) / (high - low || 1)) * 100;
  const top = best === null ? null : best === 'max' ? Math.max(...values) : Math.min(...values);
  return (
    <table className="nbp-bars" aria-label={label}>
      <tbody>
        {bars.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="nbp-bars-cell">
              {value !== null && (
                <span
                  className={value === top ? 'nbp-bar nbp-bar-best' : 'nbp-bar'}
                  style={{
                    left: `${part(Math.min(0, value))}%`,
                    width: `${Math.abs(part(value) - part(0))}%`
                  }}
                />
              )}
              {threshold !== null && (
                <span className="nbp-bar-threshold" style={{ left: `${part(threshold)}%` }} />
              )}
            </td>
            <td className="nbp-end nbp-number">
              {value === null ? '–' : digits(value)}
              {value !== null && value === top && <span title={trans.__('Best')}> ★</span>}
            </td>
          </tr>
        ))}
      </tbody>
      {threshold !== null && (
        <caption>{trans.__('The line is what was asked for: %1', digits(threshold))}</caption>
      )}
    </table>
  );
}

function Axis({ marks, at, width }: { marks: number[]; at: (value: number) => number; width: number }) {
  return (
    <g className="nbp-chart-axis">
      {marks.map(mark => (
        <g key={mark}>
          <line x1={LEFT} x2={width - RIGHT} y1={at(mark)} y2={at(mark)} />
          <text x={LEFT - 6} y={at(mark) + 4} textAnchor="end">
            {digits(mark)}
          </text>
        </g>
      ))}
    </g>
  );
}

function useWidth(): [React.RefObject<HTMLElement>, number] {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(480);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setWidth(Math.max(160, element.clientWidth || 480));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}

function span(values: number[]): [number, number] {
  // Not Math.min(...values): a long series has more values than a call may have arguments.
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity]
  );
}

function padded([low, high]: [number, number]): [number, number] {
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return [low - room, high + room];
}

function bestOf(points: readonly { x: number; y: number }[], best: 'max' | 'min') {
  return points.reduce((top, p) => ((best === 'max' ? p.y > top.y : p.y < top.y) ? p : top));
}

function closest(points: readonly { x: number }[], x: number): number {
  return points.reduce((found, p) => (Math.abs(p.x - x) < Math.abs(found - x) ? p.x : found), points[0].x);
}
