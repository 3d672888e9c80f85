import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { card, step } from '../gallery/data';
import { FakeApi } from '../gallery/fake';
import { ApiError } from '../src/api';
import { Provide, plainHost } from '../src/context';
import { Live } from '../src/live';
import { StepInspector } from '../src/pages/inspector';
import { BLANK, body, lacking, needed, read } from '../src/pages/step/answering';
import type { CallbackRow } from '../src/schema';

const asked = (more: Partial<CallbackRow> = {}): CallbackRow => ({
  execution: 'e1',
  step: 'ask',
  token: 'cafe',
  status: 'Open',
  verdict: 'Open',
  question: 'Ship it?',
  approval: false,
  choices: [],
  outputs: [],
  asked_at: '2026-11-21T12:00:00+00:00',
  expires_at: null,
  answered_at: null,
  by: null,
  comment: '',
  answer: {},
  ...more
});
const choice = asked({ approval: true, choices: ['ship', 'hold'], outputs: ['answer'] });

describe('an answer', () => {
  test.each([
    [asked(), {}, true, ''],
    [asked({ outputs: ['a', 'b'] }), { values: { a: '1' } }, true, 'value'],
    [asked({ outputs: ['a', 'b'] }), { values: { a: '1', b: ' ' } }, true, 'value'],
    [asked({ outputs: ['a'] }), {}, false, ''],
    [asked({ approval: true, outputs: ['a'] }), {}, true, 'comment'],
    [asked({ approval: true, outputs: ['a'] }), { comment: 'fine' }, true, ''],
    [asked({ approval: true }), { comment: ' ' }, false, 'comment'],
    [choice, { comment: 'fine' }, true, 'choice'],
    [choice, { comment: 'fine' }, false, ''],
    [choice, { comment: 'fine', values: { answer: 'ship' } }, true, '']
  ] as const)('%# lacks what it lacks', (row, draft, succeeded, wanted) => {
    expect(lacking(row, { ...BLANK, ...draft }, succeeded)).toBe(wanted);
  });

  test('a text is JSON where it can be that', () => {
    expect(['3', '"3"', '[1]', 'ship', ''].map(read)).toEqual([3, '3', [1], 'ship', '']);
  });

  test('a choice stays a text, and a failure has no outputs', () => {
    const three = asked({ choices: ['1', '2'], outputs: ['answer'] });
    const draft = { comment: ' fine ', values: { answer: '1' } };
    expect(body(three, draft, true)).toEqual({ succeeded: true, comment: 'fine', outputs: { answer: '1' } });
    expect(body(three, draft, false)).toEqual({ succeeded: false, comment: 'fine', outputs: {} });
    expect(needed(asked({ approval: true, outputs: ['answer'] }))).toEqual([]);
  });
});

describe('the form in the inspector', () => {
  let live: Live | undefined;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    cleanup();
    live?.dispose();
    vi.useRealTimers();
  });

  const settle = () => act(() => vi.advanceTimersByTimeAsync(100));

  async function show(callbacks: CallbackRow[], answer: unknown) {
    const node = { ...step.node, name: 'ask', type: 'Callback' };
    const page = { ...step, node, card: card('ask', 'Waiting'), callbacks };
    const api = new FakeApi({ 'executions/e1/steps/ask': page, 'callbacks/cafe': answer });
    live = new Live(api);
    render(
      <Provide live={live} host={plainHost}>
        <StepInspector execution="e1" step="ask" notebook={null} onSelect={() => {}} onClose={() => {}} />
      </Provide>
    );
    await settle();
    return api;
  }

  const press = async (name: string) => {
    fireEvent.click(screen.getByRole('button', { name }));
    await settle();
  };

  test('approves with a choice and a comment, and not without', async () => {
    const api = await show([choice], { row: choice, status: 'Executing', problem: '' });
    expect(screen.getByRole('heading', { name: 'It waits for your approval' })).toBeTruthy();
    await press('Approve');
    fireEvent.change(screen.getByLabelText('Comment'), { target: { value: 'better on every slice' } });
    await press('Approve');
    expect(api.posted).toEqual([]);
    fireEvent.click(screen.getByRole('radio', { name: 'ship' }));
    await press('Approve');
    expect(api.posted).toEqual([
      {
        path: 'callbacks/cafe',
        body: { succeeded: true, comment: 'better on every slice', outputs: { answer: 'ship' } }
      }
    ]);
  });

  test('fails without values, and says what the server says', async () => {
    const refused = new ApiError(409, {
      message: 'step ask of execution e1 was answered already: Succeeded by bob',
      hint: 'a token is good for one answer'
    });
    const api = await show([asked({ outputs: ['a'] })], refused);
    await press('Fail');
    expect(api.posted[0].body).toEqual({ succeeded: false, comment: '', outputs: {} });
    expect(screen.getByText(/was answered already/)).toBeTruthy();
  });

  test('what was answered is told, and asks for nothing', async () => {
    const done = asked({
      token: null,
      status: 'Succeeded',
      verdict: 'Approved',
      by: 'bob',
      answered_at: '2026-11-21T12:05:00+00:00',
      comment: 'fine'
    });
    await show([done], null);
    expect(screen.getByText('Approved')).toBeTruthy();
    expect(screen.getByText('fine')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Succeed' })).toBeNull();
  });
});
