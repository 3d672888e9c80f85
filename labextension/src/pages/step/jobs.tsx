import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import '../../../style/jobs.css';
import { route } from '../../api';
import { useTrans } from '../../context';
import { jobsOf } from '../../graph';
import { Duration, ErrorBox, Icon, Num, Segments, Spinner, StatusMark, Table, statusWord } from '../../kit';
import type { Column, Sort } from '../../kit';
import type { JobRow, Jobs, StepPage, StepStatus } from '../../schema';
import type { Trans } from '../../trans';
import { useChain } from '../chain';
import type { StepTabProps } from '../inspector';
import { said } from '../said';
import { JobSquares } from './squares';

// Columns of metrics; the others stand on a job's own page.
const METRICS = 4;

const STATUSES: readonly StepStatus[] = [
  'Pending',
  'Starting',
  'Executing',
  'Waiting',
  'Succeeded',
  'Failed',
  'Stopped',
  'Skipped'
];

/** The jobs of a Map or a Tuning: a square each, and a table to sort, narrow down and open. */
export function JobsTab({ page, execution, select }: StepTabProps) {
  const trans = useTrans();
  const { step } = page.card;
  const { total } = jobsOf(page.card);
  const [status, setStatus] = useState<StepStatus | ''>('');
  const [sort, setSort] = useState<Sort | null>(null);
  const list = useChain<Jobs>(
    route`executions/${execution}/steps/${step}/jobs`,
    { status, ...(sort && { sort: sort.id, down: sort.down ? 1 : undefined }) },
    'after'
  );
  const first = list.pages?.at(0);
  const rows = useMemo(() => list.pages?.flatMap(each => each.rows) ?? null, [list.pages]);
  const named = JSON.stringify([first?.parameters ?? [], first?.metrics.slice(0, METRICS) ?? []]);
  const tried = rows?.some(row => row.attempts > 1) ?? false;
  const erred = rows?.some(row => row.error) ?? false;
  const columns = useMemo(() => {
    const [parameters, metrics] = JSON.parse(named) as [string[], string[]];
    return columnsOf(trans, parameters, metrics, tried, erred);
  }, [trans, named, tried, erred]);
  const [box, width] = useWidth();
  const counts = first?.counts ?? page.card.jobs;
  return (
    <div className="nbp-body nbp-jobs" ref={box}>
      {first?.objective && <p className="nbp-quiet">{objective(trans, first.objective)}</p>}
      {width > 0 && (
        <JobSquares execution={execution} step={step} total={total} width={width} onSelect={select} />
      )}
      <Segments<StepStatus | ''>
        label={trans.__('Which jobs')}
        value={status}
        options={[
          ['', trans.__('All %1', total)],
          // One that is chosen stays, also when the last job has moved on from it.
          ...STATUSES.filter(each => each in counts || each === status).map(
            each => [each, `${statusWord(trans, each)} ${String(counts[each] ?? 0)}`] as const
          )
        ]}
        onChange={setStatus}
      />
      {list.error && <ErrorBox error={list.error} onRetry={list.again} />}
      {rows === null ? (
        list.loading && <Spinner />
      ) : (
        <Table
          label={trans.__('Jobs of %1', step)}
          columns={columns}
          rows={rows}
          id={row => row.step}
          onOpen={row => select(row.step)}
          onMore={list.more}
          sort={sort}
          onSort={setSort}
        />
      )}
    </div>
  );
}

/** A job's own page: what it is a job of. */
export function JobOf({ page, select }: { page: StepPage; select: (step: string) => void }) {
  const trans = useTrans();
  const { parent, label } = page;
  if (parent === null) return null;
  return (
    <p className="nbp-job-of">
      <button type="button" className="nbp-link" onClick={() => select(parent)}>
        {trans.__('All jobs of %1', parent)}
      </button>
      {label && <code title={label}>{label}</code>}
    </p>
  );
}

/** What a search decides by: `max:auc` in words. */
function objective(trans: Trans, text: string): string {
  const [end, ...metric] = text.split(':');
  return end === 'max'
    ? trans.__('The best has the highest %1.', metric.join(':'))
    : trans.__('The best has the lowest %1.', metric.join(':'));
}

function columnsOf(
  trans: Trans,
  parameters: readonly string[],
  metrics: readonly string[],
  tried: boolean,
  erred: boolean
): Column<JobRow>[] {
  return [
    {
      id: 'place',
      title: '#',
      by: row => row.place,
      width: '52px',
      render: row => (
        <span className="nbp-number" title={row.step}>
          {row.step.slice(row.step.indexOf('.') + 1)}
          {row.best && <Icon sign="best" size={12} label={trans.__('The best')} />}
        </span>
      )
    },
    {
      id: 'status',
      title: trans.__('Status'),
      by: row => row.status,
      width: '108px',
      render: row => <StatusMark status={row.status} />
    },
    {
      id: 'seconds',
      title: trans.__('Took'),
      by: row => row.seconds,
      align: 'end',
      width: '64px',
      render: row => (
        <Duration
          seconds={row.seconds}
          since={row.started_at}
          running={row.status === 'Executing' || row.status === 'Starting'}
        />
      )
    },
    ...metrics.map((name): Column<JobRow> => ({
      id: `metric ${name}`,
      title: name,
      by: row => row.metrics[name] ?? null,
      align: 'end',
      width: '72px',
      render: row => (name in row.metrics ? <Num value={row.metrics[name]} /> : '–')
    })),
    ...(parameters.length
      ? parameters.map((name): Column<JobRow> => ({
          id: `parameter ${name}`,
          title: name,
          by: row =>
            typeof row.parameters[name] === 'number' ? row.parameters[name] : said(row.parameters[name]),
          align: 'end',
          width: '72px',
          render: row => (name in row.parameters ? said(row.parameters[name]) : '–')
        }))
      : [
          {
            id: 'label',
            title: trans.__('Job'),
            by: (row: JobRow) => row.label,
            render: (row: JobRow) => <span title={row.label}>{row.label}</span>
          }
        ]),
    ...(tried
      ? [
          {
            id: 'attempts',
            title: trans.__('Attempts'),
            by: (row: JobRow) => row.attempts,
            align: 'end' as const,
            width: '80px',
            render: (row: JobRow) => row.attempts
          }
        ]
      : []),
    ...(erred
      ? [
          {
            id: 'error',
            title: trans.__('Why it failed'),
            width: '160px',
            render: (row: JobRow) => <span title={row.error}>{row.error}</span>
          }
        ]
      : [])
  ];
}

/** The width that an element's content has, px; 0 before it is known. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      const padding = [paddingLeft, paddingRight].map(text => parseFloat(text) || 0);
      setWidth(Math.floor(element.clientWidth - padding[0] - padding[1]));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
