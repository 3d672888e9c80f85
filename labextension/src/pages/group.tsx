import { useMemo, useState } from 'react';
import '../../style/pages.css';
import '../../style/registry.css';
import { route } from '../api';
import { useHost, usePage, useTrans } from '../context';
import {
  ApprovalMark,
  Button,
  Empty,
  ErrorBox,
  Id,
  LineChart,
  Link,
  Num,
  Select,
  Space,
  Spinner,
  Table,
  Time,
  Toolbar
} from '../kit';
import type { Column, Sort } from '../kit';
import type { GroupPage, PolicyPage, VersionPage, VersionRow } from '../schema';
import type { Trans } from '../trans';
import { short } from '../words';
import { Beside, digest } from './beside';
import { useChain, useEach } from './chain';
import { bestOf, better, rowsOf } from './compared';

// Columns of metrics; the others are chosen in the chart, and stand on the version's page.
const METRICS = 5;

/** A model's versions: a metric over them, and a table to sort, open and compare. */
export function GroupView({ group }: { group: string }) {
  const trans = useTrans();
  const host = useHost();
  const [sort, setSort] = useState<Sort | null>(null);
  const [deleted, setDeleted] = useState(false);
  const query = {
    ...(sort && { sort: sort.id, down: sort.down ? 1 : undefined }),
    ...(deleted && { deleted: 1 })
  };
  const list = useChain<GroupPage>(route`models/${group}`, query, 'before');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [comparing, setComparing] = useState(false);
  const { pages } = list;
  const first = pages?.at(0);
  const versions = useMemo(() => pages?.flatMap(page => page.versions) ?? [], [pages]);
  const metrics = useMemo(() => [...new Set(pages?.flatMap(page => page.metrics))], [pages]);
  const columns = useMemo(() => columnsOf(trans, metrics.slice(0, METRICS)), [trans, metrics]);
  const chosen = versions.filter(row => marked.has(String(row.version)));
  return (
    <div className="nbp-view">
      <Toolbar label={trans.__('Model %1', group)}>
        <h2 className="nbp-title">{group}</h2>
        {first && (
          <span className="nbp-quiet">
            {versions.length < first.total
              ? trans.__('%1 of %2 versions', versions.length, first.total)
              : trans._n('%1 version', '%1 versions', first.total)}
          </span>
        )}
        <Space />
        <label className="nbp-mark">
          <input type="checkbox" checked={deleted} onChange={event => setDeleted(event.target.checked)} />
          {trans.__('Deleted ones too')}
        </label>
        {versions.length > 1 && (
          <Button
            look={!comparing && chosen.length > 1 ? 'accept' : 'plain'}
            disabled={!comparing && (chosen.length < 2 || chosen.length > 10)}
            title={trans.__('Select two to ten versions to compare them')}
            onClick={() => setComparing(!comparing)}
          >
            {comparing
              ? trans.__('Back to all versions')
              : chosen.length > 1
                ? trans.__('Compare %1', chosen.length)
                : trans.__('Compare')}
          </Button>
        )}
      </Toolbar>
      {list.error && <ErrorBox error={list.error} onRetry={list.again} />}
      {pages === null ? (
        list.loading && <Spinner />
      ) : versions.length === 0 ? (
        <Empty title={trans.__('No versions yet')}>
          {trans.__('Run the pipeline that registers this model.')}
        </Empty>
      ) : comparing && chosen.length > 1 ? (
        <VersionsBeside
          group={group}
          versions={[...chosen].sort((one, other) => one.version - other.version)}
        />
      ) : (
        <div className="nbp-scrolls">
          <div className="nbp-group-top">
            {first?.description && <p>{first.description}</p>}
            <RulesOf group={group} />
            {metrics.length > 0 && (
              <OverVersions versions={versions} metrics={metrics} thresholds={first?.thresholds ?? {}} />
            )}
          </div>
          <Table
            label={trans.__('Versions of %1', group)}
            columns={columns}
            rows={versions}
            id={row => String(row.version)}
            onOpen={
              host.opens('model')
                ? row => host.open({ kind: 'model', group, version: row.version })
                : undefined
            }
            marked={marked}
            onMark={setMarked}
            onMore={list.more}
            sort={sort}
            onSort={setSort}
          />
        </div>
      )}
    </div>
  );
}

/** What holds for the versions of a group, folded: the words of `nbpipe policy check GROUP`. */
function RulesOf({ group }: { group: string }) {
  const trans = useTrans();
  const { data } = usePage<PolicyPage>(route`policies/${group}`);
  if (!data) return null;
  return (
    <details>
      <summary>
        {trans.__('Rules')}{' '}
        <span className="nbp-quiet">{data.source || trans.__('what holds without an nbpipe.toml')}</span>
      </summary>
      <table className="nbp-metrics" aria-label={trans.__('Rules of %1', group)}>
        <tbody>
          {data.words.map(([about, said], i) => (
            <tr key={i}>
              <th scope="row" className="nbp-quiet">
                {about}
              </th>
              <td>{said}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** One metric over the versions, with what a Condition asked of it. */
function OverVersions({
  versions,
  metrics,
  thresholds
}: {
  versions: readonly VersionRow[];
  metrics: readonly string[];
  thresholds: GroupPage['thresholds'];
}) {
  const trans = useTrans();
  // What decides comes first.
  const [asked, setAsked] = useState(() => metrics.find(name => name in thresholds) ?? metrics[0]);
  const metric = metrics.includes(asked) ? asked : metrics[0];
  const points = versions
    .flatMap(row => {
      const value = row.metrics[metric] ?? null;
      return value === null ? [] : [{ x: row.version, y: value }];
    })
    .sort((one, other) => one.x - other.x);
  return (
    <section>
      <Select
        label={trans.__('Metric')}
        value={metric}
        options={metrics.map(name => [name, name])}
        onChange={setAsked}
      />
      <LineChart
        label={trans.__('%1 over versions', metric)}
        lines={[{ name: metric, points }]}
        x={trans.__('version')}
        threshold={metric in thresholds ? thresholds[metric] : null}
        best={better(metric)}
      />
    </section>
  );
}

/** Versions beside each other, the oldest first. */
export function VersionsBeside({ group, versions }: { group: string; versions: readonly VersionRow[] }) {
  const trans = useTrans();
  const pages = useEach<VersionPage>(versions.map(row => route`models/${group}/${row.version}`));
  const error = pages.find(page => page.error)?.error;
  const data = pages.flatMap(page => (page.data ? [page.data] : []));
  if (error) return <ErrorBox error={error} />;
  if (data.length < versions.length) return <Spinner />;
  return (
    <Beside
      label={trans.__('Versions of %1', group)}
      columns={data.map(({ row }) => ({
        id: String(row.version),
        head: (
          <div className="nbp-beside-head">
            <div>
              <Link to={{ kind: 'model', group, version: row.version }}>
                <strong>{trans.__('Version %1', row.version)}</strong>
              </Link>
            </div>
            <ApprovalMark status={row.status} />
            <span className="nbp-quiet">
              <Time at={row.created_at} />
            </span>
          </div>
        )
      }))}
      sections={[
        {
          id: 'metrics',
          title: trans.__('Metrics'),
          rows: rowsOf(
            data.map(({ row }) => row.metrics),
            bestOf
          )
        },
        {
          id: 'parameters',
          title: trans.__('Parameters'),
          rows: rowsOf(data.map(({ parameters }) => parameters))
        },
        {
          id: 'digests',
          title: trans.__('Model file, by digest'),
          rows: rowsOf(data.map(({ row }) => ({ [trans.__('model')]: row.digest }))),
          render: digest
        },
        {
          id: 'about',
          title: trans.__('About'),
          rows: rowsOf(
            data.map(({ row }) => ({
              [trans.__('registered by')]: row.created_by,
              [trans.__('aliases')]: row.aliases.join(', ') || null,
              [trans.__('kind')]: row.media_type,
              [trans.__('size, bytes')]: row.size
            }))
          )
        }
      ]}
    />
  );
}

function columnsOf(trans: Trans, metrics: readonly string[]): Column<VersionRow>[] {
  return [
    {
      id: 'version',
      title: trans.__('Version'),
      by: row => row.version,
      width: '76px',
      render: row => <span className="nbp-number">{row.version}</span>
    },
    {
      id: 'status',
      title: trans.__('Status'),
      by: row => row.status,
      width: '148px',
      render: row => <ApprovalMark status={row.status} />
    },
    {
      id: 'aliases',
      title: trans.__('Aliases'),
      render: row => <span title={row.aliases.join(', ')}>{row.aliases.join(', ')}</span>
    },
    ...metrics.map((name): Column<VersionRow> => ({
      id: `metric ${name}`,
      title: name,
      by: row => (name in row.metrics ? row.metrics[name] : null),
      align: 'end',
      render: row => (name in row.metrics ? <Num value={row.metrics[name]} /> : '–')
    })),
    {
      id: 'made',
      title: trans.__('Registered'),
      by: row => row.created_at,
      width: '108px',
      render: row => <Time at={row.created_at} />
    },
    {
      id: 'by',
      title: trans.__('By'),
      by: row => row.created_by,
      width: '80px',
      render: row => row.created_by
    },
    {
      id: 'execution',
      title: trans.__('Execution'),
      width: '88px',
      render: row =>
        row.execution && (
          <Link
            to={{ kind: 'execution', id: row.execution, step: row.step ?? undefined }}
            title={row.execution}
          >
            {short(row.execution)}
          </Link>
        )
    },
    { id: 'digest', title: trans.__('Digest'), width: '84px', render: row => <Id id={row.digest} /> }
  ];
}
