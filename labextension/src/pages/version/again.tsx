import { useId, useState } from 'react';
import '../../../style/version.css';
import { route } from '../../api';
import { useAction, useHost, useLocked, useTrans } from '../../context';
import { Button, Duration, ErrorBox, Icon, Link, StatusIcon, Time } from '../../kit';
import type { RunAgain, VersionRow } from '../../schema';
import type { Trans } from '../../trans';
import { Unmet } from './policy';

/** The second run that goes on, or how the last one ended: it outlives this page, and its own page shows it. */
export function Ran({ run }: { run: RunAgain }) {
  const trans = useTrans();
  const goes = run.status === 'Executing';
  if (run.status === 'Succeeded') {
    return run.execution ? (
      <p>
        <SecondRun run={run} />{' '}
        <span className="nbp-quiet">
          {trans.__('It stays until the version is run again, or the store is cleaned up.')}
        </span>
      </p>
    ) : null;
  }
  if (goes) {
    return (
      <div className="nbp-again">
        <span className="nbp-mark" role="status">
          <StatusIcon status="Executing" silent />
          <strong>{doingWord(trans, run.doing)}</strong>
        </span>
        <span className="nbp-quiet">
          <Duration seconds={null} since={run.began_at} running /> · {trans.__('started by %1', run.by)}
        </span>
        <SecondRun run={run} />
      </div>
    );
  }
  return (
    <div className="nbp-error" role="alert">
      <Icon sign="warning" />
      <div className="nbp-error-text">
        <p className="nbp-error-message">{endedWord(trans, run)}</p>
        {run.problems.map((finding, i) => (
          <Unmet key={i} finding={finding} />
        ))}
        <p>
          <span className="nbp-quiet">
            {trans.__('By %1', run.by)} <Time at={run.ended_at} />
          </span>{' '}
          <SecondRun run={run} />
        </p>
      </div>
    </div>
  );
}

function SecondRun({ run: { execution, store, status } }: { run: RunAgain }) {
  const trans = useTrans();
  const host = useHost();
  if (!execution || !store || !host.opens('execution')) return null;
  return (
    <Link to={{ kind: 'execution', id: execution, store }} title={execution}>
      {status === 'Executing' ? trans.__('Follow the second run') : trans.__('Look at the second run')}
    </Link>
  );
}

function doingWord(trans: Trans, doing: string): string {
  if (doing === 'looks') return trans.__('Looking at what it was made of');
  return doing === 'builds' ? trans.__('Building the recorded environment') : trans.__('Running again');
}

function endedWord(trans: Trans, { status, doing, problems }: RunAgain): string {
  if (status === 'Stopped') return trans.__('The last attempt to run it again was stopped.');
  if (doing === 'runs' || problems.some(({ code }) => code === 'killed'))
    return trans.__('The last attempt to run it again did not come to its end.');
  return trans.__('It could not be run again.');
}

export interface AgainProps {
  row: Pick<VersionRow, 'group' | 'version'>;
  run: RunAgain | null;
  again: () => void;
}

/** Starts the second run, with the choices that the command line has. */
export function Again({ row, run, again }: AgainProps) {
  const trans = useTrans();
  const id = useId();
  const [open, setOpen] = useState(false);
  const locked = useLocked('execute');
  const [tolerance, setTolerance] = useState('');
  const [env, setEnv] = useState(false);
  const [anyway, setAnyway] = useState(false);
  const start = useAction(async (api, query, body: object) => {
    try {
      await api.post(route`models/${row.group}/${row.version}/reproduction`, body, query);
    } finally {
      again();
    }
  });
  const number = tolerance.trim() === '' ? null : Number(tolerance);
  const wrong = number !== null && !(number >= 0 && number < 1);
  // What was said when it was refused is part of the page too, so that it is there after a reload: once is enough.
  const told = run?.problems.some(({ message }) => message === start.error?.message) ?? false;
  const error = start.error && !told ? <ErrorBox error={start.error} /> : null;
  if (!open) {
    return (
      <>
        {error}
        <div>
          <Button sign="again" reason={locked} onClick={() => setOpen(true)}>
            {trans.__('Run it again…')}
          </Button>
        </div>
      </>
    );
  }
  const check = (text: string, flag: string, value: boolean, set: (value: boolean) => void) => (
    <label className="nbp-check">
      <input type="checkbox" checked={value} onChange={event => set(event.target.checked)} />
      <span>
        {text} <code>{flag}</code>
      </span>
    </label>
  );
  return (
    <form
      className="nbp-commented"
      aria-label={trans.__('Run it again')}
      onKeyDown={event => {
        if (event.key === 'Escape') setOpen(false);
        event.stopPropagation();
      }}
      onSubmit={event => {
        event.preventDefault();
        if (wrong) return;
        const body = { env, anyway, ...(number !== null && { tolerance: number }) };
        void start.run(body).then(done => done && setOpen(false));
      }}
    >
      <label htmlFor={`${id}-tolerance`}>
        {trans.__('How far numbers may be apart')} <code>--tolerance</code>
      </label>
      <input
        id={`${id}-tolerance`}
        type="text"
        inputMode="decimal"
        autoFocus
        placeholder="1e-9"
        value={tolerance}
        aria-invalid={wrong}
        aria-describedby={`${id}-help`}
        onChange={event => setTolerance(event.target.value)}
      />
      <p id={`${id}-help`} className={wrong ? 'nbp-wrong' : 'nbp-quiet'}>
        {wrong
          ? trans.__('A number from 0 to below 1, such as 1e-6')
          : trans.__('Relative, and absolute below 1; 0: no number may be another one')}
      </p>
      {check(trans.__('In the recorded versions of Python and packages'), '--env', env, setEnv)}
      {check(trans.__('Also where input files are gone or have changed'), '--anyway', anyway, setAnyway)}
      <p className="nbp-quiet">
        {trans.__(
          'Its steps run once more, without the cache, in a store of their own: nothing is entered into the registry.'
        )}
      </p>
      {error}
      <div className="nbp-ways">
        <button
          type="submit"
          className="nbp-button nbp-button-accept"
          disabled={start.busy || wrong}
          aria-busy={start.busy || undefined}
        >
          {trans.__('Run it again')}
        </button>
        <Button onClick={() => setOpen(false)}>{trans.__('Cancel')}</Button>
      </div>
    </form>
  );
}
