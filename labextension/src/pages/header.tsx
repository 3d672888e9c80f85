import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { route } from '../api';
import type { ApiError } from '../api';
import { useAction, useHost, useLocked, useTrans } from '../context';
import {
  Answers,
  Button,
  Duration,
  ErrorBox,
  Icon,
  IconButton,
  Id,
  Link,
  Notice,
  Space,
  StatusMark,
  Time,
  Toolbar,
  copy
} from '../kit';
import type { ExecutionPage, ExecutionRow, Started } from '../schema';
import { goesOn, hasEnded, offers, runningOf } from './offers';
import { ExecutionLink } from './parts';
import { save } from './save';

export interface ExecutionHeaderProps {
  page: ExecutionPage;
  /** The step that is selected. */
  selected: string | null;
}

/** What runs, how it stands, what came of it, and what can be done with it. */
export function ExecutionHeader({ page, selected }: ExecutionHeaderProps) {
  const trans = useTrans();
  const host = useHost();
  const { execution, seed, steps, models } = page;
  const { id, pipeline, version, status, started_at, started_by, seconds, orphan, notebook, parameters } =
    execution;
  const runs = goesOn(execution);
  const card = steps.find(each => each.step === selected) ?? null;
  const offered = offers(trans, execution, card);
  const locked = useLocked('execute');

  const stop = useAction((api, query) => api.post(route`executions/${id}/stop`, {}, query));
  const resume = useAction((api, query, force: boolean) =>
    api.post<Started>(route`executions/${id}/resume`, force ? { force } : {}, query)
  );
  const again = useAction(async (api, query) => {
    const started = await api.post<Started>('executions', { notebook, parameters, seed }, query);
    if (host.opens('execution')) host.open({ kind: 'execution', id: started.execution });
  });
  const report = useAction(async (api, query) =>
    save(await api.bytes(route`executions/${id}/report`, query), `${pipeline}-${id}.html`)
  );
  const executed = useAction(async (api, query, step: string) =>
    save(
      await api.bytes(route`executions/${id}/steps/${step}/notebook`, query),
      `${pipeline}-${id}-${step}.ipynb`
    )
  );

  const [asking, setAsking] = useState(false);
  const stopper = useRef<HTMLButtonElement>(null);
  // From the click on until the store says that it stops.
  const [sent, setSent] = useState<ExecutionRow['status'] | null>(null);
  const stopping = stop.busy || (!orphan && (status === 'Stopping' || sent === status));
  useEffect(() => {
    if (hasEnded(status)) setAsking(false);
    setSent(old => (old === status ? old : null));
  }, [status]);
  const end = () => {
    setAsking(false);
    void stop.run().then(done => setSent(done ? status : null));
  };
  const [seen, setSeen] = useState<ApiError | null>(null);
  const conflict = resume.error?.code === 'changed-notebook' && resume.error !== seen ? resume.error : null;
  const errors = [stop.error, conflict ? null : resume.error, again.error, report.error, executed.error];
  const error = errors.find(each => each !== null && each !== seen) ?? null;
  const form = host.opens('run');
  const runAgain = () => {
    if (notebook === null) return;
    if (form) host.open({ kind: 'run', notebook, parameters });
    else void again.run();
  };
  const running = runningOf(steps);

  return (
    <>
      <Toolbar label={trans.__('Execution of %1', pipeline)}>
        <h2 className="nbp-title">{pipeline}</h2>
        <span className="nbp-quiet" title={trans.__('Version of the pipeline')}>
          v{version}
        </span>
        <Id id={id} />
        {orphan ? (
          <span className="nbp-mark nbp-orphan">
            <Icon sign="warning" />
            {trans.__('Interrupted')}
          </span>
        ) : (
          <StatusMark status={status} />
        )}
        {!hasEnded(status) && (
          <span className="nbp-quiet nbp-number">
            {trans.__('%1 of %2 steps', execution.done, execution.steps)}
          </span>
        )}
        {!orphan && <Duration seconds={seconds} since={started_at} running={runs && status !== 'Waiting'} />}
        <span className="nbp-quiet">
          <Time at={started_at} /> {started_by && trans.__('by %1', started_by)}
        </span>
        {execution.parent_execution && (
          <span className="nbp-quiet">
            {trans.__('as step %1 of', execution.parent_step ?? '')}{' '}
            <ExecutionLink id={execution.parent_execution} step={execution.parent_step} />
          </span>
        )}
        {models.slice(0, 2).map(model => (
          <Model key={model} model={model} />
        ))}
        {models.length > 2 && (
          <span className="nbp-quiet" title={models.slice(2).join(', ')}>
            {trans.__('and %1 more', models.length - 2)}
          </span>
        )}
        <Space />
        {offered.stop.shown && !orphan && (
          <Button
            ref={stopper}
            sign="stop"
            busy={stopping}
            reason={locked}
            title={trans.__('End the steps that run, and start no others')}
            aria-expanded={asking}
            onClick={() => (running.length ? setAsking(!asking) : end())}
          >
            {stopping ? trans.__('Stopping…') : trans.__('Stop')}
          </Button>
        )}
        {offered.resume.shown && !orphan && (
          <Button
            sign="play"
            busy={resume.busy}
            reason={locked}
            title={trans.__('Run what failed or was not reached; results that are there stay')}
            onClick={() => void resume.run(false)}
          >
            {resume.busy ? trans.__('Resuming…') : trans.__('Resume')}
          </Button>
        )}
        <Button
          sign="again"
          busy={again.busy}
          reason={locked || offered.again.reason}
          title={
            form
              ? trans.__('Run the notebook as it is now, with these parameters to change')
              : trans.__('Run the notebook as it is now, with these parameters')
          }
          onClick={runAgain}
        >
          {form ? trans.__('Run again…') : trans.__('Run again')}
        </Button>
        <span className="nbp-group">
          <IconButton
            sign="notebook"
            label={
              card
                ? trans.__('Download the executed notebook of %1', card.step)
                : trans.__('Download the executed notebook')
            }
            reason={offered.notebook.reason}
            aria-busy={executed.busy || undefined}
            onClick={() => card && void executed.run(card.step)}
          />
          <IconButton
            sign="download"
            label={trans.__('Export a report')}
            aria-busy={report.busy || undefined}
            disabled={report.busy}
            onClick={() => void report.run()}
          />
          <CopyId id={id} />
        </span>
      </Toolbar>
      {asking && !stopping && (
        <Confirm
          title={trans._n(
            '%1 step runs: what it has done so far is lost.',
            '%1 steps run: what they have done so far is lost.',
            running.length
          )}
          accept={trans.__('Stop it')}
          refuse={trans.__('Let it run')}
          onAccept={end}
          onRefuse={() => {
            setAsking(false);
            stopper.current?.focus();
          }}
        >
          {trans.__('Results of the steps that have ended stay, and Resume goes on from there.')}
        </Confirm>
      )}
      {orphan && (
        <Notice title={trans.__('The process that ran this is gone')}>
          <p>
            {trans.__(
              'It was killed, or its machine was switched off. Nothing runs any more; results that are there stay.'
            )}
          </p>
          <Answers>
            <Button look="accept" sign="play" busy={resume.busy} onClick={() => void resume.run(false)}>
              {resume.busy ? trans.__('Resuming…') : trans.__('Resume')}
            </Button>
            <Button
              sign="stop"
              busy={stop.busy}
              title={trans.__('Record that it has ended')}
              onClick={() => void stop.run()}
            >
              {stop.busy ? trans.__('Stopping…') : trans.__('Stop')}
            </Button>
          </Answers>
        </Notice>
      )}
      {conflict && (
        <Notice title={conflict.message}>
          <p>
            {trans.__(
              'Resumed as it was, it runs the code that it began with. Run again takes the notebook as it is now.'
            )}
          </p>
          <Answers>
            <Button look="accept" sign="play" busy={resume.busy} onClick={() => void resume.run(true)}>
              {trans.__('Resume as it was')}
            </Button>
            <Button sign="again" busy={again.busy} reason={offered.again.reason} onClick={runAgain}>
              {form ? trans.__('Run again…') : trans.__('Run again')}
            </Button>
            <Button onClick={() => setSeen(conflict)}>{trans.__('Leave it so')}</Button>
          </Answers>
        </Notice>
      )}
      {error && (
        <ErrorBox error={error}>
          <Answers>
            <Button onClick={() => setSeen(error)}>{trans.__('Close')}</Button>
          </Answers>
        </ErrorBox>
      )}
    </>
  );
}

function Model({ model }: { model: string }) {
  const trans = useTrans();
  const at = model.lastIndexOf(':');
  return (
    <span className="nbp-inline">
      <Link
        to={{ kind: 'model', group: model.slice(0, at), version: Number(model.slice(at + 1)) }}
        title={trans.__('The model that it registered')}
      >
        → {model}
      </Link>
    </span>
  );
}

function CopyId({ id }: { id: string }) {
  const trans = useTrans();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      sign="copy"
      pressed={copied || undefined}
      label={copied ? trans.__('Copied') : trans.__('Copy the id')}
      onClick={() => void copy(id).then(setCopied)}
    />
  );
}

interface ConfirmProps {
  title: string;
  accept: string;
  refuse: string;
  onAccept: () => void;
  onRefuse: () => void;
  children: ReactNode;
}

/** A question before something is lost; Escape refuses. */
function Confirm({ title, accept, refuse, onAccept, onRefuse, children }: ConfirmProps) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onRefuse();
      }}
    >
      <Notice title={title}>
        <p>{children}</p>
        <Answers>
          <Button ref={first} look="warn" sign="stop" onClick={onAccept}>
            {accept}
          </Button>
          <Button onClick={onRefuse}>{refuse}</Button>
        </Answers>
      </Notice>
    </div>
  );
}
