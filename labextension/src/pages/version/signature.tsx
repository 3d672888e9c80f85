import '../../../style/version.css';
import { useTrans } from '../../context';
import { Notice, Tree } from '../../kit';
import type { Deployable, Json, Rows, VersionPage } from '../../schema';
import { Facts } from '../parts';
import { said } from '../said';

// Columns that are shown at once; the others are folded behind their number.
const SHOWN = 12;

/** What a model takes and gives: as its Model step wrote it, else what is known from what it was trained on. */
export function Signature({ page: { deployable, signature } }: { page: VersionPage }) {
  return deployable ? <Ready deployable={deployable} /> : <Known signature={signature} />;
}

function Ready({ deployable }: { deployable: Deployable }) {
  const trans = useTrans();
  const { takes, gives, classes, example, pickle, why_pickle, format, python } = deployable;
  return (
    <div className="nbp-signature">
      {pickle && (
        <Notice title={trans.__('It is kept as a pickle: loading it runs code.')}>
          {why_pickle && <p>{why_pickle}</p>}
        </Notice>
      )}
      <Facts
        facts={[
          [trans.__('Kept as'), format],
          [trans.__('Python'), python],
          [trans.__('Classes'), classes.join(', ')]
        ]}
      />
      <RowsTable title={trans.__('Takes')} rows={takes} />
      {gives.map(rows => (
        <RowsTable key={rows.method} title={trans.__('%1 gives', rows.method)} rows={rows} />
      ))}
      {example.length > 0 && <Example rows={example} />}
    </div>
  );
}

/** The columns of a frame, or dtype and shape of an array. */
function RowsTable({ title, rows }: { title: string; rows: Rows }) {
  const trans = useTrans();
  const { kind, columns, dtype, shape } = rows;
  if (kind !== 'frame') {
    const text = [dtype, shape].filter(Boolean).join(', ');
    return (
      <p>
        <strong>{title}</strong>{' '}
        {kind === 'array' ? (
          <>
            {trans.__('an array')} <code>{text}</code>
          </>
        ) : (
          <span className="nbp-quiet">{trans.__('nobody knows what')}</span>
        )}
      </p>
    );
  }
  const table = (some: Rows['columns'], label: string) => (
    <table className="nbp-metrics" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{trans.__('Column')}</th>
          <th scope="col">{trans.__('Type')}</th>
        </tr>
      </thead>
      <tbody>
        {some.map(({ name, dtype: type, categories }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <code>{type || '–'}</code>
              {categories.length > 0 && <span className="nbp-quiet"> {categories.join(', ')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <div>
      <p>
        <strong>{title}</strong>{' '}
        <span className="nbp-quiet">{trans._n('%1 column', '%1 columns', columns.length)}</span>
      </p>
      {table(columns.slice(0, SHOWN), title)}
      {columns.length > SHOWN && (
        <details className="nbp-fold">
          <summary>{trans._n('%1 more column', '%1 more columns', columns.length - SHOWN)}</summary>
          {table(columns.slice(SHOWN), trans.__('%1, more columns', title))}
        </details>
      )}
    </div>
  );
}

/** Some rows of what it was fitted on: what one sends it looks like this. */
function Example({ rows }: { rows: readonly Record<string, Json>[] }) {
  const trans = useTrans();
  const names = Object.keys(rows[0]);
  return (
    <div>
      <p>
        <strong>{trans.__('Input example')}</strong>
      </p>
      <div className="nbp-wide" tabIndex={0} role="group" aria-label={trans.__('Input example')}>
        <table className="nbp-metrics nbp-example">
          <thead>
            <tr>
              {names.map(name => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {names.map(name => (
                  <td key={name}>{said(row[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** What a model that no Model step made ready needs: nothing is recorded about it but where it came from. */
export function Dependencies({ page: { deployable } }: { page: VersionPage }) {
  const trans = useTrans();
  const needs = Object.entries(deployable?.dependencies ?? {});
  if (!needs.length) {
    return (
      <p className="nbp-quiet">
        {trans.__('What it needs is known of models that a Model step made ready; see the environment.')}
      </p>
    );
  }
  return (
    <table className="nbp-metrics" aria-label={trans.__('Dependencies')}>
      <tbody>
        {needs.map(([name, number]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <code>{number}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Features and columns; what is not known as such, as it was given. */
function Known({ signature }: { signature: VersionPage['signature'] }) {
  const trans = useTrans();
  const { trained_on: tables, ...rest } = signature;
  if (!Object.keys(signature).length) {
    return <p className="nbp-quiet">{trans.__('It is not known what this model takes.')}</p>;
  }
  return (
    <>
      {Object.keys(rest).length > 0 && <Tree value={rest} open={1} />}
      {Object.entries(columnsOf(tables)).map(([name, columns]) => (
        <table key={name} className="nbp-metrics" aria-label={trans.__('Columns of %1', name)}>
          <caption>{trans.__('Trained on %1', name)}</caption>
          <tbody>
            {columns.map(([column, type]) => (
              <tr key={column}>
                <th scope="row">{column}</th>
                <td>
                  <code>{type}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

/** Table → its columns with their types, from previews: columns are names, or objects with name and dtype. */
export function columnsOf(tables: Json | undefined): Record<string, [string, string][]> {
  if (!tables || typeof tables !== 'object' || Array.isArray(tables)) return {};
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => {
      const columns = table && typeof table === 'object' && !Array.isArray(table) ? table.columns : null;
      const list = Array.isArray(columns) ? columns : [];
      return [
        name,
        list.map((column): [string, string] =>
          column && typeof column === 'object' && !Array.isArray(column)
            ? [said(column.name), 'dtype' in column ? said(column.dtype) : '']
            : [said(column), '']
        )
      ];
    })
  );
}
