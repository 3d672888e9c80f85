import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTrans } from '../context';
import { Button } from './controls';

export interface Column<R> {
  id: string;
  title: string;
  render: (row: R) => ReactNode;
  /** What it is sorted by; without it the column cannot be sorted. Nulls come last. */
  by?: (row: R) => string | number | null;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** A CSS width; the others share the rest. */
  width?: string;
}

export interface TableProps<R> {
  /** What the rows are; the name of the table. */
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  id: (row: R) => string;
  onOpen?: (row: R) => void;
  /** Marks rows, such as for comparing: a box before each. */
  marked?: ReadonlySet<string>;
  onMark?: (marked: Set<string>) => void;
  /** Asks for the following page; null at the end. */
  onMore?: (() => void) | null;
  /** The row that is shown elsewhere. */
  current?: string | null;
  /** Where only a part of the rows is here: the order that they come in, and asking for another. */
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
}

/** A column, and whether its largest come first. */
export interface Sort {
  id: string;
  down: boolean;
}

// A row's height in px, as in kit.css: a long list is drawn only where one looks.
const ROW = 28;
const WINDOWED = 200;

/**
 * A table that sorts by its headers. Up, Down, Home and End move among the rows, Enter opens, Space marks. Lists of
 * more than 200 rows draw those in sight.
 */
export function Table<R>(props: TableProps<R>) {
  const { label, columns, rows, id, onOpen, marked, onMark, onMore, current, onSort } = props;
  const trans = useTrans();
  const [own, setOwn] = useState<Sort | null>(null);
  const sort = onSort ? (props.sort ?? null) : own;
  const setSort = onSort ?? setOwn;
  const [focus, setFocus] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const sorted = useMemo(() => {
    const by = columns.find(column => column.id === sort?.id)?.by;
    return by && sort && !onSort ? inOrder(rows, by, sort.down) : rows;
  }, [rows, columns, sort, onSort]);
  const [from, to, look] = useWindow(box, sorted.length);
  const at = Math.min(focus, Math.max(0, sorted.length - 1));
  const reach = onOpen ?? onMark;
  const width = columns.length + (onMark ? 1 : 0);

  const go = (index: number) => {
    const next = Math.min(sorted.length - 1, Math.max(0, index));
    setFocus(next);
    look(next);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`tr[data-at="${next}"]`)?.focus());
  };
  const mark = (row: R) => {
    const next = new Set(marked);
    if (!next.delete(id(row))) next.add(id(row));
    onMark?.(next);
  };
  const key = (event: KeyboardEvent, row: R) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') onOpen?.(row);
    else if (event.key === ' ' && onMark) mark(row);
    else {
      const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sorted.length - 1 }[event.key];
      if (next === undefined) return;
      go(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="nbp-table" ref={box}>
      <table aria-label={label} aria-rowcount={onMore ? -1 : sorted.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {onMark && (
              <th className="nbp-table-mark">
                <span className="nbp-hidden">{trans.__('Selected')}</span>
              </th>
            )}
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                className={column.align === 'end' ? 'nbp-end' : undefined}
                aria-sort={sort?.id === column.id ? (sort.down ? 'descending' : 'ascending') : undefined}
              >
                {column.by ? (
                  <button type="button" onClick={() => setSort(following(sort, column.id))}>
                    {column.title}
                    <span className="nbp-table-arrow" aria-hidden />
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && (
            <tr aria-hidden style={{ height: from * ROW }}>
              <td colSpan={width} />
            </tr>
          )}
          {sorted.slice(from, to).map((row, i) => {
            const name = id(row);
            return (
              <tr
                key={name}
                data-at={from + i}
                aria-rowindex={from + i + 2}
                aria-current={current === name || undefined}
                tabIndex={reach ? (from + i === at ? 0 : -1) : undefined}
                className={onOpen ? 'nbp-opens' : undefined}
                onFocus={event => event.target === event.currentTarget && setFocus(from + i)}
                onClick={onOpen && (() => onOpen(row))}
                onKeyDown={reach && (event => key(event, row))}
              >
                {onMark && (
                  <td className="nbp-table-mark" onClick={event => event.stopPropagation()}>
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      checked={marked?.has(name) ?? false}
                      aria-label={trans.__('Select %1', name)}
                      onChange={() => mark(row)}
                    />
                  </td>
                )}
                {columns.map(column => (
                  <td key={column.id} className={column.align === 'end' ? 'nbp-end' : undefined}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {to < sorted.length && (
            <tr aria-hidden style={{ height: (sorted.length - to) * ROW }}>
              <td colSpan={width} />
            </tr>
          )}
        </tbody>
      </table>
      {onMore && (
        <div className="nbp-table-more">
          <Button onClick={onMore}>{trans.__('Show more')}</Button>
        </div>
      )}
    </div>
  );
}

/** Ascending, descending, then as it came. */
function following(sort: Sort | null, id: string): Sort | null {
  if (sort?.id !== id) return { id, down: false };
  return sort.down ? null : { id, down: true };
}

export function inOrder<R>(rows: readonly R[], by: (row: R) => string | number | null, down: boolean): R[] {
  const order = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), undefined, { numeric: true });
  return [...rows].sort((first, second) => {
    const [a, b] = [by(first), by(second)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return down ? order(b, a) : order(a, b);
  });
}

/** The rows to draw, [from, to), and a function that brings one into sight. */
function useWindow(
  box: React.RefObject<HTMLDivElement>,
  count: number
): [number, number, (row: number) => void] {
  const long = count > WINDOWED;
  const [seen, setSeen] = useState({ from: 0, to: WINDOWED });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !long) return undefined;
    const measure = () => {
      const first = Math.floor(element.scrollTop / ROW);
      const rows = Math.ceil((element.clientHeight || 600) / ROW);
      // In steps of ten rows, so that not every pixel of scrolling draws anew.
      const from = Math.max(0, Math.floor((first - 10) / 10) * 10);
      const to = first + rows + 20;
      setSeen(old => (old.from === from && old.to >= to - 10 && old.to <= to + 10 ? old : { from, to }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    return () => element.removeEventListener('scroll', measure);
  }, [box, long]);
  const look = useCallback(
    (row: number) => {
      const element = box.current;
      if (!element || !long) return;
      const top = row * ROW;
      if (top < element.scrollTop) element.scrollTop = top;
      // The header stays in place and covers one row.
      else if (top + 2 * ROW > element.scrollTop + element.clientHeight) {
        element.scrollTop = top + 2 * ROW - element.clientHeight;
      }
    },
    [box, long]
  );
  return long ? [Math.min(seen.from, count), Math.min(seen.to, count), look] : [0, count, look];
}
