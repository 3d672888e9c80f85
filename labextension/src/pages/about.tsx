import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { route } from '../api';
import { usePage, useTrans } from '../context';
import { Empty, IconButton, Id, Link, Loaded, Search, StatusMark, Table, Tabs, Time } from '../kit';
import type { Column } from '../kit';
import type { ExecutionPage, Json, Parameter, Replay, StepCard } from '../schema';
import type { Trans } from '../trans';
import { duration, exact } from '../words';
import { Facts, Section } from './parts';
import { said } from './said';

export type Part = 'parameters' | 'environment' | 'log';

export interface AboutProps {
  page: ExecutionPage;
  onSelect: (step: string) => void;
}

interface Named {
  id: Part;
  title: string;
  count?: number;
}

function parts(trans: Trans, page: ExecutionPage): Named[] {
  return [
    { id: 'parameters', title: trans.__('Parameters'), count: valued(page).length },
    { id: 'environment', title: trans.__('Environment') },
    { id: 'log', title: trans.__('Run log') }
  ];
}

/** The line at the foot of the page that opens one of its parts. `last` has the focus when it comes back. */
export function AboutLine({
  page,
  last,
  onOpen
}: {
  page: ExecutionPage;
  last: Part | null;
  onOpen: (part: Part) => void;
}) {
  const trans = useTrans();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (last !== null) box.current?.querySelector<HTMLElement>(`[data-part=${last}]`)?.focus();
  }, [last]);
  return (
    <div className="nbp-about-line" role="group" aria-label={trans.__('About this execution')} ref={box}>
      {parts(trans, page).map(({ id, title, count }) => (
        <button key={id} type="button" data-part={id} aria-expanded={false} onClick={() => onOpen(id)}>
          {title}
          {count !== undefined && <span className="nbp-count">{count}</span>}
        </button>
      ))}
    </div>
  );
}

/** What it ran with, what it ran on, and what happened. */
export function About({
  page,
  part,
  onPart,
  onSelect,
  onClose
}: AboutProps & { part: Part; onPart: (part: Part) => void; onClose: () => void }) {
  const trans = useTrans();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(), []);
  const shown: Record<Part, () => ReactNode> = {
    parameters: () => <Parameters page={page} />,
    environment: () => <Environment page={page} />,
    log: () => <RunLog page={page} onSelect={onSelect} />
  };
  return (
    <div className="nbp-view" ref={box}>
      <Tabs
        label={trans.__('About this execution')}
        selected={part}
        onSelect={id => onPart(id as Part)}
        tabs={parts(trans, page).map(each => ({ ...each, render: shown[each.id] }))}
      >
        <IconButton sign="down" label={trans.__('Close')} onClick={onClose} />
      </Tabs>
    </div>
  );
}

// ---- parameters ----

export interface Valued {
  name: string;
  value: Json;
  /** As the definition has it; null for one that the definition does not know. */
  defined: Parameter | null;
  /** Whether the value is the default. */
  usual: boolean;
}

/** The parameters with their values, in the order of the definition. */
export function valued({ execution, parameters }: Pick<ExecutionPage, 'execution' | 'parameters'>): Valued[] {
  const values = execution.parameters as Record<string, Json | undefined>;
  const defined = parameters.map((each): Valued => {
    const value = values[each.name] ?? (each.name in values || each.required ? null : each.default);
    const usual = !each.required && JSON.stringify(value) === JSON.stringify(each.default);
    return { name: each.name, value, defined: each, usual };
  });
  const known = new Set(parameters.map(each => each.name));
  const others = Object.entries(values)
    .filter(([name]) => !known.has(name))
    .map(([name, value]): Valued => ({ name, value: value ?? null, defined: null, usual: false }));
  return [...defined, ...others];
}

function Parameters({ page }: { page: ExecutionPage }) {
  const trans = useTrans();
  const rows = valued(page);
  const columns: Column<Valued>[] = [
    { id: 'name', title: trans.__('Name'), by: row => row.name, width: '18%', render: row => row.name },
    {
      id: 'value',
      title: trans.__('Value'),
      width: '18%',
      render: row => (
        <span title={JSON.stringify(row.value)} className={row.usual ? undefined : 'nbp-about-set'}>
          {said(row.value)}
        </span>
      )
    },
    {
      id: 'default',
      title: trans.__('Default'),
      width: '18%',
      render: ({ usual, defined }) =>
        usual ? (
          <span className="nbp-quiet">{trans.__('the default')}</span>
        ) : (
          defined &&
          (defined.required ? (
            <span className="nbp-quiet">{trans.__('none, it has to be given')}</span>
          ) : (
            <span title={JSON.stringify(defined.default)}>{said(defined.default)}</span>
          ))
        )
    },
    {
      id: 'type',
      title: trans.__('Type'),
      width: '16%',
      render: ({ defined }) => defined && <code title={defined.type}>{defined.type}</code>
    },
    {
      id: 'description',
      title: trans.__('Description'),
      render: ({ defined }) => defined && <span title={defined.description}>{defined.description}</span>
    }
  ];
  if (!rows.length) {
    return (
      <Empty title={trans.__('This pipeline has no parameters')} command="%%parameters">
        {trans.__('A cell that begins with this makes its variables parameters, each with a default:')}
      </Empty>
    );
  }
  return <Table label={trans.__('Parameters')} columns={columns} rows={rows} id={row => row.name} />;
}

// ---- environment ----

interface Installed {
  name: string;
  version: string;
}

const OWN = ['python', 'executable', 'platform', 'cpus', 'git_commit', 'packages'];

function Environment({ page }: { page: ExecutionPage }) {
  const trans = useTrans();
  const { environment, execution, host, seed, models, notebook } = page;
  const installed = useMemo(() => packages(environment.packages), [environment.packages]);
  const [wanted, setWanted] = useState('');
  const found = installed.filter(({ name }) => name.includes(wanted.trim().toLowerCase()));
  const text = (name: string) => said(environment[name]).replace('–', '');
  const commit = text('git_commit');
  return (
    <div className="nbp-about-columns">
      <div className="nbp-body">
        <Facts
          facts={[
            [trans.__('Started'), execution.started_at && <Time at={execution.started_at} />],
            [trans.__('Started by'), execution.started_by],
            [trans.__('Machine'), host],
            [
              trans.__('Notebook'),
              notebook !== null && <Link to={{ kind: 'notebook', path: notebook }}>{notebook}</Link>
            ],
            [
              trans.__('Git commit'),
              commit && (
                <span className="nbp-inline">
                  <Id id={commit.replace(/-dirty$/, '')} />
                  {commit.endsWith('-dirty') && (
                    <span className="nbp-quiet">{trans.__('and files that were changed since')}</span>
                  )}
                </span>
              )
            ],
            [trans.__('Seed'), String(seed)],
            [trans.__('Python'), text('python')],
            [trans.__('Interpreter'), text('executable')],
            [trans.__('Platform'), text('platform')],
            [trans.__('Processors'), text('cpus')],
            ...Object.keys(environment)
              .filter(name => !OWN.includes(name))
              .map(name => [name, text(name)] as const),
            [
              trans.__('Registered'),
              models.length > 0 && (
                <span className="nbp-inline">
                  {models.map(model => {
                    const at = model.lastIndexOf(':');
                    const to = { group: model.slice(0, at), version: Number(model.slice(at + 1)) };
                    return (
                      <Link key={model} to={{ kind: 'model', ...to }}>
                        {model}
                      </Link>
                    );
                  })}
                </span>
              )
            ]
          ]}
        />
      </div>
      <div className="nbp-about-packages">
        <div className="nbp-about-search">
          <Search value={wanted} onChange={setWanted} label={trans.__('Search packages')} />
          <span className="nbp-quiet">{trans._n('%1 package', '%1 packages', found.length)}</span>
        </div>
        <Table<Installed>
          label={trans.__('Packages')}
          columns={[
            { id: 'name', title: trans.__('Package'), by: row => row.name, render: row => row.name },
            {
              id: 'version',
              title: trans.__('Version'),
              width: '40%',
              render: row => <span title={row.version}>{row.version}</span>
            }
          ]}
          rows={found}
          id={row => row.name}
        />
      </div>
    </div>
  );
}

function packages(found: Json | undefined): Installed[] {
  if (found === null || typeof found !== 'object' || Array.isArray(found)) return [];
  return Object.entries(found).map(([name, version]) => ({ name, version: said(version) }));
}

// ---- what happened ----

export interface Happened {
  key: string;
  at: string;
  /** null: the execution itself. */
  step: string | null;
  status: StepCard['status'] | ExecutionPage['execution']['status'];
  detail: string;
  cached: boolean;
}

/** What happened, a line each, in order. */
export function happenings(trans: Trans, { frames }: Replay): Happened[] {
  return frames.flatMap((frame, i) => [
    ...frame.cards.map((card): Happened => {
      const { step, status, cached } = card;
      return { key: `${i} ${step}`, at: frame.at, step, status, cached, detail: detailOf(trans, card) };
    }),
    ...(frame.status === null
      ? []
      : [{ key: String(i), at: frame.at, step: null, status: frame.status, detail: '', cached: false }])
  ]);
}

function detailOf(trans: Trans, card: StepCard): string {
  const { status, seconds, attempts, detail, error, cached } = card;
  const runs = status === 'Executing' || status === 'Starting';
  return [
    attempts > 1 && runs && trans.__('attempt %1', attempts),
    cached && trans.__('from the cache'),
    !runs && !cached && seconds !== null && duration(seconds),
    detail,
    error
  ]
    .filter(Boolean)
    .join(' · ');
}

function RunLog({ page, onSelect }: AboutProps) {
  const trans = useTrans();
  const { execution, lessons } = page;
  const replay = usePage<Replay>(route`executions/${execution.id}/replay`);
  const columns: Column<Happened>[] = [
    {
      id: 'at',
      title: trans.__('Time'),
      width: '90px',
      render: ({ at }) => (
        <time className="nbp-number" dateTime={at} title={exact(new Date(at))}>
          {exact(new Date(at)).slice(11)}
        </time>
      )
    },
    {
      id: 'status',
      title: trans.__('Status'),
      width: '110px',
      render: ({ status }) => <StatusMark status={status} />
    },
    {
      id: 'step',
      title: trans.__('Step'),
      width: '24%',
      render: ({ step }) => step ?? <strong>{execution.pipeline}</strong>
    },
    {
      id: 'detail',
      title: trans.__('What happened'),
      render: ({ detail }) => <span title={detail}>{detail}</span>
    }
  ];
  return (
    <>
      {lessons.length > 0 && (
        <div className="nbp-body">
          <Section title={trans.__('Learned in this run')}>
            {lessons.map(line => (
              <p key={line}>{line}</p>
            ))}
          </Section>
        </div>
      )}
      <Loaded page={replay}>
        {data => (
          <div className="nbp-log">
            <Table
              label={trans.__('Run log')}
              columns={columns}
              rows={happenings(trans, data)}
              id={row => row.key}
              onOpen={row => row.step !== null && onSelect(row.step)}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}
