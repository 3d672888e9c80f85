import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import '../../style/run.css';
import { ApiError } from '../api';
import { useApi, useStoreName, useTrans } from '../context';
import { NO_CHOICES, advanced, fields, filled, initial, outlook, text, written as begun } from '../form';
import type { Choices, Field } from '../form';
import { Button, Duration, Empty, ErrorBox, Spinner } from '../kit';
import type { Checked, Json, Planned, Started } from '../schema';
import type { Trans } from '../trans';
import { duration } from '../words';

export interface RunViewProps {
  /** The notebook, saved, relative to the server's root. */
  path: string;
  onStarted: (started: Started) => void;
  onCancel: () => void;
  /** Milliseconds between the last change of the form and the question for the plan. */
  pause?: number;
  /** Values to begin with, in place of the defaults. */
  given?: Readonly<Record<string, Json>>;
}

const NOTHING: Readonly<Record<string, Json>> = {};

const failed = (error: unknown) =>
  error instanceof ApiError ? error : new ApiError(0, { message: String(error) });

/** The form that starts a run: parameters, and beside them what the run would do. */
export function RunView({ path, onStarted, onCancel, pause = 400, given = NOTHING }: RunViewProps) {
  const api = useApi();
  const store = useStoreName();
  const trans = useTrans();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const asking = new AbortController();
    setError(null);
    api.post<Checked>('check', { path }, { store }, asking.signal).then(
      answer => !asking.signal.aborted && setChecked(answer),
      (problem: unknown) => !asking.signal.aborted && setError(failed(problem))
    );
    return () => asking.abort();
  }, [api, path, store, tries]);
  if (error) {
    return (
      <div className="nbp-run">
        <ErrorBox error={error} onRetry={() => setTries(tries + 1)} />
        <Closing onCancel={onCancel} />
      </div>
    );
  }
  if (!checked) return <Spinner label={trans.__('Reading the notebook…')} />;
  const problems = checked.marks.filter(mark => mark.severity === 'error');
  if (problems.length) {
    return (
      <div className="nbp-run">
        {problems.map((mark, index) => (
          <ErrorBox
            key={index}
            error={{
              message: mark.cell === null ? mark.message : trans.__('Cell %1: %2', mark.cell, mark.message),
              hint: mark.hint
            }}
          />
        ))}
        <Closing onCancel={onCancel} />
      </div>
    );
  }
  if (!checked.graph?.nodes.length) {
    return (
      <div className="nbp-run">
        <Empty title={trans.__('This notebook has no steps yet')} command="%%step prepare">
          {trans.__('A cell becomes a step of the pipeline when its first line names it:')}
        </Empty>
        <Closing onCancel={onCancel} />
      </div>
    );
  }
  return <Form {...{ path, checked, pause, given, onStarted, onCancel }} />;
}

function Closing({ onCancel, children }: { onCancel: () => void; children?: ReactNode }) {
  const trans = useTrans();
  return (
    <div className="nbp-run-buttons">
      <Button onClick={onCancel}>{children ? trans.__('Cancel') : trans.__('Close')}</Button>
      {children}
    </div>
  );
}

function Form({
  path,
  checked,
  pause,
  given,
  onStarted,
  onCancel
}: Required<RunViewProps> & { checked: Checked }) {
  const api = useApi();
  const store = useStoreName();
  const trans = useTrans();
  const id = useId();
  const form = useMemo(() => fields(checked.parameters, checked.last), [checked]);
  const [written, setWritten] = useState(() => begun(form, given));
  const [choices, setChoices] = useState<Choices>(NO_CHOICES);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [starting, setStarting] = useState<{ busy: boolean; error: ApiError | null }>({
    busy: false,
    error: null
  });
  const box = useRef<HTMLFormElement>(null);
  const { parameters, problems } = filled(form, written, trans);
  const more = advanced(choices, trans);
  const right = Object.keys(problems).length === 0 && 'body' in more;
  const asked = right ? JSON.stringify(parameters) : null;
  const seed = 'body' in more ? more.body.seed : undefined;
  const plan = usePlan(path, asked, typeof seed === 'number' ? seed : undefined, pause);
  useEffect(() => box.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (starting.busy) return;
    setTouched(new Set(form.map(field => field.name)));
    if (!right) {
      box.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    setStarting({ busy: true, error: null });
    api
      .post<Started>('executions', { notebook: path, parameters, ...more.body }, { store })
      .then(onStarted, (error: unknown) => setStarting({ busy: false, error: failed(error) }));
  };
  const wrong = 'problems' in more ? more.problems : {};
  return (
    <form
      className="nbp-run"
      ref={box}
      onSubmit={submit}
      noValidate
      aria-label={trans.__('Run %1', checked.pipeline)}
    >
      <div className="nbp-run-columns">
        <div className="nbp-run-fields">
          {form.length === 0 && (
            <p className="nbp-quiet">
              {trans.__('This pipeline has no parameters. A %1 cell would give it some.', '%%parameters')}
            </p>
          )}
          {form.map(field => (
            <FieldRow
              key={field.name}
              id={`${id}-${field.name}`}
              field={field}
              value={written[field.name] ?? initial(field)}
              problem={
                touched.has(field.name) || field.name in written ? (problems[field.name] ?? null) : null
              }
              onChange={value => setWritten(old => ({ ...old, [field.name]: value }))}
            />
          ))}
          <details className="nbp-run-more">
            <summary>{trans.__('Advanced')}</summary>
            <label className="nbp-run-check">
              <input
                type="checkbox"
                checked={choices.noCache}
                onChange={event => setChoices({ ...choices, noCache: event.target.checked })}
              />
              {trans.__('Run all steps anew, taking nothing from the cache')}
            </label>
            <Small
              id={`${id}-seed`}
              label={trans.__('Seed')}
              hint={trans.__('Random numbers are drawn from it')}
              placeholder="0"
              value={choices.seed}
              problem={wrong.seed}
              onChange={value => setChoices({ ...choices, seed: value })}
            />
            <Small
              id={`${id}-parallel`}
              label={trans.__('Steps at once')}
              hint={trans.__('At most; empty: as many as the machine has room for')}
              placeholder={trans.__('automatic')}
              value={choices.parallel}
              problem={wrong.parallel}
              onChange={value => setChoices({ ...choices, parallel: value })}
            />
            <fieldset className="nbp-run-steps">
              <legend>{trans.__('Only these steps (none chosen: all)')}</legend>
              {checked.graph?.nodes.map(({ name }) => (
                <label key={name} className="nbp-run-check">
                  <input
                    type="checkbox"
                    checked={choices.only.includes(name)}
                    onChange={event =>
                      setChoices({
                        ...choices,
                        only: event.target.checked
                          ? [...choices.only, name]
                          : choices.only.filter(other => other !== name)
                      })
                    }
                  />
                  {name}
                </label>
              ))}
            </fieldset>
          </details>
        </div>
        <PlanBox plan={plan} right={right} choices={choices} />
      </div>
      {starting.error && <ErrorBox error={starting.error} />}
      <Closing onCancel={onCancel}>
        <button
          type="submit"
          className="nbp-button nbp-button-accept"
          disabled={starting.busy}
          aria-busy={starting.busy || undefined}
        >
          {starting.busy ? trans.__('Starting…') : trans.__('Run')}
        </button>
      </Closing>
    </form>
  );
}

interface FieldRowProps {
  id: string;
  field: Field;
  value: string;
  problem: string | null;
  onChange: (value: string) => void;
}

function FieldRow({ id, field, value, problem, onChange }: FieldRowProps) {
  const trans = useTrans();
  const shared = {
    id,
    'aria-invalid': problem !== null || undefined,
    'aria-describedby': `${id}-more`,
    'aria-required': field.required || undefined
  };
  const changed = field.preset !== null && value !== field.preset;
  return (
    <div className="nbp-run-field">
      <label htmlFor={id}>
        {field.name} <span className="nbp-quiet">{field.kind === 'choice' ? '' : field.type}</span>
      </label>
      {field.kind === 'switch' ? (
        <input
          {...shared}
          type="checkbox"
          checked={value === 'true'}
          onChange={event => onChange(event.target.checked ? 'true' : 'false')}
        />
      ) : field.kind === 'choice' ? (
        <select {...shared} value={value} onChange={event => onChange(event.target.value)}>
          {!field.choices.some(choice => JSON.stringify(choice) === value) && (
            <option value={value}>{trans.__('Choose…')}</option>
          )}
          {field.choices.map(choice => (
            <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
              {text(choice, 'text')}
            </option>
          ))}
        </select>
      ) : field.kind === 'json' ? (
        <textarea
          {...shared}
          rows={Math.min(5, value.split('\n').length)}
          spellCheck={false}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={field.kind === 'integer' ? 'numeric' : field.kind === 'number' ? 'decimal' : undefined}
          spellCheck={false}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
      <div id={`${id}-more`} className="nbp-run-note">
        {problem !== null && <span className="nbp-run-problem">{problem}</span>}
        {field.description && <span>{field.description}</span>}
        {changed && field.preset !== null && (
          <Again
            label={trans.__('default')}
            shown={shown(field, field.preset)}
            onClick={() => onChange(field.preset ?? '')}
          />
        )}
        {field.last !== null && field.last !== value && (
          <Again
            label={trans.__('last used')}
            shown={shown(field, field.last)}
            onClick={() => onChange(field.last ?? '')}
          />
        )}
      </div>
    </div>
  );
}

/** A value that was there before: a click takes it. */
function Again({ label, shown: value, onClick }: { label: string; shown: string; onClick: () => void }) {
  return (
    <button type="button" className="nbp-link" onClick={onClick}>
      {label}: {value}
    </button>
  );
}

function shown(field: Field, value: string): string {
  const plain = field.kind === 'choice' ? text(JSON.parse(value) as string, 'text') : value;
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain || '""';
}

interface SmallProps {
  id: string;
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  problem?: string;
  onChange: (value: string) => void;
}

function Small({ id, label, hint, placeholder, value, problem, onChange }: SmallProps) {
  return (
    <div className="nbp-run-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        placeholder={placeholder}
        value={value}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-more`}
        onChange={event => onChange(event.target.value)}
      />
      <div id={`${id}-more`} className="nbp-run-note">
        {problem !== undefined && <span className="nbp-run-problem">{problem}</span>}
        <span>{hint}</span>
      </div>
    </div>
  );
}

interface Plan {
  planned: Planned | null;
  error: ApiError | null;
  asking: boolean;
}

/** The plan for these parameters (JSON; null: they are not right), asked for a moment after they changed last. */
function usePlan(path: string, asked: string | null, seed: number | undefined, pause: number): Plan {
  const api = useApi();
  const store = useStoreName();
  const [plan, setPlan] = useState<Plan>({ planned: null, error: null, asking: true });
  const first = useRef(true);
  useEffect(() => {
    if (asked === null) return undefined;
    const asking = new AbortController();
    setPlan(old => ({ ...old, asking: true }));
    const timer = setTimeout(
      () => {
        first.current = false;
        api
          .post<Planned>(
            'plan',
            { path, parameters: JSON.parse(asked) as unknown, ...(seed !== undefined && { seed }) },
            { store },
            asking.signal
          )
          .then(
            planned => !asking.signal.aborted && setPlan({ planned, error: null, asking: false }),
            (error: unknown) =>
              !asking.signal.aborted && setPlan({ planned: null, error: failed(error), asking: false })
          );
      },
      first.current ? 0 : pause
    );
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [api, path, store, asked, seed, pause]);
  return plan;
}

function PlanBox({ plan, right, choices }: { plan: Plan; right: boolean; choices: Choices }) {
  const trans = useTrans();
  const { planned, error } = plan;
  return (
    <section className="nbp-run-plan" aria-label={trans.__('What will happen')} aria-busy={plan.asking}>
      <h3>{trans.__('What will happen')}</h3>
      {!right && <p className="nbp-quiet">{trans.__('The plan shows once the parameters are right.')}</p>}
      {right && error && <ErrorBox error={error} />}
      {right && !planned && !error && <Spinner label={trans.__('Looking at the cache…')} />}
      {right && planned && (
        <>
          <p aria-live="polite">{summary(planned, choices, trans)}</p>
          <ul className={plan.asking ? 'nbp-run-old' : undefined}>
            {planned.steps
              .filter(({ step }) => !choices.only.length || choices.only.includes(step))
              .map(({ step, verdict, reason, seconds }) => {
                const what = choices.noCache && verdict === 'hit' ? 'run' : verdict;
                return (
                  <li key={step} title={reason}>
                    <span className="nbp-run-step">{step}</span>
                    <span className="nbp-quiet">{verdictWord(what, trans)}</span>
                    {what !== 'hit' && <Duration seconds={seconds} />}
                  </li>
                );
              })}
          </ul>
        </>
      )}
    </section>
  );
}

/** `3 steps will run, 5 come from the cache, about 12 s`. */
export function summary(planned: Planned, choices: Choices, trans: Trans): string {
  const { runs, hits, seconds } = outlook(planned, choices);
  const parts = [];
  if (runs) parts.push(trans._n('%1 step will run', '%1 steps will run', runs));
  if (hits) parts.push(trans._n('%1 comes from the cache', '%1 come from the cache', hits));
  if (!runs && hits) parts.push(trans.__('nothing has to run'));
  if (!parts.length) parts.push(trans.__('What runs is decided in the run'));
  if (runs && seconds !== null) parts.push(trans.__('about %1', duration(seconds)));
  return parts.join(', ');
}

function verdictWord(verdict: string, trans: Trans): string {
  const words: Record<string, string> = {
    hit: trans.__('from the cache'),
    run: trans.__('runs'),
    skip: trans.__('skipped'),
    maybe: trans.__('runs, if what it reads changes'),
    now: trans.__('decided in the run')
  };
  return words[verdict] ?? verdict;
}
