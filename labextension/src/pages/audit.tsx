import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/audit.css';
import '../../style/pages.css';
import { useAction, useHost, useStoreName, useTrans } from '../context';
import {
  Button,
  Empty,
  ErrorBox,
  Icon,
  IconButton,
  Id,
  Link,
  Select,
  Space,
  Spinner,
  Split,
  Table,
  Time,
  Toolbar,
  Tree
} from '../kit';
import type { Column } from '../kit';
import type { Anchor, AuditPage, AuditRecord, StoreChecked, Verified } from '../schema';
import type { Trans } from '../trans';
import { exact } from '../words';
import { read, written } from './anchors';
import { useChain } from './chain';
import { CheckStore, StoreVerdict } from './check-store';
import { opensSubject } from './opens';
import { Facts, Section } from './parts';
import { save } from './save';
import { InStore } from './stores';
import { Unmet } from './version/policy';

export interface AuditProps {
  /** Only records about this model. */
  group?: string;
  /** Only those about this version of it. */
  version?: number;
}

/** Who changed the registry, when, by which command and why; and whether the log is as it was written. */
export function AuditView(props: AuditProps) {
  return <InStore>{choice => <Log {...props}>{choice}</Log>}</InStore>;
}

function Log({ group, version, children }: AuditProps & { children: ReactNode }) {
  const trans = useTrans();
  const [about, setAbout] = useState<AuditProps>({ group, version });
  const [actor, setActor] = useState('');
  const [action, setAction] = useState('');
  const [shown, setShown] = useState<number | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [store, setStore] = useState<StoreChecked | null>(null);
  const list = useChain<AuditPage>('audit', { ...about, actor, action }, 'before');
  const first = list.pages?.at(0);
  const rows = useMemo(() => list.pages?.flatMap(page => page.rows) ?? null, [list.pages]);
  const words = useMemo(
    () => Object.assign({}, ...(list.pages?.map(page => page.words) ?? [])) as Record<string, string>,
    [list.pages]
  );
  const columns = useMemo(() => columnsOf(trans, words), [trans, words]);
  const record = rows?.find(row => row.id === shown) ?? null;
  const narrowed = Boolean(about.group ?? actor) || action !== '';
  return (
    <div className="nbp-view">
      <Toolbar label={trans.__('Audit log')}>
        <h2 className="nbp-title">{trans.__('Audit log')}</h2>
        {children}
        {about.group && (
          <button
            type="button"
            className="nbp-chip"
            title={trans.__('Show the records about all models')}
            onClick={() => setAbout({})}
          >
            {about.version === undefined ? about.group : `${about.group}:${about.version}`}
            <Icon sign="close" size={12} label={trans.__('Show all models')} />
          </button>
        )}
        <Select
          label={trans.__('Who')}
          value={actor}
          options={[
            ['', trans.__('Everybody')],
            ...chosen(first?.actors, actor).map(name => [name, name] as const)
          ]}
          onChange={setActor}
        />
        <Select
          label={trans.__('What')}
          value={action}
          options={[
            ['', trans.__('Everything')],
            ...chosen(first?.actions, action).map(name => [name, actionWord(trans, name)] as const)
          ]}
          onChange={setAction}
        />
        <Space />
        <Verify onChecked={setChecked} />
        <CheckStore onChecked={setStore} />
      </Toolbar>
      {store && <StoreVerdict checked={store} onChecked={setStore} />}
      {checked && <Verdict checked={checked} onClose={() => setChecked(null)} />}
      {list.error && <ErrorBox error={list.error} onRetry={list.again} />}
      {rows === null ? (
        list.loading && <Spinner />
      ) : rows.length === 0 ? (
        narrowed ? (
          <Empty title={trans.__('No record is like that')}>
            <Button
              onClick={() => {
                setAbout({});
                setActor('');
                setAction('');
              }}
            >
              {trans.__('Show all')}
            </Button>
          </Empty>
        ) : (
          <Empty title={trans.__('No records yet')}>
            {trans.__('Every change of the model registry is noted here. It begins with the first model.')}
          </Empty>
        )
      ) : (
        <Split
          label={trans.__('Record')}
          direction="row"
          part={0.36}
          first={
            <div className="nbp-scrolls nbp-audit">
              <Table
                label={trans.__('Records of the audit log')}
                columns={columns}
                rows={rows}
                id={row => String(row.id)}
                onOpen={row => setShown(row.id)}
                onMore={list.more}
                current={shown === null ? null : String(shown)}
              />
            </div>
          }
          second={record && <Whole record={record} said={words[record.id]} onClose={() => setShown(null)} />}
        />
      )}
    </div>
  );
}

/** The names of a choice, with the one that is chosen. */
const chosen = (names: readonly string[] | undefined, value: string) =>
  value && !names?.includes(value) ? [...(names ?? []), value] : (names ?? []);

interface Checked {
  verified: Verified;
  /** What it was held against beside itself. */
  known: Anchor | null;
}

/** Verifies the chain, alone or against an anchor that was kept elsewhere; and gives an anchor to keep. */
function Verify({ onChecked }: { onChecked: (checked: Checked) => void }) {
  const trans = useTrans();
  const store = useStoreName();
  const file = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState('');
  const verify = useAction(async (api, query, known: Anchor | null) => {
    const against = known && { count: known.count, head: known.head, at: known.at };
    onChecked({ known, verified: await api.get<Verified>('audit/verify', { ...query, ...against }) });
  });
  const anchor = useAction(async (api, query) => {
    const found = await api.get<Verified>('audit/verify', query);
    onChecked({ known: null, verified: found });
    const { count } = found.anchor;
    save(new Blob([written(found.anchor, store)], { type: 'application/json' }), `anchor-${count}.json`);
  });
  const error = verify.error ?? anchor.error;
  return (
    <>
      <Button look="accept" busy={verify.busy} onClick={() => void verify.run(null)}>
        {trans.__('Verify')}
      </Button>
      <Button
        sign="download"
        busy={anchor.busy}
        title={trans.__(
          'What the log comes to now: kept elsewhere, it shows later that nobody wrote the log anew'
        )}
        onClick={() => void anchor.run()}
      >
        {trans.__('Save an anchor')}
      </Button>
      <Button
        title={trans.__('Also against an anchor that was saved earlier')}
        onClick={() => file.current?.click()}
      >
        {trans.__('Verify against an anchor…')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={trans.__('Anchor')}
        onChange={event => {
          const input = event.currentTarget;
          const [given] = input.files ?? [];
          setWrong('');
          if (input.files?.length)
            void given.text().then(text => {
              input.value = ''; // the same file can be given again
              const known = read(text);
              if (known) void verify.run(known);
              else setWrong(given.name);
            });
        }}
      />
      {wrong && (
        <ErrorBox
          error={{
            message: trans.__('%1 is no anchor.', wrong),
            hint: trans.__('One is made by “Save an anchor”, or by: nbpipe audit anchor -o anchor.json')
          }}
        />
      )}
      {error && <ErrorBox error={error} />}
    </>
  );
}

/** Whether the chain holds, in the words of `nbpipe audit verify`. */
function Verdict({ checked: { verified, known }, onClose }: { checked: Checked; onClose: () => void }) {
  const trans = useTrans();
  const { anchor, problems } = verified;
  const good = problems.length === 0;
  return (
    <div className={good ? 'nbp-verdict nbp-is-succeeded' : 'nbp-verdict nbp-is-failed'} role="alert">
      <Icon sign={good ? 'tick' : 'warning'} />
      <div className="nbp-error-text">
        <p className="nbp-error-message">
          {good
            ? trans._n(
                'The chain holds: %1 record, and the registry agrees.',
                'The chain holds: %1 records, each follows from the one before it, and the registry agrees.',
                anchor.count
              )
            : trans._n(
                'The chain does not hold: %1 problem.',
                'The chain does not hold: %1 problems.',
                problems.length
              )}
        </p>
        {known && good && (
          <p>
            {trans.__(
              'It agrees with the anchor of %1, which knew %2 records.',
              known.at ? exact(new Date(known.at)) : '–',
              known.count
            )}
          </p>
        )}
        {!known && good && (
          <p className="nbp-quiet">
            {trans.__(
              'A log that was written anew as a whole shows only beside an anchor that was kept elsewhere.'
            )}
          </p>
        )}
        {problems.map((finding, i) => (
          <Unmet key={i} finding={finding} />
        ))}
        <p className="nbp-quiet">
          {trans.__('Last record')} <Id id={anchor.head} />
        </p>
      </div>
      <IconButton sign="close" label={trans.__('Close')} onClick={onClose} />
    </div>
  );
}

/** All that a record holds. */
function Whole({ record, said, onClose }: { record: AuditRecord; said: string; onClose: () => void }) {
  const trans = useTrans();
  const { id, at, actor, action, command, data, previous, hash } = record;
  const { rows, ...rest } = data;
  const to = opensSubject(record.subject);
  return (
    <aside className="nbp-inspector" aria-label={trans.__('Record %1', id)}>
      <div className="nbp-inspector-title">
        <h2 className="nbp-title">{trans.__('Record %1', id)}</h2>
        <Space />
        <IconButton sign="close" label={trans.__('Close')} onClick={onClose} />
      </div>
      <div className="nbp-body nbp-record">
        <p>{said}</p>
        <Facts
          facts={[
            [trans.__('When'), exact(new Date(at))],
            [trans.__('Who'), actor],
            [trans.__('What'), actionWord(trans, action)],
            [trans.__('About'), to ? <Link to={to}>{nameOf(record)}</Link> : nameOf(record)],
            [trans.__('Command'), command && <code>{command}</code>],
            [trans.__('Hash'), <Id key="hash" id={hash} />],
            [trans.__('Hash before'), <Id key="before" id={previous} />]
          ]}
        />
        <Section title={trans.__('What it says')}>
          <Tree value={rest} open={1} />
        </Section>
        {Array.isArray(rows) && (
          <Section title={trans.__('Rows that it wrote')}>
            <Tree value={rows} open={0} />
          </Section>
        )}
      </div>
    </aside>
  );
}

/** What a record is about, in the words of `nbpipe audit`. */
const nameOf = ({ subject }: AuditRecord) =>
  subject
    .replace(/^model:/, '')
    .replace(/^(endpoint|config):/, '$1 ')
    .replace(/^attempt:(.*)\/\d+$/, '$1');

function actionWord(trans: Trans, action: string): string {
  const words: Record<string, string> = {
    found: trans.__('Found'),
    register: trans.__('Registered'),
    approve: trans.__('Approved'),
    reject: trans.__('Rejected'),
    alias: trans.__('Alias'),
    stage: trans.__('Stage'),
    delete: trans.__('Deleted'),
    import: trans.__('Taken in'),
    configure: trans.__('Configured'),
    deploy: trans.__('Deployed'),
    rollback: trans.__('Rolled back'),
    refuse: trans.__('Refused'),
    answer: trans.__('Answered')
  };
  return words[action] ?? action;
}

function columnsOf(trans: Trans, words: Readonly<Record<string, string>>): Column<AuditRecord>[] {
  return [
    {
      id: 'id',
      title: '#',
      width: '56px',
      align: 'end',
      render: row => <span className="nbp-number nbp-quiet">{row.id}</span>
    },
    { id: 'at', title: trans.__('When'), width: '108px', render: row => <Time at={row.at} /> },
    {
      id: 'actor',
      title: trans.__('Who'),
      width: '110px',
      render: row => <span title={row.actor}>{row.actor}</span>
    },
    {
      id: 'action',
      title: trans.__('What'),
      width: '104px',
      render: row => (
        <span className={row.action === 'refuse' ? 'nbp-refused' : undefined}>
          {actionWord(trans, row.action)}
        </span>
      )
    },
    {
      id: 'model',
      title: trans.__('About'),
      width: '150px',
      render: row => <Subject record={row} />
    },
    {
      id: 'said',
      title: trans.__('What it says'),
      render: row => <span title={words[row.id]}>{words[row.id]}</span>
    },
    {
      id: 'command',
      title: trans.__('Command'),
      render: row => (
        <code className="nbp-audit-command" title={row.command}>
          {row.command}
        </code>
      )
    }
  ];
}

function Subject({ record }: { record: AuditRecord }) {
  const host = useHost();
  const to = opensSubject(record.subject);
  const name = nameOf(record);
  return to && host.opens(to.kind) ? (
    <Link to={to} title={name}>
      {name}
    </Link>
  ) : (
    <span title={name}>{name}</span>
  );
}
