import { useState } from 'react';
import '../../style/endpoint.css';
import '../../style/pages.css';
import '../../style/registry.css';
import { route } from '../api';
import { useHost, useMay, useTrans } from '../context';
import { Button, Empty, ErrorBox, Link, Notice, Space, Spinner, Time, Toolbar } from '../kit';
import type { DeploymentRow, EndpointPage } from '../schema';
import { ChangeEndpoint, Did } from './change';
import { useChain } from './chain';
import { doubtful, targets, words } from './deploying';
import type { Act } from './deploying';
import { ExecutionLink, Facts, Section } from './parts';
import { Shares } from './shares';

export interface EndpointProps {
  name: string;
}

/** An endpoint: which versions of models it has now, how it came to that, and ways to change it. */
export function EndpointView({ name }: EndpointProps) {
  const list = useChain<EndpointPage>(route`endpoints/${name}`, {}, 'before');
  const page = list.pages?.at(0) ?? null;
  const history = list.pages?.flatMap(each => each.history) ?? [];
  return (
    <div className="nbp-view">
      {list.error && <ErrorBox error={list.error} onRetry={list.again} />}
      {page ? (
        <Shown page={page} history={history} more={list.more} again={list.again} />
      ) : (
        list.loading && <Spinner />
      )}
    </div>
  );
}

interface ShownProps {
  page: EndpointPage;
  history: readonly DeploymentRow[];
  more: (() => void) | null;
  again: () => void;
}

interface Asking {
  act: Act;
  to: number | null;
  /** Another one with each press, so that the form begins anew. */
  turn: number;
}

function Shown({ page, history, more, again }: ShownProps) {
  const trans = useTrans();
  const host = useHost();
  const may = useMay('write');
  const [asking, setAsking] = useState<Asking | null>(null);
  const { row, back } = page;
  const { name, current, deleted } = row;
  const ask = (act: Act, to: number | null = null) =>
    setAsking(old => ({ act, to, turn: (old?.turn ?? 0) + 1 }));
  const behind = targets(history, current);
  const shownNow = asking?.act ?? null;
  return (
    <>
      <Toolbar label={trans.__('Endpoint %1', name)}>
        <h2 className="nbp-title">{trans.__('Endpoint %1', name)}</h2>
        <span className="nbp-unserved">{trans.__('recorded, not served yet')}</span>
        <Space />
        {host.opens('lineage') && (
          <Button
            sign="branches"
            onClick={() => host.open({ kind: 'lineage', ref: `endpoint:${name}:${String(current.number)}` })}
          >
            {trans.__('Lineage')}
          </Button>
        )}
        {may && (
          <>
            <Button
              aria-expanded={shownNow === 'rollback'}
              reason={behind.length || back !== null ? '' : trans.__('It had nothing else before')}
              onClick={() => ask('rollback')}
            >
              {trans.__('Roll back…')}
            </Button>
            <Button aria-expanded={shownNow === 'deploy'} onClick={() => ask('deploy')}>
              {trans.__('Deploy…')}
            </Button>
          </>
        )}
      </Toolbar>
      <div className="nbp-scrolls">
        <p className="nbp-endpoint-about nbp-quiet">
          {trans.__(
            'An endpoint is a name under which versions of models stand. It says which of them are in use, since when and by whose decision; nothing answers requests here yet.'
          )}
          {may === false && (
            <>
              {' '}
              <span role="note">
                {trans.__('You may look at it, not change it: this server lets you read only.')}
              </span>
            </>
          )}
        </p>
        {asking !== null && (
          <ChangeEndpoint
            key={asking.turn}
            act={asking.act}
            to={asking.to}
            page={page}
            history={history}
            onDone={again}
            onClose={() => setAsking(null)}
          />
        )}
        <div className="nbp-version">
          <div className="nbp-version-main">
            <Section title={trans.__('Deployed now')}>
              {deleted ? (
                <Empty title={trans.__('Nothing is deployed here any more.')}>
                  {trans.__('Deleted by %1: %2', current.by, current.comment)}
                </Empty>
              ) : (
                <>
                  <Doubts row={current} />
                  <Shares variants={current.variants} />
                </>
              )}
            </Section>
            <Section title={trans.__('History')}>
              <ol className="nbp-deployments" aria-label={trans.__('Deployments')}>
                {history.map(made => (
                  <Made
                    key={made.number}
                    made={made}
                    now={made.number === current.number}
                    onBack={may && behind.includes(made) ? () => ask('rollback', made.number) : null}
                  />
                ))}
              </ol>
              {more && (
                <div>
                  <Button onClick={more}>{trans.__('Earlier deployments')}</Button>
                </div>
              )}
            </Section>
          </div>
          <div className="nbp-version-side">
            <Section title={trans.__('About')}>
              <Facts
                facts={[
                  [trans.__('Configuration'), current.config && <code>{current.config}</code>],
                  [trans.__('Description'), current.description],
                  [
                    trans.__('Deployment'),
                    <span key="did">
                      {current.number}, <Did made={current} />
                    </span>
                  ],
                  [deleted ? trans.__('Deleted') : trans.__('Since'), <Time key="at" at={current.at} />],
                  [trans.__('By'), current.by],
                  [trans.__('Comment'), current.comment],
                  [trans.__('Step'), current.execution && <StepOf key="step" made={current} />]
                ]}
              />
              {host.opens('audit') && (
                <p>
                  <Link to={{ kind: 'audit', group: `endpoint:${name}` }}>
                    {trans.__('All records about this endpoint')}
                  </Link>
                </p>
              )}
            </Section>
            {may && !deleted && (
              <Section title={trans.__('Deletion')}>
                <div>
                  <Button aria-expanded={shownNow === 'delete'} onClick={() => ask('delete')}>
                    {trans.__('Delete this endpoint…')}
                  </Button>
                </div>
              </Section>
            )}
          </div>
        </div>
      </div>
    </>
  );
}

/** A warning for each version that was rejected or deleted since it was deployed. */
function Doubts({ row: { variants } }: { row: DeploymentRow }) {
  const trans = useTrans();
  const found = doubtful(variants);
  if (!found.length) return null;
  return (
    <Notice
      title={trans._n(
        'A version here was rejected since it was deployed',
        '%1 versions here were rejected since they were deployed',
        found.length
      )}
    >
      {found.map(({ name, group, version }) => (
        <p key={name}>
          <Link to={{ kind: 'model', group, version }}>
            {group}:{String(version)}
          </Link>{' '}
          {trans.__('(variant %1)', name)}
        </p>
      ))}
      <p>{trans.__('It stays here until somebody rolls back, or deploys something else.')}</p>
    </Notice>
  );
}

interface MadeProps {
  made: DeploymentRow;
  now: boolean;
  /** Goes back to it; null where that cannot be. */
  onBack: (() => void) | null;
}

/** One deployment of the history. */
function Made({ made, now, onBack }: MadeProps) {
  const trans = useTrans();
  const { number, config, variants, by, at, comment, execution } = made;
  const gone = variants.filter(({ deleted }) => deleted).map(({ group, version }) => `${group}:${version}`);
  return (
    <li className="nbp-deployment" aria-current={now || undefined}>
      <span className="nbp-deployment-number nbp-number">{number}</span>
      <div className="nbp-deployment-text">
        <p>
          <strong>
            <Did made={made} />
          </strong>{' '}
          {config !== null && (
            <>
              <code>{config}</code> {words(variants)}
            </>
          )}
          {now && <span className="nbp-alias">{trans.__('now')}</span>}
        </p>
        <p className="nbp-quiet">
          {trans.__('by %1', by)} <Time at={at} />
          {execution !== null && (
            <>
              {', '}
              <StepOf made={made} />
            </>
          )}
        </p>
        {comment && <blockquote>{comment}</blockquote>}
        {gone.length > 0 && !now && (
          <p className="nbp-quiet">{trans.__('%1 was deleted since', gone.join(', '))}</p>
        )}
      </div>
      {onBack && (
        <Button
          reason={
            gone.length
              ? trans.__('%1 was deleted: this cannot be deployed again', gone.join(', '))
              : undefined
          }
          aria-label={trans.__('Roll back to deployment %1', number)}
          onClick={onBack}
        >
          {trans.__('Roll back to it…')}
        </Button>
      )}
    </li>
  );
}

/** The step that deployed it. */
function StepOf({ made: { execution, step } }: { made: DeploymentRow }) {
  const trans = useTrans();
  if (execution === null) return null;
  return (
    <>
      {step !== null && <>{trans.__('step %1', step)} </>}
      <ExecutionLink id={execution} step={step} />
    </>
  );
}
