import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import '../../style/registry.css';
import '../../style/endpoint.css';
import { ApiError, route } from '../api';
import { useAction, usePage, useTrans } from '../context';
import { Button, ErrorBox, Icon, Notice, Spinner, Time } from '../kit';
import type { ConfigPage, Configs, DeploymentRow, EndpointPage } from '../schema';
import type { Trans } from '../trans';
import { useChain } from './chain';
import { begun, body, choices, meanwhile, ready, targets, words } from './deploying';
import type { Act, Change } from './deploying';
import { Shares } from './shares';
import { Unmet } from './version/policy';

export interface ChangeProps {
  act: Act;
  /** The endpoint, from its newest deployment on; null: one of a new name. */
  page: EndpointPage | null;
  /** Its deployments as far as they are shown, the newest first. */
  history?: readonly DeploymentRow[];
  /** The deployment to go back to, where one was pressed. */
  to?: number | null;
  /** It was done; the name of the endpoint. */
  onDone: (name: string) => void;
  onClose: () => void;
}

/** Deploy, roll back or delete, with a comment; what will be there, and what stands against it, beside it. */
export function ChangeEndpoint({ act, page, history = [], to = null, onDone, onClose }: ChangeProps) {
  const trans = useTrans();
  const id = useId();
  const [change, setChange] = useState<Change>(() => begun(act, page, to));
  const edit = (edited: Partial<Change>) => setChange(old => ({ ...old, ...edited }));
  const name = change.name.trim();
  const send = useAction(async (api, query, sent: Change) => {
    const paths = {
      deploy: route`endpoints/${name}/deployment`,
      rollback: route`endpoints/${name}/rollback`,
      delete: route`endpoints/${name}/deletion`
    };
    try {
      await api.post<EndpointPage>(paths[sent.act], body(sent), query);
    } catch (error) {
      // Somebody was quicker: what they did is on the page once it comes anew.
      if (error instanceof ApiError && error.status === 409) onDone('');
      throw error;
    }
  });
  const going = act === 'rollback' ? history.find(({ number }) => number === change.to) : undefined;
  const config = act === 'deploy' ? change.config : (going?.config ?? '');
  const checked = usePage<ConfigPage>(config && act !== 'delete' ? route`configs/${config}` : null);
  const against = checked.data?.unmet ?? [];
  const other = send.busy ? null : meanwhile(change, page);
  const sendable = ready(change, page) && against.length === 0;
  const title = titleOf(trans, act, page?.row.name ?? null);
  return (
    <section className="nbp-decide nbp-change" aria-labelledby={`${id}-title`}>
      <form
        onSubmit={event => {
          event.preventDefault();
          if (sendable && !send.busy) {
            void send.run(change).then(done => {
              if (!done) return;
              onDone(name);
              onClose();
            });
          }
        }}
        onKeyDown={event => {
          if (event.key === 'Escape') onClose();
          event.stopPropagation();
        }}
      >
        <h3 id={`${id}-title`}>{title}</h3>
        {other ? <Meanwhile made={other} /> : send.error && <ErrorBox error={send.error} />}
        {page === null && (
          <>
            <label htmlFor={`${id}-name`}>{trans.__('Name of the endpoint')}</label>
            <input
              id={`${id}-name`}
              value={change.name}
              required
              autoFocus
              spellCheck={false}
              pattern="[A-Za-z0-9_\-]{1,64}"
              title={trans.__('Letters, digits, _ and -')}
              onChange={event => edit({ name: event.target.value })}
            />
          </>
        )}
        {act === 'deploy' && (
          <Configuration
            id={`${id}-config`}
            chosen={change.config}
            now={page?.row.current.config ?? null}
            focused={page !== null}
            onChoose={config => edit({ config })}
          />
        )}
        {act === 'rollback' && page !== null && (
          <>
            <label htmlFor={`${id}-to`}>{trans.__('Back to deployment')}</label>
            <select
              id={`${id}-to`}
              className="nbp-select"
              value={change.to ?? ''}
              onChange={event => edit({ to: Number(event.target.value) })}
            >
              {change.to !== null && !going && <option value={change.to}>{change.to}</option>}
              {change.to === null && <option value="">{trans.__('Choose one of the history')}</option>}
              {targets(history, page.row.current).map(({ number, config, variants }) => (
                <option key={number} value={number}>
                  {number === page.back
                    ? trans.__('%1, the one before: %2, %3', number, config ?? '', words(variants))
                    : trans.__('%1: %2, %3', number, config ?? '', words(variants))}
                </option>
              ))}
            </select>
          </>
        )}
        <label htmlFor={`${id}-comment`}>{trans.__('Comment')}</label>
        <textarea
          id={`${id}-comment`}
          rows={3}
          required
          autoFocus={act !== 'deploy'}
          value={change.comment}
          aria-describedby={`${id}-help`}
          placeholder={whyOf(trans, act)}
          onChange={event => edit({ comment: event.target.value })}
        />
        <p id={`${id}-help`} className="nbp-quiet">
          {trans.__('Required: it is kept with the deployment, your name and the time.')}
        </p>
        <div className="nbp-decide-buttons">
          {other && page !== null ? (
            <Button look="accept" onClick={() => edit({ seen: page.row.current.number })}>
              {trans.__('I have seen it, go on')}
            </Button>
          ) : (
            <button
              type="submit"
              className={`nbp-button nbp-button-${act === 'delete' ? 'warn' : 'accept'}`}
              disabled={send.busy || !sendable}
              title={against.length > 0 ? trans.__('A rule is not met: see beside') : undefined}
              aria-busy={send.busy || undefined}
            >
              {doneBy(trans, act, page?.row.name ?? name)}
            </button>
          )}
          <Button onClick={onClose}>{other ? trans.__('Leave it so') : trans.__('Cancel')}</Button>
        </div>
      </form>
      <div className="nbp-decide-evidence">
        {act === 'delete' && page !== null ? (
          <>
            <h4>{trans.__('Taken away')}</h4>
            <Shares variants={page.row.current.variants} />
            <p>
              {trans.__(
                'Nothing is deployed under %1 then. Its history stays, and one of its deployments can be brought back by a rollback.',
                page.row.name
              )}
            </p>
          </>
        ) : (
          <>
            {checked.error && <ErrorBox error={checked.error} onRetry={checked.again} />}
            {config && !checked.data && checked.loading && <Spinner />}
            {checked.data && (
              <>
                <h4>
                  {trans.__('Deployed then')} <code>{checked.data.row.config}</code>
                </h4>
                {checked.data.row.description && <p>{checked.data.row.description}</p>}
                <Shares variants={checked.data.row.variants} />
                <Against page={checked.data} />
              </>
            )}
            {!config && act === 'deploy' && (
              <p className="nbp-quiet">
                {trans.__('Choose a configuration: here is what it has, and what stands against it.')}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}

/** What stands against the deployment of a configuration now, before anybody presses the button. */
function Against({ page: { unmet } }: { page: ConfigPage }) {
  const trans = useTrans();
  return (
    <div className="nbp-rules">
      <p className="nbp-rule">
        <span className={unmet.length ? 'nbp-rule nbp-is-failed' : 'nbp-rule nbp-is-succeeded'}>
          <Icon sign={unmet.length ? 'close' : 'tick'} size={14} />
          {unmet.length
            ? trans._n(
                '%1 thing stands against it: you cannot deploy it.',
                '%1 things stand against it: you cannot deploy it.',
                unmet.length
              )
            : trans.__('Every rule is met: you may deploy it.')}
        </span>
      </p>
      {unmet.map((finding, i) => (
        <Unmet key={i} finding={finding} />
      ))}
    </div>
  );
}

interface ConfigurationProps {
  id: string;
  chosen: string;
  /** What is deployed there already. */
  now: string | null;
  /** It is the first field. */
  focused: boolean;
  onChoose: (config: string) => void;
}

/** One of the recorded configurations. */
function Configuration({ id, chosen, now, focused, onChoose }: ConfigurationProps) {
  const trans = useTrans();
  const list = useChain<Configs>('configs', {}, 'before');
  const rows = list.pages?.flatMap(page => page.rows) ?? [];
  return (
    <>
      <label htmlFor={id}>{trans.__('Configuration')}</label>
      {list.error && <ErrorBox error={list.error} onRetry={list.again} />}
      {list.pages !== null && rows.length === 0 ? (
        <p>
          {trans.__('There are no endpoint configurations yet. A step makes one:')}{' '}
          <code>%%step canary --type EndpointConfig --variant blue=churn@champion</code>
        </p>
      ) : (
        <select
          id={id}
          className="nbp-select"
          required
          autoFocus={focused}
          value={chosen}
          onChange={event => onChoose(event.target.value)}
        >
          <option value="">{trans.__('Choose one')}</option>
          {choices(rows, now).map(({ config, variants }) => (
            <option key={config} value={config} disabled={config === now}>
              {config === now
                ? trans.__('%1: %2 (deployed now)', config, words(variants))
                : trans.__('%1: %2', config, words(variants))}
            </option>
          ))}
        </select>
      )}
      {list.more && (
        <div>
          <Button onClick={list.more}>{trans.__('More configurations')}</Button>
        </div>
      )}
    </>
  );
}

/** Said aloud: what somebody else did while this form was open. */
function Meanwhile({ made }: { made: DeploymentRow }) {
  const trans = useTrans();
  return (
    <Notice title={trans.__('Somebody changed it meanwhile')}>
      <p>
        {trans.__('Deployment %1', made.number)}: <Did made={made} />
        {made.variants.length > 0 && <> {words(made.variants)}</>}
      </p>
      <p className="nbp-quiet">
        {trans.__('by %1', made.by)} <Time at={made.at} />
      </p>
      {made.comment && <blockquote>{made.comment}</blockquote>}
    </Notice>
  );
}

/** What a deployment did, in the words of the command line. */
export function Did({ made: { action, restores } }: { made: DeploymentRow }): ReactNode {
  const trans = useTrans();
  const said: Record<string, string> = {
    create: trans.__('created'),
    update: trans.__('updated'),
    delete: trans.__('deleted'),
    rollback: restores === null ? trans.__('rolled back') : trans.__('rolled back to %1', restores)
  };
  return <>{said[action] ?? action}</>;
}

function titleOf(trans: Trans, act: Act, name: string | null): string {
  if (name === null) return trans.__('Deploy under a new name');
  if (act === 'deploy') return trans.__('Deploy as %1', name);
  return act === 'rollback' ? trans.__('Roll back %1', name) : trans.__('Delete endpoint %1', name);
}

function doneBy(trans: Trans, act: Act, name: string): string {
  if (act === 'deploy') return trans.__('Deploy');
  return act === 'rollback' ? trans.__('Roll back') : trans.__('Delete endpoint %1', name);
}

function whyOf(trans: Trans, act: Act): string {
  if (act === 'deploy') return trans.__('Why it is deployed, such as: the pilot went well');
  return act === 'rollback'
    ? trans.__('Why what is there does not stay, such as: too many false alarms')
    : trans.__('Why it is taken away, such as: moved to another service');
}
