import { useTrans } from '../../context';
import { Bytes, Code, Tree } from '../../kit';
import type { Artifact, Json } from '../../schema';
import { digits } from '../../words';
import { Facts } from '../parts';
import { Figure } from '../figure';

/** What is seen of a value without loading it: by the kind of its preview, which was made when it was saved. */
export function Preview({ artifact, label, gone }: { artifact: Artifact; label: string; gone: boolean }) {
  const trans = useTrans();
  const { preview } = artifact;
  switch (preview.kind) {
    case 'table': {
      const found = table(preview);
      return found ? <Grid {...found} label={label} /> : <Whole preview={preview} />;
    }
    case 'array': {
      const found = array(preview);
      return found ? <Grid {...found} label={label} /> : <Whole preview={preview} />;
    }
    case 'image':
      return <Figure artifact={artifact} label={label} gone={gone} />;
    case 'json':
      return <JsonValue value={preview.value ?? null} />;
    case 'model':
      return <Model preview={preview} />;
    case 'source':
      return <Code source={text(preview.text)} label={trans.__('Source of %1', label)} />;
    case 'file':
      return <File preview={preview} />;
    case 'text':
      return <pre className="nbp-preview-text">{text(preview.text)}</pre>;
    default:
      if (artifact.media_type.startsWith('image/'))
        return <Figure artifact={artifact} label={label} gone={gone} />;
      return <Whole preview={preview} />;
  }
}

/** How large a value is, in words of its kind: `1470 × 31`, `float64`, `12 files`; empty where that says nothing. */
export function extent({ preview }: Pick<Artifact, 'preview'>): string {
  const shape = Array.isArray(preview.shape) ? preview.shape.map(text).join(' × ') : '';
  if (preview.kind === 'table') return shape;
  if (preview.kind === 'array') return [shape, text(preview.dtype)].filter(Boolean).join(' ');
  if (preview.kind === 'model') return text(preview.type).split('.').at(-1) ?? '';
  return '';
}

/** A preview of a kind that is not known here, or not as it should be. */
function Whole({ preview }: { preview: Artifact['preview'] }) {
  return Object.keys(preview).length > 0 ? <Tree value={preview} /> : null;
}

const text = (value: Json | undefined): string =>
  value == null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

interface GridProps {
  columns: readonly { name: string; dtype: string }[];
  index: readonly string[];
  rows: readonly (readonly Json[])[];
  /** Rows and columns of the whole. */
  of: readonly [number, number];
}

function table(preview: Artifact['preview']): GridProps | null {
  const { columns, rows, index, shape } = preview;
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null;
  const whole = numbers(shape);
  return {
    columns: columns.map(column =>
      column && typeof column === 'object' && !Array.isArray(column)
        ? { name: text(column.name), dtype: text(column.dtype) }
        : { name: text(column), dtype: '' }
    ),
    index: Array.isArray(index) ? index.map(text) : rows.map((_, i) => String(i)),
    rows: rows.map(row => (Array.isArray(row) ? row : [row])),
    of: [whole[0] ?? rows.length, whole[1] ?? columns.length]
  };
}

function array(preview: Artifact['preview']): GridProps | null {
  const { values } = preview;
  const shape = numbers(preview.shape);
  if (!Array.isArray(values)) {
    return 'values' in preview ? { columns: [], index: [''], rows: [[values]], of: [1, 1] } : null;
  }
  const rows = values.map(row => (Array.isArray(row) ? row : [row]));
  const width = Math.max(0, ...rows.map(row => row.length));
  // Of more than two dimensions the head is the first of each.
  const [high, wide] = shape.length > 1 ? shape.slice(-2) : [shape[0] ?? rows.length, width];
  return {
    columns:
      shape.length > 1 ? Array.from({ length: width }, (_, i) => ({ name: String(i), dtype: '' })) : [],
    index: rows.map((_, i) => String(i)),
    rows,
    of: [high, wide]
  };
}

const numbers = (value: Json | undefined): number[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'number') : [];

/** The head of a table: names and dtypes of its columns, numbers to the right. */
function Grid({ columns, index, rows, of, label }: GridProps & { label: string }) {
  const trans = useTrans();
  const width = Math.max(columns.length, ...rows.slice(0, 1).map(row => row.length));
  const more = [
    of[0] > rows.length && trans.__('%1 of %2 rows', rows.length, of[0]),
    of[1] > width && trans.__('%1 of %2 columns', width, of[1])
  ].filter(Boolean);
  return (
    <figure className="nbp-grid">
      <div
        className="nbp-grid-box"
        tabIndex={0}
        role="region"
        aria-label={trans.__('First rows of %1', label)}
      >
        <table>
          {columns.length > 0 && (
            <thead>
              <tr>
                <td />
                {columns.map(({ name, dtype }, i) => (
                  <th key={i} scope="col">
                    {name}
                    {dtype && <span className="nbp-grid-type">{dtype}</span>}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                <th scope="row">{index[i] ?? i}</th>
                {row.map((cell, n) => (
                  <td key={n} className={typeof cell === 'number' ? 'nbp-end' : undefined}>
                    <Cell value={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more.length > 0 && <figcaption className="nbp-quiet">{more.join(', ')}</figcaption>}
    </figure>
  );
}

function Cell({ value }: { value: Json }) {
  if (value === null) return <span className="nbp-quiet">None</span>;
  if (typeof value === 'boolean') return <>{value ? 'True' : 'False'}</>;
  if (typeof value === 'number') return <span title={String(value)}>{digits(value)}</span>;
  return <>{text(value)}</>;
}

/** A number or a text as it is, else a tree. */
function JsonValue({ value }: { value: Json }) {
  if (value !== null && typeof value === 'object') return <Tree value={value} />;
  if (typeof value === 'string') return <pre className="nbp-preview-text">{value}</pre>;
  return (
    <p className="nbp-scalar">
      <Cell value={value} />
    </p>
  );
}

/** A model: what it is, what it was made with, and what it was trained on. */
function Model({ preview }: { preview: Artifact['preview'] }) {
  const trans = useTrans();
  const { type, fitted, n_features_in, rounds, params, feature_names } = preview;
  const given = params && typeof params === 'object' && !Array.isArray(params) ? Object.entries(params) : [];
  const set = given.filter(([, value]) => value !== null);
  const names = Array.isArray(feature_names) ? feature_names.map(text) : [];
  return (
    <>
      <Facts
        facts={[
          [trans.__('Model'), <code key="type">{text(type)}</code>],
          [trans.__('Trained'), fitted === false ? trans.__('not yet') : null],
          [trans.__('Rounds'), text(rounds)],
          [trans.__('Features'), text(n_features_in)]
        ]}
      />
      {set.length > 0 && (
        <details className="nbp-fold" open={set.length <= 12}>
          <summary>
            {trans._n('%1 parameter', '%1 parameters', set.length)}
            {given.length > set.length && (
              <span className="nbp-quiet">
                {' '}
                {trans.__('and %1 left as they are', given.length - set.length)}
              </span>
            )}
          </summary>
          <Facts facts={set.map(([name, value]) => [name, <code key={name}>{text(value)}</code>])} />
        </details>
      )}
      {names.length > 0 && (
        <details className="nbp-fold">
          <summary>{trans._n('%1 feature', '%1 features', Number(n_features_in ?? names.length))}</summary>
          <p className="nbp-names">
            {names.join(', ')}
            {Number(n_features_in ?? 0) > names.length && ' …'}
          </p>
        </details>
      )}
    </>
  );
}

function File({ preview }: { preview: Artifact['preview'] }) {
  const trans = useTrans();
  const { path, type, size, files, names } = preview;
  const listed = Array.isArray(names) ? names.map(text) : [];
  return (
    <>
      <Facts
        facts={[
          [trans.__('Path'), <code key="path">{text(path)}</code>],
          [trans.__('Kind'), text(type)],
          [trans.__('Size'), typeof size === 'number' && <Bytes size={size} />],
          [trans.__('Files'), text(files)]
        ]}
      />
      {listed.length > 0 && (
        <p className="nbp-names">
          {listed.join(', ')}
          {typeof files === 'number' && files > listed.length && ' …'}
        </p>
      )}
    </>
  );
}
