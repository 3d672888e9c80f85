import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreApi } from '../gallery/store';
import { Provide, plainHost } from '../src/context';
import type { Target } from '../src/context';
import { ApiError } from '../src/api';
import { Live } from '../src/live';
import { read, written } from '../src/pages/anchors';
import { AuditView } from '../src/pages/audit';
import { GroupView } from '../src/pages/group';
import { PipelinesPanel } from '../src/pages/pipelines';
import { VersionView } from '../src/pages/version';
import type { RunAgain } from '../src/schema';

let api: StoreApi;
let opened: Target[];
let live: Live | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  api = new StoreApi();
  opened = [];
});

afterEach(() => {
  cleanup();
  live?.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (milliseconds = 600) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

async function show(view: ReactNode) {
  live = new Live(api);
  const host = { ...plainHost, opens: () => true, open: (to: Target) => void opened.push(to) };
  render(
    <Provide live={live} host={host} store=".nbpipe">
      {view}
    </Provide>
  );
  await settle();
}

const version = <VersionView group="attrition" version={27} />;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const write = (label: string | RegExp, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const UNMET = {
  code: 'policy-metric',
  message: 'test.auc is 0.84, not at least 0.9',
  hint: 'train a better one'
};

test('rules are told before one approves, and what is not met cannot be sent', async () => {
  api.unmet = [UNMET];
  await show(version);
  const rules = screen.getByRole('list', { name: 'Rules for approval' });
  expect(
    within(rules)
      .getAllByRole('listitem')
      .map(item => item.textContent)
  ).toEqual([
    expect.stringContaining('ada, dev'),
    expect.stringContaining('four eyes'),
    expect.stringContaining('test.auc is 0.84, not at least 0.9 → train a better one')
  ]);
  expect(within(rules).getAllByRole('img', { name: 'Met' })).toHaveLength(2);
  expect(within(rules).getAllByRole('img', { name: 'Not met' })).toHaveLength(1);
  press('Approve…');
  write('Comment', 'Better on every slice.');
  const approve = screen.getByRole<HTMLButtonElement>('button', { name: 'Approve' });
  expect(approve.disabled).toBe(true);
  fireEvent.submit(approve.closest('form')!);
  await settle();
  expect(api.posted).toEqual([]);
  // To reject it needs no rule.
  fireEvent.click(screen.getByRole('button', { name: 'Reject…' }));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Reject' }).disabled).toBe(false);
});

test('a version moves to a stage that may follow, with a comment; what stands against another is said', async () => {
  api.unmet = [
    { code: 'policy-approved', message: 'Production is for approved versions', hint: 'approve it first' }
  ];
  await show(version);
  expect(screen.getByText('Development').closest('li')!.getAttribute('aria-current')).toBe('step');
  expect(screen.queryByRole('button', { name: 'To Production…' })).toBeNull();
  press('To Staging…');
  const move = screen.getByRole<HTMLButtonElement>('button', { name: 'Move to Staging' });
  expect(move.disabled).toBe(true);
  write('Why it goes to Staging', 'for the pilot');
  press('Move to Staging');
  await settle();
  expect(api.posted.at(-1)).toEqual({
    path: 'models/attrition/27/stage',
    body: { stage: 'Staging', comment: 'for the pilot' }
  });
  expect(within(screen.getByRole('list', { name: 'Moves' })).getByText('for the pilot')).toBeTruthy();
  const production = screen.getByRole('button', { name: 'To Production…' });
  expect(production.getAttribute('aria-disabled')).toBe('true');
  // In the rules, and beside the buttons.
  expect(screen.getAllByText('Production is for approved versions')).toHaveLength(2);
  fireEvent.click(production);
  expect(screen.queryByLabelText('Why it goes to Production')).toBeNull();
});

test('a version that is in use is not deleted; one that is not leaves a tombstone', async () => {
  api.moves = [{ stage: 'Staging', by: 'dev', at: new Date().toISOString(), comment: '' }];
  await show(version);
  press('Delete this version…');
  write('Why it is deleted', 'trained on a wrong file');
  press('Delete version 27');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('it is in Staging');
  expect(screen.getByLabelText<HTMLTextAreaElement>('Why it is deleted').value).toBe(
    'trained on a wrong file'
  );
  api.moves = [];
  press('Delete version 27');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('This version was deleted.');
  expect(screen.getByText('trained on a wrong file')).toBeTruthy();
  for (const name of ['Approve…', 'Reject…', 'Add alias', 'To Staging…', 'Delete this version…']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});

test('a model that is ready says what it takes, gives and needs, with an example', async () => {
  const columns = Array.from({ length: 30 }, (_, i) => ({ name: `c${i}`, dtype: 'int64', categories: [] }));
  api.deployable = {
    format: 'pickle',
    pickle: true,
    why_pickle: 'no safer format knows Odd',
    python: '3.11.7',
    takes: { method: '', kind: 'frame', columns, dtype: '', shape: '' },
    gives: [{ method: 'predict', kind: 'array', columns: [], dtype: 'int64', shape: 'n × 2' }],
    classes: ['No', 'Yes'],
    dependencies: { 'scikit-learn': '1.8.0' },
    example: [{ c0: 36, c1: 'Travel_Rarely' }]
  };
  await show(version);
  expect(screen.getByText('It is kept as a pickle: loading it runs code.')).toBeTruthy();
  expect(within(screen.getByRole('table', { name: 'Takes' })).getAllByRole('row')).toHaveLength(13);
  expect(screen.getByText('18 more columns')).toBeTruthy();
  expect(screen.getByText('int64, n × 2')).toBeTruthy();
  expect(screen.getByText('Travel_Rarely')).toBeTruthy();
  expect(within(screen.getByRole('table', { name: 'Dependencies' })).getByText('1.8.0')).toBeTruthy();
});

test('beside the champion', async () => {
  await show(version);
  press('Compare with the champion, version 26');
  await settle();
  expect(screen.getByRole('table', { name: 'Versions of attrition' }).textContent).toContain('max_depth');
});

test('how to reproduce it, what came of it, and a certificate that was changed', async () => {
  await show(version);
  expect(screen.getByText('nbpipe reproduce attrition:27')).toBeTruthy();
  expect(screen.getByText('Nobody has run again what made this version.')).toBeTruthy();
  cleanup();
  const certificate = {
    digest: 'sha256:ab',
    made_at: new Date().toISOString(),
    made_by: 'ada',
    agreement: 'differs',
    tolerance: 1e-9,
    counts: { equal: 9, differs: 1 },
    others: [
      {
        step: 'train',
        name: 'model',
        kind: 'variable',
        verdict: 'differs',
        first: 'sha256:1',
        second: 'sha256:2',
        difference: null
      }
    ],
    reasons: ['numpy is 2.4, and was 2.3'],
    unchecked: []
  };
  const problems = [{ code: 'certificate-digest', message: 'it was changed', hint: 'make a new one' }];
  api.certificate = { file: '.nbpipe/certificates/attrition-27.json', certificate, problems };
  await show(version);
  expect(screen.getByText('It came out differently')).toBeTruthy();
  expect(screen.getByText('9 of 10 things are equal.', { exact: false })).toBeTruthy();
  expect(screen.getByRole('rowheader', { name: 'train.model' })).toBeTruthy();
  expect(screen.getByText('numpy is 2.4, and was 2.3')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('it was changed');
});

const RUN: RunAgain = {
  status: 'Executing',
  doing: 'runs',
  by: 'ada',
  began_at: new Date(Date.now() - 5000).toISOString(),
  ended_at: null,
  execution: 'e2',
  store: '.nbpipe/reproductions/ab',
  problems: []
};

test('it is run again from the page, followed, and looked at afterwards', async () => {
  await show(version);
  press('Run it again…');
  write(/^How far numbers/, '2');
  expect(screen.getByText('A number from 0 to below 1, such as 1e-6')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Run it again' }).disabled).toBe(true);
  write(/^How far numbers/, '1e-6');
  fireEvent.click(screen.getByLabelText(/^In the recorded versions/));
  press('Run it again');
  api.certificate = { run: RUN };
  await settle();
  expect(api.posted.at(-1)).toEqual({
    path: 'models/attrition/27/reproduction',
    body: { env: true, anyway: false, tolerance: 1e-6 }
  });
  expect(screen.getByText('Running again')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Run it again…' })).toBeNull();
  press('Follow the second run');
  expect(opened.at(-1)).toEqual({ kind: 'execution', id: 'e2', store: '.nbpipe/reproductions/ab' });
  api.certificate = { run: { ...RUN, status: 'Succeeded', ended_at: RUN.began_at } };
  await settle(21_000); // nobody tells of it: the page asks by itself
  press('Look at the second run');
  expect(screen.getByRole('button', { name: 'Run it again…' })).toBeTruthy();
});

test.each([
  ['runs', 'Failed', 'killed', 'The last attempt to run it again did not come to its end.'],
  ['runs', 'Stopped', 'stopped', 'The last attempt to run it again was stopped.'],
  ['looks', 'Failed', 'input-file', 'It could not be run again.'],
  ['builds', 'Failed', 'killed', 'The last attempt to run it again did not come to its end.']
] as const)('what became of a second run: %s, %s, %s', async (doing, status, code, words) => {
  const problems = [{ code, message: 'it was so', hint: 'do this' }];
  api.certificate = { run: { ...RUN, doing, status, ended_at: RUN.began_at, problems } };
  await show(version);
  expect(screen.getByRole('alert').textContent).toContain(words);
  expect(screen.getByRole('alert').textContent).toContain('it was so → do this');
  expect(screen.getByRole('button', { name: 'Run it again…' })).toBeTruthy();
});

test('a refusal is said once, also where the page has it too', async () => {
  await show(version);
  const refused = { message: 'the file a.csv is gone', hint: 'bring it back', code: 'input-file' };
  api.post = () => Promise.reject(new ApiError(400, refused));
  press('Run it again…');
  press('Run it again');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('the file a.csv is gone');
  api.certificate = { run: { ...RUN, status: 'Failed', doing: 'looks', problems: [refused] } };
  press('Run it again');
  await settle();
  expect(screen.getAllByText(/the file a.csv is gone/)).toHaveLength(1);
});

test('the log is narrowed down by the server, a record shows all that it holds, and leads to its model', async () => {
  await show(<AuditView group="attrition" />);
  const rows = () => document.querySelectorAll('table[aria-label="Records of the audit log"] tbody tr');
  expect(rows()).toHaveLength(50);
  fireEvent.change(screen.getByLabelText('What'), { target: { value: 'refuse' } });
  await settle();
  expect([...rows()].every(row => row.textContent.includes('Refused'))).toBe(true);
  fireEvent.click(rows()[0]);
  const record = screen.getByRole('complementary', { name: /^Record \d+/ });
  expect(record.textContent).toContain('nbpipe models approve');
  fireEvent.click(within(record).getByRole('button', { name: /^attrition:/ }));
  expect(opened.at(-1)).toMatchObject({ kind: 'model', group: 'attrition' });
  press(/Show all models/);
  fireEvent.change(screen.getByLabelText('What'), { target: { value: '' } });
  await settle();
  expect([...rows()].some(row => row.textContent.includes('churn-eu:'))).toBe(true);
}, 20_000);

test('whether the chain holds: alone, against an anchor, and when it does not', async () => {
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined });
  await show(<AuditView />);
  press('Verify');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('The chain holds: 130 records');
  const give = async (text: string) => {
    const file = { name: 'anchor.json', text: () => Promise.resolve(text) };
    fireEvent.change(screen.getByLabelText('Anchor'), { target: { files: [file] } });
    await settle();
  };
  await give('{"count": 1}');
  expect(
    screen.getAllByRole('alert').some(item => item.textContent.includes('anchor.json is no anchor'))
  ).toBe(true);
  await give(written({ count: 7, head: api.records[123].hash, at: '2026-11-01T00:00:00Z' }, '.nbpipe'));
  expect(screen.getByText(/It agrees with the anchor of 2026-11-01/)).toBeTruthy();
  await give(written({ count: 7, head: 'sha256:other', at: '' }, ''));
  expect(screen.getByText('The chain does not hold: 1 problem.')).toBeTruthy();
  expect(screen.getByText('record 7 is not the one of the anchor')).toBeTruthy();
}, 20_000);

test('an anchor is read as it was written, and nothing else is one', () => {
  const anchor = { count: 3, head: 'sha256:ab', at: '2026-11-21T00:00:00Z' };
  expect(read(written(anchor, '.nbpipe'))).toEqual(anchor);
  for (const text of [
    '',
    '[]',
    'null',
    '{"count": "3", "head": "", "at": ""}',
    '{"count": 3.5, "head": "a", "at": ""}'
  ]) {
    expect(read(text)).toBeNull();
  }
});

test('who may read only has no buttons on a version, and is told why', async () => {
  api.may = ['read'];
  await show(version);
  expect(screen.getByRole('note').textContent).toContain('this server lets you read only');
  for (const name of ['Approve…', 'Reject…', 'Add alias', 'To Staging…', 'Delete this version…']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
  // How to take it along is said to everybody.
  expect(screen.getByText('nbpipe export attrition:27 attrition-27.zip')).toBeTruthy();
});

test('the rules of a group, and its deleted versions where they are asked for', async () => {
  await show(<GroupView group="attrition" />);
  fireEvent.click(screen.getByText('Rules'));
  expect(screen.getByRole('table', { name: 'Rules of attrition' }).textContent).toContain('approved by');
  api.asked.length = 0;
  const asked = vi.spyOn(api, 'get');
  fireEvent.click(screen.getByLabelText('Deleted ones too'));
  await settle();
  expect(asked).toHaveBeenCalledWith(
    'models/attrition',
    expect.objectContaining({ deleted: 1 }),
    expect.anything()
  );
});

test('whether the store is whole, and then whether every artifact is', async () => {
  await show(<AuditView />);
  press('Check the store');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('The store is whole.');
  api.lost = [
    { code: 'missing-blob', message: 'the content of sha256:ab is gone', hint: 'run it with --no-cache' }
  ];
  press('Read every artifact too');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('1 problem in the store.');
  expect(screen.getByRole('alert').textContent).toContain('the content of sha256:ab is gone → run it');
  expect(screen.queryByRole('button', { name: 'Read every artifact too' })).toBeNull();
  press('Close');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what waits for an answer stands in the side panel, and opens its step', async () => {
  api.asks = [
    {
      execution: 'e1',
      step: 'approve',
      token: '3f0c',
      status: 'Open',
      verdict: '',
      question: '\n## Ship the model?\nIt has an AUC of 0.84.',
      approval: true,
      choices: [],
      outputs: [],
      asked_at: new Date().toISOString(),
      expires_at: null,
      answered_at: null,
      by: null,
      comment: '',
      answer: {}
    }
  ];
  await show(<PipelinesPanel />);
  const region = screen.getByRole('region', { name: 'Waits for an answer' });
  expect(region.textContent).toContain('approval, step approve');
  fireEvent.click(within(region).getByText('Ship the model?'));
  expect(opened.at(-1)).toMatchObject({ kind: 'execution', id: 'e1', step: 'approve' });
  // Answered in a terminal: it goes by itself.
  api.asks = [];
  api.say({ executions: [api.rows[0]] });
  await settle();
  expect(screen.queryByRole('region', { name: 'Waits for an answer' })).toBeNull();
});
