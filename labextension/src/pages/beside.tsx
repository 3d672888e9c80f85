import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/compare.css';
import { useTrans } from '../context';
import { Id } from '../kit';
import type { ComparedRow, Json } from '../schema';
import { letters, parted } from './compared';
import { said } from './said';

export interface BesideColumn {
  id: string;
  head: ReactNode;
}

export interface BesideSection {
  id: string;
  title: string;
  rows: readonly ComparedRow[];
  /** How a value is drawn; as text where it is not given. */
  render?: (value: Json, row: ComparedRow, column: number) => ReactNode;
  /** Over the whole width, below the rows: charts, differences of code. */
  below?: ReactNode;
  /** What is said where there are no rows and nothing below. */
  none?: string;
}

/** Things beside each other: a column each, rows in sections; what differs is marked, equal rows are folded. */
export function Beside({
  label,
  columns,
  sections
}: {
  label: string;
  columns: readonly BesideColumn[];
  sections: readonly BesideSection[];
}) {
  const trans = useTrans();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const width = columns.length + 1;
  return (
    <div className="nbp-beside" role="region" aria-label={label} tabIndex={0}>
      <table aria-label={label} style={{ minWidth: 180 + 160 * columns.length }}>
        <colgroup>
          <col className="nbp-beside-names" />
          {columns.map(column => (
            <col key={column.id} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <td />
            {columns.map(column => (
              <th key={column.id} scope="col">
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map(({ id, title, rows, render, below, none }) => {
          const { differ, equal } = parted(rows);
          const open = opened.has(id);
          return (
            <tbody key={id}>
              <tr className="nbp-beside-title">
                <th colSpan={width} scope="rowgroup">
                  <span>{title}</span>
                </th>
              </tr>
              {differ.map(row => (
                <Row key={row.name} row={row} render={render} />
              ))}
              {below && (
                <tr className="nbp-beside-below">
                  <td colSpan={width}>{below}</td>
                </tr>
              )}
              {equal.length > 0 && (
                <tr className="nbp-beside-equal">
                  <td colSpan={width}>
                    <button type="button" aria-expanded={open} onClick={() => toggle(id)}>
                      {trans._n('%1 equal row', '%1 equal rows', equal.length)}
                    </button>
                  </td>
                </tr>
              )}
              {open && equal.map(row => <Row key={row.name} row={row} render={render} />)}
              {!rows.length && !below && (
                <tr>
                  <td colSpan={width} className="nbp-quiet">
                    {none ?? trans.__('None.')}
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

function Row({ row, render }: { row: ComparedRow; render: BesideSection['render'] }) {
  const trans = useTrans();
  return (
    <tr className={row.same ? undefined : 'nbp-beside-differs'}>
      <th scope="row" title={row.name}>
        {!row.same && (
          <span
            className="nbp-beside-mark"
            role="img"
            title={trans.__('Differs')}
            aria-label={trans.__('Differs')}
          >
            ≠
          </span>
        )}
        {row.name}
      </th>
      {row.values.map((value, i) => (
        <td key={i}>
          <Fragment>
            {render ? render(value, row, i) : <Plain value={value} />}
            {row.best === i && (
              <span className="nbp-best" role="img" title={trans.__('Best')} aria-label={trans.__('Best')}>
                {' '}
                ★
              </span>
            )}
          </Fragment>
        </td>
      ))}
    </tr>
  );
}

function Plain({ value }: { value: Json }) {
  const text = said(value);
  return (
    <span className="nbp-beside-value" title={typeof value === 'number' ? String(value) : text}>
      {text}
    </span>
  );
}

/** Digests: those that are the same have the same letter. */
export function digest(value: Json, row: ComparedRow, column: number): ReactNode {
  if (typeof value !== 'string') return <Plain value={value} />;
  return (
    <>
      {!row.same && <span className="nbp-letter">{letters(row.values)[column]}</span>}
      <Id id={value} />
    </>
  );
}
