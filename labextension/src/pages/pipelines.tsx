import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import '../../style/lists.css';
import { useHost, usePage, useTrans } from '../context';
import {
  Button,
  Duration,
  Empty,
  ErrorBox,
  Icon,
  IconButton,
  Search,
  Select,
  Spinner,
  StatusIcon,
  Time,
  statusWord
} from '../kit';
import type {
  CallbackRow,
  Callbacks,
  ExecutionRow,
  ExecutionStatus,
  GroupRow,
  Groups,
  PipelineRow,
  Pipelines
} from '../schema';
import { digits, exact } from '../words';
import { useChain, useSettled } from './chain';
import { ENDS } from './executions';
import { InStore } from './stores';

export interface PipelinesPanelProps {
  /** Opens a place where a notebook can be started. */
  onLauncher?: () => void;
}

/** The side panel: what runs, what waits for an answer, the pipelines, the models; of one store, which is chosen here where there are several. */
export function PipelinesPanel(props: PipelinesPanelProps) {
  return <InStore>{choice => <Panel {...props}>{choice}</Panel>}</InStore>;
}

function Panel({ onLauncher, children }: PipelinesPanelProps & { children: ReactNode }) {
  const trans = useTrans();
  const host = useHost();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<ExecutionStatus | ''>('');
  const settled = useSettled(search.trim());
  const pipelines = useChain<Pipelines>('pipelines', { search: settled, status }, 'after');
  const models = useChain<Groups>('models', { search: settled }, 'after');
  const rows = pipelines.pages?.flatMap(page => page.rows) ?? [];
  const groups = models.pages?.flatMap(page => page.rows) ?? [];
  const running = pipelines.pages?.[0].running ?? [];
  const asks = usePage<Callbacks>('callbacks').data?.rows ?? [];
  const loading = pipelines.pages === null && pipelines.loading;
  const asked = settled !== '' || status !== '';
  const nothing = !loading && !pipelines.error && !rows.length && !groups.length && !running.length;
  return (
    <div className="nbp-side">
      <div className="nbp-side-top">
        <Search value={search} onChange={setSearch} label={trans.__('Search pipelines and models')} />
        <Select<ExecutionStatus | ''>
          label={trans.__('Pipelines with an execution of this status')}
          value={status}
          options={[
            ['', trans.__('Every status')],
            ...ENDS.map(each => [each, statusWord(trans, each)] as const)
          ]}
          onChange={setStatus}
        />
        {children}
      </div>
      <div className="nbp-side-lists">
        {pipelines.error && <ErrorBox error={pipelines.error} onRetry={pipelines.again} />}
        {loading && <Spinner />}
        {nothing && !asked && (
          <Empty title={trans.__('No pipeline has run here yet')} command="%pipeline run">
            {trans.__('Mark the cells of a notebook with %%step, then run it:')}
          </Empty>
        )}
        {nothing && !asked && onLauncher && (
          <p className="nbp-side-start">
            <Button onClick={onLauncher}>{trans.__('New notebook…')}</Button>
          </p>
        )}
        {nothing && asked && <Empty title={trans.__('Nothing is like that')} />}
        {running.length > 0 && (
          <Group title={trans.__('Running now')} count={running.length}>
            {running.map(row => (
              <Running key={row.id} row={row} />
            ))}
          </Group>
        )}
        {asks.length > 0 && (
          <Group title={trans.__('Waits for an answer')} count={asks.length}>
            {asks.map(row => (
              <Asks key={row.token} row={row} />
            ))}
          </Group>
        )}
        {rows.length > 0 && (
          <Group
            title={trans.__('Pipelines')}
            onAll={host.opens('executions') ? () => host.open({ kind: 'executions' }) : undefined}
            all={trans.__('All executions')}
            onMore={pipelines.more}
          >
            {rows.map(row => (
              <Pipeline key={row.name} row={row} />
            ))}
          </Group>
        )}
        {models.error && !pipelines.error && <ErrorBox error={models.error} onRetry={models.again} />}
        {groups.length > 0 && (
          <Group
            title={trans.__('Models')}
            onAll={host.opens('models') ? () => host.open({ kind: 'models' }) : undefined}
            all={trans.__('All models')}
            onMore={models.more}
          >
            {groups.map(row => (
              <Model key={row.name} row={row} />
            ))}
          </Group>
        )}
      </div>
    </div>
  );
}

interface GroupProps {
  title: string;
  count?: number;
  onAll?: () => void;
  all?: string;
  onMore?: (() => void) | null;
  children: ReactNode;
}

function Group({ title, count, onAll, all, onMore, children }: GroupProps) {
  const trans = useTrans();
  return (
    <section aria-label={title}>
      <h3 className="nbp-side-title">
        {title}
        {count !== undefined && <span className="nbp-count">{count}</span>}
        {onAll && <IconButton sign="list" label={all ?? title} onClick={onAll} />}
      </h3>
      <ul className="nbp-side-list">{children}</ul>
      {onMore && (
        <p className="nbp-side-start">
          <Button onClick={onMore}>{trans.__('Show more')}</Button>
        </p>
      )}
    </section>
  );
}

function Running({ row }: { row: ExecutionRow }) {
  const trans = useTrans();
  const host = useHost();
  return (
    <li>
      <button
        type="button"
        className="nbp-side-row"
        onClick={() => host.open({ kind: 'execution', id: row.id })}
      >
        <StatusIcon status={row.status} />
        <span className="nbp-side-name">{row.pipeline}</span>
        <span className="nbp-quiet nbp-number" title={trans.__('Steps that have ended')}>
          {row.done}/{row.steps}
        </span>
        <Duration seconds={row.seconds} since={row.started_at} running />
      </button>
      <span className="nbp-side-bar" aria-hidden>
        <span style={{ width: `${(row.done / Math.max(1, row.steps)) * 100}%` }} />
      </span>
    </li>
  );
}

/** A question that nobody has answered yet: its step has the form. */
function Asks({ row }: { row: CallbackRow }) {
  const trans = useTrans();
  const host = useHost();
  const { execution, step, question, approval, expires_at } = row;
  const first = question
    .split('\n')
    .map(line => line.replace(/^[#\s]+/, '').trim())
    .find(Boolean);
  return (
    <li>
      <button
        type="button"
        className="nbp-side-row nbp-side-two"
        title={
          expires_at === null
            ? question
            : trans.__('%1 (it waits until %2)', question, exact(new Date(expires_at)))
        }
        onClick={() => host.open({ kind: 'execution', id: execution, step })}
      >
        <span>
          <StatusIcon status="Waiting" type="Callback" size={13} silent />
          <span className="nbp-side-name">{first ?? step}</span>
        </span>
        <span className="nbp-quiet">
          <span className="nbp-side-name">
            {approval ? trans.__('approval, step %1', step) : trans.__('step %1', step)}
          </span>
          <Time at={row.asked_at} />
        </span>
      </button>
    </li>
  );
}

function Pipeline({ row }: { row: PipelineRow }) {
  const trans = useTrans();
  const host = useHost();
  const { name, notebook, last } = row;
  const newest = last.at(0);
  return (
    <li className="nbp-side-pipeline">
      <div className="nbp-side-line">
        <button
          type="button"
          className="nbp-side-row"
          title={trans._n('%1 execution', '%1 executions', row.executions)}
          onClick={() => host.open({ kind: 'executions', pipeline: name })}
        >
          <span className="nbp-side-name">{name}</span>
        </button>
        {notebook !== null && host.opens('notebook') && (
          <IconButton
            sign="open"
            label={trans.__('Open the notebook of %1', name)}
            onClick={() => host.open({ kind: 'notebook', path: notebook })}
          />
        )}
      </div>
      <div className="nbp-side-line">
        <Ticks pipeline={name} rows={last} />
        {newest && (
          <span className="nbp-quiet">
            <Time at={newest.started_at} />
          </span>
        )}
      </div>
    </li>
  );
}

/** The last executions from the oldest to the newest; one stop of Tab, the arrows move among them. */
function Ticks({ pipeline, rows }: { pipeline: string; rows: readonly ExecutionRow[] }) {
  const trans = useTrans();
  const host = useHost();
  const [at, setAt] = useState(0);
  const here = Math.min(at, rows.length - 1);
  const key = (event: KeyboardEvent<HTMLElement>) => {
    // On the screen the newest is at the end.
    const to = { ArrowLeft: here + 1, ArrowRight: here - 1, Home: rows.length - 1, End: 0 }[event.key];
    if (to === undefined || to < 0 || to >= rows.length) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus();
  };
  return (
    <span
      className="nbp-ticks"
      role="group"
      aria-label={trans.__('Last executions of %1', pipeline)}
      onKeyDown={key}
    >
      {rows
        .map((row, i) => {
          const when = row.started_at ? exact(new Date(row.started_at)) : '';
          const words = [statusWord(trans, row.status), when, row.failure].filter(Boolean).join(' · ');
          return (
            <button
              key={row.id}
              type="button"
              data-at={i}
              tabIndex={i === here ? 0 : -1}
              className={`nbp-tick nbp-is-${row.status.toLowerCase()}`}
              title={words}
              aria-label={words}
              onClick={() => host.open({ kind: 'execution', id: row.id })}
            >
              <span />
            </button>
          );
        })
        .reverse()}
    </span>
  );
}

function Model({ row }: { row: GroupRow }) {
  const trans = useTrans();
  const host = useHost();
  const { champion, waiting } = row;
  const metric = Object.entries(champion?.metrics ?? {}).at(0);
  return (
    <li>
      <button
        type="button"
        className="nbp-side-row nbp-side-two"
        title={trans._n('%1 version', '%1 versions', row.versions)}
        onClick={() => host.open({ kind: 'model', group: row.name })}
      >
        <span>
          <span className="nbp-side-name">{row.name}</span>
          {waiting > 0 && (
            <span
              className="nbp-waits"
              title={trans._n('%1 version waits for approval', '%1 versions wait for approval', waiting)}
            >
              <StatusIcon status="Waiting" type="Callback" size={13} silent />
              {trans._n('%1 waits', '%1 wait', waiting)}
            </span>
          )}
        </span>
        <span className="nbp-quiet">
          {champion ? (
            <>
              <Icon sign="best" size={12} />
              {trans.__('Champion: version %1', champion.version)}
              {metric && ` · ${metric[0]} ${digits(metric[1])}`}
            </>
          ) : (
            trans.__('No champion yet')
          )}
        </span>
      </button>
    </li>
  );
}
