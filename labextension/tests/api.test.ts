import { expect, test, vi } from 'vitest';
import { EVENTS, ApiError, route, search, serverApi, widgetApi } from '../src/api';
import type { Connection } from '../src/api';

function connection(answer: () => Promise<Response>) {
  const request = vi.fn<Connection['request']>(answer);
  const heard: ((event: Record<string, unknown>) => void)[] = [];
  const given: Connection = {
    base: '/base/nbpipe/api/',
    request,
    events: each => {
      heard.push(each);
      return () => heard.splice(heard.indexOf(each), 1);
    },
    reconnected: () => () => undefined
  };
  return { given, request, heard };
}

test('paths are encoded and queries are in order, without what is not given', () => {
  expect(route`models/${'a/b c'}/${2}`).toBe('models/a%2Fb%20c/2');
  expect(search({ store: '', limit: 5, after: null, a: 'x y' })).toBe('?a=x+y&limit=5');
});

test('the server is asked at its base, and its JSON is the answer', async () => {
  const { given, request } = connection(() => Promise.resolve(new Response('{"a":1}')));
  expect(await serverApi(given).get('hello', { path: 'a.ipynb' })).toEqual({ a: 1 });
  expect(request.mock.calls[0][0]).toBe('/base/nbpipe/api/hello?path=a.ipynb');
  await serverApi(given).post('executions', { notebook: 'a.ipynb' });
  expect(request.mock.calls[1][1]).toMatchObject({ method: 'POST', body: '{"notebook":"a.ipynb"}' });
});

test('a refusal has the words of the command line', async () => {
  const body = JSON.stringify({ message: 'No execution x.', hint: 'See nbpipe runs.', code: 'NotFound' });
  const { given } = connection(() => Promise.resolve(new Response(body, { status: 404 })));
  await expect(serverApi(given).get('executions/x')).rejects.toMatchObject({
    name: 'ApiError',
    status: 404,
    message: 'No execution x.',
    hint: 'See nbpipe runs.',
    code: 'NotFound'
  });
});

test('a server without the extension, and one that is gone, are told apart', async () => {
  const without = connection(() => Promise.resolve(new Response('<html>', { status: 404 })));
  await expect(serverApi(without.given).get('hello')).rejects.toThrow('does not know nbpipe');
  const gone = connection(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(serverApi(gone.given).get('hello')).rejects.toMatchObject({ status: 0 });
});

test('only events of our schema are changes', () => {
  const { given, heard } = connection(() => Promise.reject(new Error()));
  const changed = vi.fn();
  const end = serverApi(given).subscribe({ changed, missed: () => undefined });
  heard[0]({ schema_id: 'https://other', store: 'x' });
  heard[0]({ schema_id: EVENTS, store: '.nbpipe', event: 3 });
  expect(changed).toHaveBeenCalledOnce();
  end();
  expect(heard).toHaveLength(0);
});

function model() {
  const heard = new Set<(message: unknown, buffers?: DataView[]) => void>();
  const sent: { id: number; path: string; method: string }[] = [];
  return {
    sent,
    heard,
    say: (message: unknown, buffers?: DataView[]) => [...heard].forEach(each => each(message, buffers)),
    send: (content: unknown) => sent.push(content as (typeof sent)[number]),
    on: (_: string, each: (message: unknown) => void) => heard.add(each),
    off: (_: string, each?: unknown) => heard.delete(each as (message: unknown) => void)
  };
}

test('answers of the widget find their questions, in any order', async () => {
  const kernel = model();
  const api = widgetApi(kernel);
  const [first, second] = [api.get('hello'), api.get('models')];
  const [a, b] = kernel.sent;
  expect(a).toMatchObject({ method: 'GET', path: 'hello' });
  kernel.say({ id: b.id, status: 200, body: 'models' });
  kernel.say({ id: a.id, status: 200, body: 'hello' });
  expect(await first).toBe('hello');
  expect(await second).toBe('models');
  expect(kernel.heard.size).toBe(0);
});

test('the widget refuses, gives up, and stops waiting', async () => {
  const kernel = model();
  const refused = widgetApi(kernel).get('executions/x');
  kernel.say({ id: kernel.sent[0].id, status: 404, body: { message: 'No execution x.' } });
  await expect(refused).rejects.toThrow('No execution x.');

  await expect(widgetApi(kernel, 5).get('hello')).rejects.toThrow('The kernel does not answer');

  const stop = new AbortController();
  const stopped = widgetApi(kernel).get('hello', {}, stop.signal);
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  expect(kernel.heard.size).toBe(0);
});

test('bytes come as a buffer, changes without being asked', async () => {
  const kernel = model();
  const api = widgetApi(kernel);
  const changed = vi.fn();
  const end = api.subscribe({ changed, missed: () => undefined });
  kernel.say({ changes: { store: '.nbpipe', event: 1 } });
  expect(changed).toHaveBeenCalledWith({ store: '.nbpipe', event: 1 });
  end();
  const bytes = api.bytes('artifacts/sha256:a/content');
  const view = new DataView(new Uint8Array([1, 2, 3]).buffer);
  kernel.say({ id: kernel.sent[0].id, status: 200, media_type: 'image/png' }, [view]);
  expect(await bytes).toMatchObject({ size: 3, type: 'image/png' });
});

test('an ApiError without words still says something', () => {
  expect(new ApiError(500, {}).message).not.toBe('');
});
