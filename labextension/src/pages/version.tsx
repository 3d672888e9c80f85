import { useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/compare.css';
import '../../style/pages.css';
import '../../style/registry.css';
import { route } from '../api';
import { useAction, useHost, useMay, usePage, useTrans } from '../context';
import {
  ApprovalMark,
  Button,
  Bytes,
  Command,
  ErrorBox,
  Id,
  Link,
  Loaded,
  Num,
  Space,
  Time,
  Toolbar,
  Tree
} from '../kit';
import type {
  ApprovalRecord,
  GroupPage,
  LineagePage,
  PolicyPage,
  Value,
  VersionPage,
  VersionRow
} from '../schema';
import { digits, short } from '../words';
import { Decide } from './decide';
import type { Verdict } from './deciding';
import { Download } from './download';
import { InUseBy } from './endpoints';
import { Figure } from './figure';
import { VersionsBeside } from './group';
import { opensOf } from './opens';
import { Facts, Section } from './parts';
import { said } from './said';
import { ModelCard } from './version/card';
import { Delete, Tombstone } from './version/deletion';
import { Rules } from './version/policy';
import { Reproduced } from './version/reproduced';
import { Dependencies, Signature } from './version/signature';
import { Stages } from './version/stages';

export interface VersionProps {
  group: string;
  version: number;
}

/** A version of a model: whether it may be used, what it is worth, and what it was made of. */
export function VersionView({ group, version }: VersionProps) {
  const page = usePage<VersionPage>(route`models/${group}/${version}`);
  return (
    <div className="nbp-view">
      <Loaded page={page}>
        {data => <Shown key={`${group}:${version}`} page={data} again={page.again} />}
      </Loaded>
    </div>
  );
}

function Shown({ page, again }: { page: VersionPage; again: () => void }) {
  const trans = useTrans();
  const host = useHost();
  const { row, approvals, parameters, environment, evidence, gone, deleted, deployable } = page;
  const { group, version, status } = row;
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [beside, setBeside] = useState(false);
  const may = useMay('write');
  const open = !deleted && may === true; // to changes, by whoever looks
  const policy = usePage<PolicyPage>(deleted ? null : route`policies/${group}`, { version });
  const others = usePage<GroupPage>(route`models/${group}`);
  const champion = others.data?.champion ?? null;
  const rival = champion && champion.version !== version ? champion : null;
  const thresholds = others.data?.thresholds ?? {};
  const metrics = <Metrics row={row} champion={champion} thresholds={thresholds} />;
  return (
    <>
      <Toolbar label={trans.__('Version %1 of %2', version, group)}>
        <h2 className="nbp-title">
          <Link to={{ kind: 'model', group }}>{group}</Link> {trans.__('version %1', version)}
        </h2>
        <ApprovalMark status={status} />
        {row.aliases.map(alias => (
          <span key={alias} className="nbp-alias" title={trans.__('Alias')}>
            {alias}
          </span>
        ))}
        <Space />
        <DownloadModel page={page} />
        {host.opens('lineage') && (
          <Button
            sign="branches"
            onClick={() => host.open({ kind: 'lineage', ref: `${group}:${String(version)}` })}
          >
            {trans.__('Lineage')}
          </Button>
        )}
        {open && status !== 'Rejected' && (
          <Button aria-expanded={verdict === 'Rejected'} onClick={() => setVerdict('Rejected')}>
            {trans.__('Reject…')}
          </Button>
        )}
        {open && status === 'PendingManualApproval' && (
          <Button
            look={verdict === null ? 'accept' : 'plain'}
            aria-expanded={verdict === 'Approved'}
            onClick={() => setVerdict('Approved')}
          >
            {trans.__('Approve…')}
          </Button>
        )}
      </Toolbar>
      <div className="nbp-scrolls">
        {deleted && <Tombstone deleted={deleted} />}
        {may === false && (
          <p className="nbp-locked nbp-quiet" role="note">
            {trans.__('You may look at it, not change it: this server lets you read only.')}
          </p>
        )}
        {gone && !deleted && (
          <ErrorBox
            error={{
              message: trans.__('The file of this model is not in the store any more.'),
              hint: trans.__(
                'Run the step that makes it again, or bring the artifacts folder back from a backup. What is known about the model is still here.'
              )
            }}
          />
        )}
        {verdict !== null && (
          <Decide
            page={page}
            verdict={verdict}
            refused={verdict === 'Approved' && (policy.data?.unmet.length ?? 0) > 0}
            again={again}
            onClose={() => setVerdict(null)}
          >
            {verdict === 'Approved' && <Rules policy={policy} />}
            {metrics}
            <Evidence evidence={evidence} />
          </Decide>
        )}
        <div className="nbp-version">
          <div className="nbp-version-main">
            <Section title={trans.__('Metrics')}>
              {metrics}
              {rival && (
                <div>
                  <Button aria-expanded={beside} onClick={() => setBeside(!beside)}>
                    {trans.__('Compare with the champion, version %1', rival.version)}
                  </Button>
                </div>
              )}
              {rival && beside && <VersionsBeside group={group} versions={[rival, row]} />}
            </Section>
            <Section title={trans.__('Model card')}>
              <ModelCard page={page} />
            </Section>
            {evidence.length > 0 && (
              <Section title={trans.__('Evidence')}>
                <Evidence evidence={evidence} />
              </Section>
            )}
            <Section title={trans.__('Signature')}>
              <Signature page={page} />
            </Section>
            <Section title={trans.__('Reproduction')}>
              <Reproduced row={row} />
            </Section>
          </div>
          <div className="nbp-version-side">
            <Section title={trans.__('About')}>
              <Facts
                facts={[
                  [trans.__('Registered'), <Time key="at" at={row.created_at} />],
                  [trans.__('By'), row.created_by],
                  [
                    trans.__('Execution'),
                    row.execution && (
                      <Link to={{ kind: 'execution', id: row.execution }} title={row.execution}>
                        {short(row.execution)}
                      </Link>
                    )
                  ],
                  [
                    trans.__('Step'),
                    row.step && row.execution && (
                      <Link to={{ kind: 'execution', id: row.execution, step: row.step }}>{row.step}</Link>
                    )
                  ],
                  [trans.__('Digest'), <Id key="digest" id={row.digest} />],
                  [trans.__('Size'), <Bytes key="size" size={row.size} />],
                  [trans.__('In use by'), page.in_use.length > 0 && <InUseBy key="use" uses={page.in_use} />],
                  [trans.__('Baselines'), Object.keys(page.baselines).join(', ')],
                  [trans.__('Kind'), row.media_type],
                  [trans.__('Saved by'), page.artifact.materializer]
                ]}
              />
              {open && <Alias row={row} again={again} />}
            </Section>
            <Section title={trans.__('Stage')}>
              <Stages page={page} policy={policy} open={open} again={again} />
            </Section>
            {!deleted && status === 'PendingManualApproval' && verdict !== 'Approved' && (
              <Section title={trans.__('Rules for approval')}>
                <Rules policy={policy} />
              </Section>
            )}
            <Section title={trans.__('Decisions')}>
              <History approvals={approvals} />
              {host.opens('audit') && (
                <p>
                  <Link to={{ kind: 'audit', group, version }}>
                    {trans.__('All records about this version')}
                  </Link>
                </p>
              )}
            </Section>
            <MadeFrom row={row} />
            {Object.keys(parameters).length > 0 && (
              <Section title={trans.__('Parameters')}>
                <Facts facts={Object.entries(parameters).map(([name, value]) => [name, said(value)])} />
              </Section>
            )}
            {Object.keys(environment).length > 0 && (
              <Section title={trans.__('Environment')}>
                <Tree value={environment} open={0} />
              </Section>
            )}
            {deployable && (
              <Section title={trans.__('Dependencies')}>
                <Dependencies page={page} />
              </Section>
            )}
            {!deleted && (
              <Section title={trans.__('Export')}>
                <Command text={`nbpipe export ${group}:${String(version)} ${group}-${String(version)}.zip`} />
                <p className="nbp-quiet">
                  {trans.__(
                    'A file that lives without nbpipe, with its card, signature and code. Writing it loads the model, so it is done in a terminal.'
                  )}
                </p>
              </Section>
            )}
            {open && (
              <Section title={trans.__('Deletion')}>
                <Delete page={page} again={again} />
              </Section>
            )}
          </div>
        </div>
      </div>
    </>
  );
}

interface MetricsProps {
  row: VersionRow;
  champion: VersionRow | null;
  thresholds: GroupPage['thresholds'];
}

/** Each metric beside the champion's, and what was asked for. */
function Metrics({ row, champion, thresholds }: MetricsProps) {
  const trans = useTrans();
  const rival = champion && champion.version !== row.version ? champion : null;
  const names = Object.keys(row.metrics);
  const asked = names.some(name => name in thresholds);
  if (!names.length) return <p className="nbp-quiet">{trans.__('No metrics were given.')}</p>;
  return (
    <table className="nbp-metrics" aria-label={trans.__('Metrics')}>
      <thead>
        <tr>
          <th scope="col">{trans.__('Metric')}</th>
          <th scope="col" className="nbp-end">
            {trans.__('Version %1', row.version)}
          </th>
          {rival && (
            <th scope="col" className="nbp-end">
              {trans.__('Champion, version %1', rival.version)}
            </th>
          )}
          {rival && (
            <th scope="col" className="nbp-end">
              {trans.__('Difference')}
            </th>
          )}
          {asked && (
            <th scope="col" className="nbp-end">
              {trans.__('Asked for')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {names.map(name => {
          const value = row.metrics[name];
          const other = rival && name in rival.metrics ? rival.metrics[name] : null;
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="nbp-end">
                <Num value={value} />
              </td>
              {rival && <td className="nbp-end">{other === null ? '–' : <Num value={other} />}</td>}
              {rival && (
                <td className="nbp-end nbp-number">
                  {other === null || value === null ? '–' : signed(Number((value - other).toPrecision(12)))}
                </td>
              )}
              {asked && (
                <td className="nbp-end">
                  {name in thresholds ? (
                    <>
                      {thresholds[name].sign} <Num value={thresholds[name].value} />
                    </>
                  ) : (
                    '–'
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function signed(value: number): string {
  return value > 0 ? `+${digits(value)}` : digits(value);
}

/** Reports and figures of the steps that it came from. */
function Evidence({ evidence }: { evidence: readonly Value[] }) {
  const trans = useTrans();
  if (!evidence.length) {
    return (
      <p className="nbp-quiet">
        {trans.__('No figures. In a step before it: nbpipe.log_figure(figure, "confusion")')}
      </p>
    );
  }
  return (
    <div className="nbp-figures">
      {evidence.map(({ variable, artifact, producer, gone }) => (
        <Figure
          key={`${producer ?? ''}.${variable}`}
          artifact={artifact}
          label={producer ? `${producer}.${variable}` : variable}
          gone={gone}
        />
      ))}
    </div>
  );
}

/** Every decision, the newest first. */
function History({ approvals }: { approvals: readonly ApprovalRecord[] }) {
  const trans = useTrans();
  if (!approvals.length) return <p className="nbp-quiet">{trans.__('Nobody has decided yet.')}</p>;
  return (
    <ol className="nbp-history">
      {[...approvals].reverse().map((record, i) => (
        <li key={approvals.length - i}>
          <ApprovalMark status={record.status} />{' '}
          <span className="nbp-quiet">
            {trans.__('by %1', record.by)} <Time at={record.at} />
          </span>
          {record.comment && <blockquote>{record.comment}</blockquote>}
          {Object.entries(record.evidence).map(([name, digest]) => (
            <span key={name} className="nbp-inline">
              {name} <Id id={digest} />
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** The files, the steps and the code that it came from. */
function MadeFrom({ row }: { row: VersionRow }) {
  const trans = useTrans();
  const ref = `${row.group}:${String(row.version)}`;
  const page = usePage<LineagePage>('lineage', { ref, direction: 'up' });
  const past = page.data?.nodes.filter(node => node.side < 0) ?? [];
  const named = (kind: string, many: ReactNode) => {
    const found = past.filter(node => node.kind === kind);
    if (!found.length) return null;
    return (
      <div>
        <dt>{many}</dt>
        <dd>
          {found.map(node => {
            const to = opensOf(node);
            return (
              <span key={node.id} className="nbp-made" title={node.detail}>
                {to ? <Link to={to}>{node.label}</Link> : node.label}
              </span>
            );
          })}
        </dd>
      </div>
    );
  };
  return (
    <Section title={trans.__('Data and code')}>
      {page.error && <ErrorBox error={page.error} onRetry={page.again} />}
      {page.data && past.length === 0 && <p className="nbp-quiet">{trans.__('Nothing is recorded.')}</p>}
      <dl className="nbp-facts">
        {named('file', trans.__('Files'))}
        {named('step', trans.__('Steps'))}
      </dl>
      {page.data?.cut && <p className="nbp-quiet">{trans.__('There is more: see the lineage.')}</p>}
    </Section>
  );
}

/** Gives the version a name that can move on to another. */
function Alias({ row, again }: { row: VersionRow; again: () => void }) {
  const trans = useTrans();
  const [name, setName] = useState<string | null>(null);
  const add = useAction(async (api, query, alias: string) => {
    await api.post(route`models/${row.group}/${row.version}/aliases`, { alias }, query);
    again();
  });
  if (name === null) {
    return (
      <div>
        <Button sign="add" onClick={() => setName(row.aliases.includes('champion') ? '' : 'champion')}>
          {trans.__('Add alias')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="nbp-alias-form"
      onSubmit={event => {
        event.preventDefault();
        if (name.trim()) void add.run(name.trim()).then(done => done && setName(null));
      }}
    >
      <input
        aria-label={trans.__('Alias')}
        value={name}
        autoFocus
        spellCheck={false}
        onChange={event => setName(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setName(null);
          event.stopPropagation();
        }}
      />
      <button type="submit" className="nbp-button nbp-button-plain" disabled={!name.trim() || add.busy}>
        {trans.__('Give')}
      </button>
      <Button onClick={() => setName(null)}>{trans.__('Cancel')}</Button>
      <p className="nbp-quiet">{trans.__('The version that has it now loses it.')}</p>
      {add.error && <ErrorBox error={add.error} />}
    </form>
  );
}

function DownloadModel({ page: { row, gone } }: { page: VersionPage }) {
  const trans = useTrans();
  return (
    <Download
      path={route`models/${row.group}/${row.version}/download`}
      name={`${row.group}-${String(row.version)}`}
      disabled={gone}
      title={gone ? trans.__('The file is not in the store any more') : undefined}
    >
      {trans.__('Download')}
    </Download>
  );
}
