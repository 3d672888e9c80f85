import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ApiError, route } from '../../api';
import { useApi, useHost, useStoreName, useTrans } from '../../context';
import { Bytes, Button, Empty, ErrorBox, Link, Select, Space, Spinner, Toolbar } from '../../kit';
import type { Log, LogCell } from '../../schema';
import { amount, duration } from '../../words';
import { Download } from '../download';
import type { StepTabProps } from '../inspector';
import { ExecutionLink } from '../parts';
import { Output } from './output';
import { appended } from './recorded';

// Milliseconds between two questions while something runs: where somebody looks, and where nobody does or nobody answered.
const PACE = 700;
const SLOW = 4000;

// What is nought is not asked for.
const counted = (value = 0) => (value > 0 ? value : null);

interface Following {
  log: Log | null;
  error: ApiError | null;
}

/** The log of an attempt (null: the one that counts), live. `turn` says when it begins anew, such as with a new attempt. */
export function useLog(execution: string, step: string, attempt: number | null, turn: string) {
  const api = useApi();
  const store = useStoreName();
  const [state, setState] = useState<Following>({ log: null, error: null });
  const [again, setAgain] = useState(0);
  useEffect(() => {
    const asking = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let log: Log | null = null;
    const ask = () => {
      const query = { store, attempt: attempt ?? counted(log?.attempt), after: counted(log?.next) };
      api.get<Log>(route`executions/${execution}/steps/${step}/log`, query, asking.signal).then(
        part => {
          if (asking.signal.aborted) return;
          log = appended(log, part);
          setState({ log, error: null });
          if (part.running) timer = setTimeout(ask, document.hidden ? SLOW : PACE);
        },
        (error: unknown) => {
          if (asking.signal.aborted) return;
          const shown = error instanceof ApiError ? error : new ApiError(0, { message: String(error) });
          setState(old => ({ log: old.log, error: shown }));
          if (shown.status === 0 || shown.status === 503) timer = setTimeout(ask, SLOW);
        }
      );
    };
    ask();
    return () => {
      asking.abort();
      clearTimeout(timer);
    };
  }, [api, store, execution, step, attempt, turn, again]);
  return { ...state, again: useCallback(() => setAgain(count => count + 1), []) };
}

/** What the step printed, live while it runs. */
export function LogTab({ page, execution, notebook }: StepTabProps) {
  const trans = useTrans();
  const { card, attempts } = page;
  const [attempt, setAttempt] = useState<number | null>(null);
  const { log, error, again } = useLog(execution, card.step, attempt, `${card.status} ${card.attempts}`);
  const outputs = log?.cells.filter(cell => cell.outputs.length > 0) ?? [];
  const number = attempt ?? log?.attempt ?? 0;
  const executed = log && !log.running && log.notebook && (
    <Download
      path={route`executions/${execution}/steps/${card.step}/notebook`}
      query={{ attempt: attempt ?? (card.cached ? null : number) }}
      name={`${card.step}.ipynb`}
      title={trans.__('The notebook as it was executed, with all outputs')}
    >
      {trans.__('Executed notebook')}
    </Download>
  );
  return (
    <div className="nbp-log">
      <Toolbar label={trans.__('Log')}>
        {attempts.length > 1 && (
          <Select
            label={trans.__('Attempt')}
            value={String(attempt ?? '')}
            onChange={value => setAttempt(value ? Number(value) : null)}
            options={[
              ['', trans.__('Last attempt')],
              ...attempts.map(
                item =>
                  [
                    String(item.number),
                    item.seconds === null
                      ? trans.__('Attempt %1', item.number)
                      : trans.__('Attempt %1, %2', item.number, duration(item.seconds))
                  ] as const
              )
            ]}
          />
        )}
        {log?.running && <span className="nbp-log-live">{trans.__('Live')}</span>}
        {card.child_execution && (
          <span className="nbp-quiet">
            {trans.__('It is a pipeline: see')} <ExecutionLink id={card.child_execution} />
          </span>
        )}
        {page.cached_from !== null && (
          <span className="nbp-quiet">
            {trans.__('As it was printed in')}{' '}
            <Link to={{ kind: 'execution', id: page.cached_from, step: card.step }} title={page.cached_from}>
              {trans.__('execution %1', page.cached_from.slice(0, 8))}
            </Link>
          </span>
        )}
        <Space />
        {log && log.size > 0 && <Bytes size={log.size} />}
        {!log?.cut && executed}
      </Toolbar>
      {error && <ErrorBox error={error} onRetry={again} />}
      {log === null && !error && <Spinner />}
      {log !== null &&
        (outputs.length === 0 ? (
          <Nothing page={page} running={log.running} />
        ) : (
          <Following log={log} ended={card.status !== 'Failed'}>
            {log.cut && (
              <div className="nbp-log-cut" role="note">
                <p>
                  {trans.__('It printed a lot: here is the end of %1.', amount(log.size))}{' '}
                  {log.running
                    ? trans.__('The executed notebook has all that is kept, once the step has ended.')
                    : trans.__('The executed notebook has all that was kept.')}
                </p>
                {executed}
              </div>
            )}
            {outputs.map((cell, i) => (
              <Printed key={`${cell.role} ${cell.number ?? i}`} cell={cell} page={page} notebook={notebook} />
            ))}
          </Following>
        ))}
    </div>
  );
}

function Nothing({ page: { card }, running }: { page: StepTabProps['page']; running: boolean }) {
  const trans = useTrans();
  if (running || card.status === 'Starting' || card.status === 'Executing') {
    return (
      <Empty title={trans.__('Nothing printed yet')}>
        {trans.__('What the step prints shows here as it comes.')}
      </Empty>
    );
  }
  if (card.status === 'Pending' || card.status === 'Waiting') {
    return <Empty title={trans.__('It has not started yet')} />;
  }
  if (card.status === 'Skipped') return <Empty title={trans.__('It was skipped')}>{card.detail}</Empty>;
  return (
    <Empty title={trans.__('It printed nothing')}>
      {trans.__('What a step prints, displays or warns of would stand here.')}
    </Empty>
  );
}

/** The outputs of one cell, under its number. */
function Printed({
  cell,
  page,
  notebook
}: {
  cell: LogCell;
  page: StepTabProps['page'];
  notebook: string | null;
}) {
  const trans = useTrans();
  const { number, role, outputs } = cell;
  const id = [...page.setup, ...page.code].find(item => item.number === number)?.id ?? null;
  const name = number === null ? '' : trans.__('Cell %1', number);
  return (
    <section className="nbp-printed" aria-label={name || undefined}>
      {number !== null && (
        <h4>
          {notebook === null ? (
            name
          ) : (
            <Link to={{ kind: 'notebook', path: notebook, cell: number, cellId: id }}>{name}</Link>
          )}
          {role === 'setup' && <span className="nbp-quiet"> {trans.__('setup')}</span>}
        </h4>
      )}
      {outputs.map((output, i) => (
        <Output key={i} output={output} />
      ))}
    </section>
  );
}

// Pixels from the end within which one reads the end.
const NEAR = 24;

/** Stays at the end while it grows, until the reader scrolls up; back at the end it stays there again. */
function Following({ log, ended, children }: { log: Log; ended: boolean; children: React.ReactNode }) {
  const trans = useTrans();
  const { embedded } = useHost();
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  // What ran well is read from its beginning; what runs or failed, from its end.
  const follows = useRef(log.running || !ended);
  const [away, setAway] = useState(false);
  const toEnd = useCallback(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  useLayoutEffect(toEnd, [toEnd, log]);
  useEffect(() => {
    // Pictures and what the host draws get their height later.
    const observer = new ResizeObserver(toEnd);
    if (content.current) observer.observe(content.current);
    return () => observer.disconnect();
  }, [toEnd]);
  const scrolled = () => {
    if (!box.current) return;
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    follows.current = scrollTop + clientHeight >= scrollHeight - NEAR;
    setAway(!follows.current);
  };
  return (
    <div className="nbp-log-frame">
      <div
        className="nbp-log-box"
        ref={box}
        onScroll={scrolled}
        role="region"
        aria-label={trans.__('What the step printed')}
        tabIndex={embedded ? -1 : 0}
      >
        <div ref={content}>{children}</div>
      </div>
      {log.running && away && (
        <div className="nbp-log-end">
          <Button
            sign="down"
            onClick={() => {
              follows.current = true;
              setAway(false);
              toEnd();
            }}
          >
            {trans.__('To the end')}
          </Button>
        </div>
      )}
    </div>
  );
}
