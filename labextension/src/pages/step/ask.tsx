import { useId, useState } from 'react';
import { route } from '../../api';
import { useAction, useLocked, useTrans } from '../../context';
import { Button, ErrorBox, Time, Tree } from '../../kit';
import type { CallbackAnswered, CallbackRow } from '../../schema';
import { Markdown } from '../markdown';
import { Section } from '../parts';
import { BLANK, body, lacking, needed } from './answering';
import type { Draft } from './answering';

/** What a step asks: the form where nobody has answered yet, below it what was answered before. */
export function Asked({ rows }: { rows: readonly CallbackRow[] }) {
  const trans = useTrans();
  const open = rows.find(row => row.token !== null);
  const closed = rows.filter(row => row.token === null);
  return (
    <>
      {open && <Ask key={open.token} row={open} />}
      {closed.length > 0 && (
        <Section title={trans.__('Asked and answered')}>
          {closed.map(row => (
            <Answer key={`${row.asked_at} ${row.answered_at ?? ''}`} row={row} />
          ))}
        </Section>
      )}
    </>
  );
}

/** The question, and a form for the answer: a choice or values, a comment, and the two ways to end it. */
function Ask({ row }: { row: CallbackRow }) {
  const trans = useTrans();
  const id = useId();
  const [draft, setDraft] = useState<Draft>(BLANK);
  const [problem, setProblem] = useState('');
  const locked = useLocked('execute');
  const send = useAction(async (api, query, succeeded: boolean) => {
    const done = await api.post<CallbackAnswered>(
      route`callbacks/${row.token ?? ''}`,
      body(row, draft, succeeded),
      query
    );
    setProblem(done.problem);
  });
  const set = (name: string, value: string) =>
    setDraft(old => ({ ...old, values: { ...old.values, [name]: value } }));
  const yes = row.approval ? trans.__('Approve') : trans.__('Succeed');
  const no = row.approval ? trans.__('Reject') : trans.__('Fail');
  const why: Record<string, string> = {
    comment: trans.__('Write a comment first: it is kept with the answer, your name and the time'),
    choice: trans.__('Choose one first'),
    value: trans.__('Give every variable a value first')
  };
  const button = (succeeded: boolean) => (
    <Button
      look={succeeded ? 'accept' : 'warn'}
      busy={send.busy}
      reason={locked || (why[lacking(row, draft, succeeded)] ?? '')}
      onClick={() => void send.run(succeeded)}
    >
      {succeeded ? yes : no}
    </Button>
  );
  return (
    <section className="nbp-ask" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        {row.approval ? trans.__('It waits for your approval') : trans.__('It waits for an answer')}
      </h3>
      <Markdown source={row.question} />
      {row.choices.length > 0 ? (
        <fieldset>
          <legend>{row.outputs[0]}</legend>
          {row.choices.map(choice => (
            <label key={choice}>
              <input
                type="radio"
                name={`${id}-choice`}
                checked={draft.values[row.outputs[0]] === choice}
                onChange={() => set(row.outputs[0], choice)}
              />
              {choice}
            </label>
          ))}
        </fieldset>
      ) : (
        needed(row).map(name => (
          <label key={name} className="nbp-ask-value">
            <code>{name}</code>
            <input
              type="text"
              value={draft.values[name] ?? ''}
              placeholder={trans.__('JSON or a text')}
              onChange={event => set(name, event.target.value)}
              onKeyDown={event => event.stopPropagation()}
            />
          </label>
        ))
      )}
      <label htmlFor={`${id}-comment`}>{trans.__('Comment')}</label>
      <textarea
        id={`${id}-comment`}
        rows={2}
        required={row.approval}
        value={draft.comment}
        onChange={event => setDraft({ ...draft, comment: event.target.value })}
        onKeyDown={event => event.stopPropagation()}
      />
      {send.error && <ErrorBox error={send.error} />}
      {problem && <ErrorBox error={{ message: trans.__('The answer is kept'), hint: problem }} />}
      <div className="nbp-ask-buttons">
        {button(true)}
        {button(false)}
      </div>
      <p className="nbp-quiet">
        {trans.__('Asked')} <Time at={row.asked_at} />
        {row.expires_at !== null && (
          <>
            {', '}
            <time dateTime={row.expires_at}>
              {trans.__('it waits until %1', new Date(row.expires_at).toLocaleString())}
            </time>
          </>
        )}
      </p>
    </section>
  );
}

/** What was asked, and what somebody answered. */
function Answer({ row }: { row: CallbackRow }) {
  const trans = useTrans();
  return (
    <div className="nbp-answer">
      <Markdown source={row.question} />
      <p>
        <strong>{row.verdict}</strong> {row.by !== null && trans.__('by %1', row.by)}{' '}
        {row.answered_at !== null && <Time at={row.answered_at} />}
      </p>
      {row.comment && <blockquote>{row.comment}</blockquote>}
      {Object.keys(row.answer).length > 0 && <Tree value={row.answer} />}
    </div>
  );
}
