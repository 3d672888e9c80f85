import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/lists.css';
import '../../style/pages.css';
import { useHost, useTrans } from '../context';
import {
  Button,
  Duration,
  Empty,
  ErrorBox,
  Icon,
  Id,
  Search,
  Select,
  Space,
  Spinner,
  StatusMark,
  Table,
  Time,
  Toolbar,
  statusWord
} from '../kit';
import type { Column } from '../kit';
import type { ExecutionRow, ExecutionStatus, Executions } from '../schema';
import type { Trans } from '../trans';
import { useChain, useSettled } from './chain';
import { said } from './said';
import { InStore } from './stores';

// The API compares so many.
const MOST = 10;

export const ENDS: readonly ExecutionStatus[] = [
  'Executing',
  'Waiting',
  'Succeeded',
  'Failed',
  'Stopped',
  'Stopping'
];

/** Executions from the newest to the oldest: to search, to open, and to compare. */
export function ExecutionsView({ pipeline }: { pipeline?: string }) {
  return <InStore>{choice => <List pipeline={pipeline}>{choice}</List>}</InStore>;
}

function List({ pipeline, children }: { pipeline?: string; children: ReactNode }) {
  const trans = useTrans();
  const host = useHost();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<ExecutionStatus | ''>('');
  const [only, setOnly] = useState(pipeline ?? '');
  useEffect(() => setOnly(pipeline ?? ''), [pipeline]);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const settled = useSettled(search.trim());
  const query = { pipeline: only, search: settled, status };
  const list = useChain<Executions>('executions', query, 'before');
  const rows = useMemo(() => list.pages?.flatMap(page => page.rows) ?? null, [list.pages]);
  const columns = useMemo(() => columnsOf(trans), [trans]);
  const chosen = [...marked];
  const total = list.pages?.[0].total ?? null;
  return (
    <div className="nbp-view">
      <Toolbar label={trans.__('Executions')}>
        <Search
          value={search}
          onChange={setSearch}
          label={only ? trans.__('Search by id') : trans.__('Search pipelines and ids')}
        />
        <Select<ExecutionStatus | ''>
          label={trans.__('Status')}
          value={status}
          options={[
            ['', trans.__('Every status')],
            ...ENDS.map(each => [each, statusWord(trans, each)] as const)
          ]}
          onChange={setStatus}
        />
        {children}
        {only && (
          <button
            type="button"
            className="nbp-chip"
            title={trans.__('Show the executions of all pipelines')}
            onClick={() => setOnly('')}
          >
            {only}
            <Icon sign="close" size={12} label={trans.__('Show all pipelines')} />
          </button>
        )}
        {total !== null && (
          <span className="nbp-quiet">{trans._n('%1 execution', '%1 executions', total)}</span>
        )}
        <Space />
        {host.opens('compare') && rows !== null && rows.length > 1 && (
          <>
            {chosen.length > 0 && (
              <Button onClick={() => setMarked(new Set())}>{trans.__('Clear selection')}</Button>
            )}
            <Button
              look={chosen.length > 1 ? 'accept' : 'plain'}
              disabled={chosen.length < 2 || chosen.length > MOST}
              title={
                chosen.length > MOST
                  ? trans.__('At most %1 can be compared', MOST)
                  : trans.__('Select two or more to compare them')
              }
              onClick={() => host.open({ kind: 'compare', ids: inListOrder(chosen, rows) })}
            >
              {chosen.length > 1 ? trans.__('Compare %1', chosen.length) : trans.__('Compare')}
            </Button>
          </>
        )}
      </Toolbar>
      {list.error && <ErrorBox error={list.error} onRetry={list.again} />}
      {rows === null ? (
        list.loading && <Spinner />
      ) : rows.length ? (
        <Table
          label={trans.__('Executions')}
          columns={columns}
          rows={rows}
          id={row => row.id}
          onOpen={row => host.open({ kind: 'execution', id: row.id })}
          marked={marked}
          onMark={host.opens('compare') ? setMarked : undefined}
          onMore={list.more}
        />
      ) : settled || status ? (
        <Empty title={trans.__('No execution is like that')}>
          <Button
            onClick={() => {
              setSearch('');
              setStatus('');
            }}
          >
            {trans.__('Show all')}
          </Button>
        </Empty>
      ) : (
        <Empty title={trans.__('No executions yet')} command="%pipeline run">
          {trans.__('An execution is one run of a pipeline. Start one in its notebook:')}
        </Empty>
      )}
    </div>
  );
}

/** Those that were marked, the oldest first: what changed reads from the left to the right. */
function inListOrder(ids: readonly string[], rows: readonly ExecutionRow[]): string[] {
  const place = new Map(rows.map((row, i) => [row.id, i]));
  return [...ids].sort((a, b) => (place.get(b) ?? 0) - (place.get(a) ?? 0));
}

function columnsOf(trans: Trans): Column<ExecutionRow>[] {
  return [
    {
      id: 'status',
      title: trans.__('Status'),
      by: row => row.status,
      width: '112px',
      render: row => (
        <span title={row.failure || undefined}>
          <StatusMark status={row.status} />
        </span>
      )
    },
    {
      id: 'pipeline',
      title: trans.__('Pipeline'),
      by: row => row.pipeline,
      render: row => (
        <span title={row.pipeline}>
          {row.pipeline} <span className="nbp-quiet">v{row.version}</span>
          {row.parent_step && (
            <span className="nbp-quiet" title={trans.__('It runs as a step of another execution')}>
              {' '}
              {trans.__('in %1', row.parent_step)}
            </span>
          )}
        </span>
      )
    },
    { id: 'id', title: trans.__('Execution'), width: '84px', render: row => <Id id={row.id} /> },
    {
      id: 'steps',
      title: trans.__('Steps'),
      by: row => row.done / Math.max(1, row.steps),
      align: 'end',
      width: '64px',
      render: row => (
        <span
          className="nbp-number"
          title={row.cached ? trans._n('%1 from the cache', '%1 from the cache', row.cached) : undefined}
        >
          {`${row.done}/${row.steps}`}
        </span>
      )
    },
    {
      id: 'started',
      title: trans.__('Started'),
      by: row => row.started_at,
      width: '104px',
      render: row => <Time at={row.started_at} />
    },
    {
      id: 'took',
      title: trans.__('Duration'),
      by: row => row.seconds,
      align: 'end',
      width: '92px',
      render: row => <Duration seconds={row.seconds} since={row.started_at} running={row.ended_at === null} />
    },
    {
      id: 'by',
      title: trans.__('By'),
      by: row => row.started_by,
      width: '80px',
      render: row => row.started_by
    },
    {
      id: 'parameters',
      title: trans.__('Changed parameters'),
      width: '28%',
      render: row => {
        const text = row.changed.map(name => `${name} = ${said(row.parameters[name])}`).join(', ');
        return <span title={text}>{text}</span>;
      }
    }
  ];
}
