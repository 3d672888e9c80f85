import { useEffect, useMemo, useState } from 'react';
import '../../style/compare.css';
import '../../style/pages.css';
import { useHost, usePage, useTrans } from '../context';
import type { Trans } from '../trans';
import {
  BarChart,
  Button,
  Diff,
  Duration,
  Empty,
  Fold,
  IconButton,
  LineChart,
  Link,
  Loaded,
  Search,
  Space,
  StatusIcon,
  StatusMark,
  Time,
  Toolbar
} from '../kit';
import type { Status } from '../kit';
import type { CodeDiff, ComparedRow, Comparison, ExecutionRow, Executions, Json } from '../schema';
import { short } from '../words';
import { Beside, digest } from './beside';
import type { BesideSection } from './beside';
import { bestEnd, parted } from './compared';
import { useChain, useSettled } from './chain';
import { Figure } from './figure';
import { said } from './said';

// The API compares so many; and so many charts are drawn before one asks for the others.
const MOST = 10;
const CHARTS = 6;

export interface CompareProps {
  ids: readonly string[];
  /** Others are compared now. */
  onIds?: (ids: string[]) => void;
}

/** Executions as columns: what differs between them, and how well each did. */
export function CompareView({ ids: given, onIds }: CompareProps) {
  const trans = useTrans();
  const [ids, setIds] = useState(given);
  const [adding, setAdding] = useState(false);
  const joined = given.join(',');
  useEffect(() => setIds(joined.split(',').filter(Boolean)), [joined]);
  const enough = ids.length > 1;
  const page = usePage<Comparison>(enough ? 'compare' : null, { ids: ids.join(',') });
  const choose = (next: readonly string[]) => {
    setIds(next);
    onIds?.([...next]);
  };
  return (
    <div className="nbp-view">
      <Toolbar label={trans.__('Comparison')}>
        <h2 className="nbp-title">{trans._n('%1 execution', '%1 executions compared', ids.length)}</h2>
        <Space />
        <Button
          sign={adding ? 'close' : 'add'}
          aria-expanded={adding}
          disabled={ids.length >= MOST}
          onClick={() => setAdding(!adding)}
        >
          {trans.__('Add execution')}
        </Button>
      </Toolbar>
      {adding && (
        <Add
          pipeline={page.data?.executions.at(0)?.pipeline ?? ''}
          without={ids}
          onAdd={id => {
            choose([...ids, id]);
            setAdding(false);
          }}
        />
      )}
      {enough ? (
        <Loaded page={page}>
          {data => <Shown data={data} onRemove={id => choose(ids.filter(each => each !== id))} />}
        </Loaded>
      ) : (
        <Empty title={trans.__('Two are needed to compare')}>
          {trans.__('Add an execution, or select several in the list of executions.')}
        </Empty>
      )}
    </div>
  );
}

/** Finds an execution to put beside the others. */
function Add({
  pipeline,
  without,
  onAdd
}: {
  pipeline: string;
  without: readonly string[];
  onAdd: (id: string) => void;
}) {
  const trans = useTrans();
  const [search, setSearch] = useState('');
  const settled = useSettled(search.trim());
  const list = useChain<Executions>(
    'executions',
    settled ? { search: settled, limit: 10 } : { pipeline, limit: 10 },
    'before'
  );
  const rows = (list.pages?.flatMap(page => page.rows) ?? []).filter(row => !without.includes(row.id));
  return (
    <section className="nbp-add" aria-label={trans.__('Add execution')}>
      <Search value={search} onChange={setSearch} label={trans.__('Search pipelines and ids')} />
      <ul>
        {rows.map(row => (
          <li key={row.id}>
            <button type="button" className="nbp-side-row" onClick={() => onAdd(row.id)}>
              <StatusIcon status={row.status} /> {row.pipeline} v{row.version} <code>{short(row.id)}</code>
              <Time at={row.started_at} />
            </button>
          </li>
        ))}
        {list.pages && rows.length === 0 && <li className="nbp-quiet">{trans.__('No others.')}</li>}
      </ul>
      {list.more && <Button onClick={list.more}>{trans.__('Show more')}</Button>}
    </section>
  );
}

function Shown({ data, onRemove }: { data: Comparison; onRemove: (id: string) => void }) {
  const trans = useTrans();
  const { executions, parameters, metrics, steps, code, artifacts, environment, figures } = data;
  const columns = executions.map(row => ({
    id: row.id,
    head: <Head row={row} onRemove={() => onRemove(row.id)} />
  }));
  const same = steps.filter(row => !code.some(diff => diff.step === row.name)).map(row => row.name);
  const sections: BesideSection[] = [
    {
      id: 'parameters',
      title: trans.__('Parameters'),
      rows: parameters,
      none: trans.__('These pipelines have no parameters.')
    },
    {
      id: 'metrics',
      title: trans.__('Metrics'),
      rows: metrics,
      below: metrics.length ? <Charts data={data} /> : undefined,
      none: trans.__('No metric was logged. In a step: nbpipe.log_metric("auc", auc)')
    },
    {
      id: 'code',
      title: trans.__('Code'),
      rows: same.map(name => ({
        name,
        values: executions.map(() => trans.__('same')),
        same: true,
        best: null
      })),
      below: code.length ? <Diffs code={code} executions={executions} /> : undefined
    },
    { id: 'steps', title: trans.__('Steps'), rows: steps, render: value => step(value, trans) },
    {
      id: 'artifacts',
      title: trans.__('Artifacts, by digest'),
      rows: artifacts,
      render: digest,
      none: trans.__('No step saved anything.')
    },
    { id: 'environment', title: trans.__('Environment'), rows: environment },
    ...(Object.keys(figures).length
      ? [
          {
            id: 'figures',
            title: trans.__('Figures'),
            rows: figureRows(figures),
            render: (_: Json, row: ComparedRow, column: number) => {
              const artifact = figures[row.name][column];
              return artifact ? (
                <Figure
                  artifact={artifact}
                  label={trans.__('%1 of %2', row.name, short(executions[column].id))}
                />
              ) : (
                '–'
              );
            }
          }
        ]
      : [])
  ];
  return <Beside label={trans.__('Comparison')} columns={columns} sections={sections} />;
}

function figureRows(figures: Comparison['figures']): ComparedRow[] {
  return Object.entries(figures).map(([name, each]) => {
    const values = each.map(artifact => artifact?.digest ?? null);
    return { name, values, same: values.every(value => value === values[0]), best: null };
  });
}

function Head({ row, onRemove }: { row: ExecutionRow; onRemove: () => void }) {
  const trans = useTrans();
  return (
    <div className="nbp-beside-head">
      <div>
        <Link to={{ kind: 'execution', id: row.id }} title={row.id}>
          <code>{short(row.id)}</code>
        </Link>
        <Space />
        <IconButton sign="close" label={trans.__('Remove %1', short(row.id))} onClick={onRemove} />
      </div>
      <div className="nbp-beside-about">
        {row.pipeline} v{row.version}
      </div>
      <div>
        <StatusMark status={row.status} />
      </div>
      <div className="nbp-beside-about nbp-quiet">
        <Time at={row.started_at} /> ·{' '}
        <Duration seconds={row.seconds} since={row.started_at} running={row.ended_at === null} />
      </div>
    </div>
  );
}

function step(value: Json, trans: Trans) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return said(value);
  const { status, seconds, cached } = value;
  return (
    <span className="nbp-mark">
      <StatusIcon status={status as Status} cached={cached === true} />
      {cached === true ? (
        trans.__('from the cache')
      ) : (
        <Duration seconds={typeof seconds === 'number' ? seconds : null} />
      )}
    </span>
  );
}

/** A line chart of each metric that was logged over time, a bar chart of each other one that differs. */
function Charts({ data: { executions, metrics, series } }: { data: Comparison }) {
  const trans = useTrans();
  const [all, setAll] = useState(false);
  const { differ, equal } = useMemo(() => parted(metrics), [metrics]);
  const numbers = [...differ, ...equal.filter(row => Object.hasOwn(series, row.name))].filter(row =>
    row.values.some(value => typeof value === 'number')
  );
  const shown = all ? numbers : numbers.slice(0, CHARTS);
  const name = (i: number) => short(executions[i].id);
  if (!shown.length) return null;
  return (
    <div className="nbp-charts">
      {shown.map(row => {
        const lines = (Object.hasOwn(series, row.name) ? series[row.name] : []).flatMap((each, i) =>
          each && each.points.length > 1
            ? [
                {
                  name: name(i),
                  points: each.points.flatMap((point, n) =>
                    point.value === null ? [] : [{ x: point.step ?? n, y: point.value }]
                  )
                }
              ]
            : []
        );
        return (
          <section key={row.name}>
            <p className="nbp-charts-name">{row.name}</p>
            {lines.length ? (
              <LineChart label={row.name} lines={lines} x={trans.__('step')} best={bestEnd(row)} />
            ) : (
              <BarChart
                label={row.name}
                best={row.best === null ? null : bestEnd(row)}
                bars={row.values.map((value, i) => ({
                  name: name(i),
                  value: typeof value === 'number' ? value : null
                }))}
              />
            )}
          </section>
        );
      })}
      {numbers.length > shown.length && (
        <Button onClick={() => setAll(true)}>
          {trans._n('%1 more chart', '%1 more charts', numbers.length - shown.length)}
        </Button>
      )}
    </div>
  );
}

/** What changed in each step from an execution to the one beside it. */
function Diffs({ code, executions }: { code: readonly CodeDiff[]; executions: readonly ExecutionRow[] }) {
  const trans = useTrans();
  const { opens } = useHost();
  const name = (i: number) => short(executions[i].id);
  return (
    <div className="nbp-diffs">
      {code.map(({ step: named, first, second, lines }) => {
        const added = lines.filter(line => line.startsWith('+')).length;
        const removed = lines.filter(line => line.startsWith('-')).length;
        return (
          <Fold
            key={`${named} ${first} ${second}`}
            open={code.length <= 4}
            title={
              <>
                <strong>{named}</strong> {trans.__('%1 → %2', name(first), name(second))}{' '}
                <span className="nbp-quiet nbp-number">{trans.__('+%1 −%2 lines', added, removed)}</span>
              </>
            }
          >
            {opens('execution') && !named.startsWith('%') && (
              <p className="nbp-inline">
                {[first, second].map(i => (
                  <Link key={i} to={{ kind: 'execution', id: executions[i].id, step: named }}>
                    {trans.__('Step %1 in %2', named, name(i))}
                  </Link>
                ))}
              </p>
            )}
            <Diff lines={lines} label={trans.__('Code of %1: %2 and %3', named, name(first), name(second))} />
          </Fold>
        );
      })}
    </div>
  );
}
