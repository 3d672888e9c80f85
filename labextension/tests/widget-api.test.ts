import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { widgetApi } from '../src/api';
import type { WidgetModel } from '../src/api';
import { candidates } from '../src/page-server';

class Model implements WidgetModel {
  sent: { id: number; path: string }[] = [];
  heard = new Set<(message: unknown, buffers?: DataView[]) => void>();
  send = (content: unknown) => void this.sent.push(content as { id: number; path: string });
  on = (_: string, heard: (message: unknown) => void) => void this.heard.add(heard);
  off = (_: string, heard?: unknown) => void this.heard.delete(heard as (message: unknown) => void);
  say(message: unknown): void {
    for (const heard of [...this.heard]) heard(message);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const page = (body: unknown, query = {}) => ({ page: { path: 'executions', query, body } });

describe('the API by messages', () => {
  it('takes the answer to its own question', async () => {
    const model = new Model();
    const asked = widgetApi(model).get('executions', { pipeline: 'p' });
    model.say({ id: 99, status: 200, body: 'another' });
    model.say({ id: model.sent[0].id, status: 200, body: 'mine' });
    expect(await asked).toBe('mine');
    expect(model.heard.size).toBe(0);
  });

  it('takes a page that a busy kernel sends by itself', async () => {
    const model = new Model();
    const asked = widgetApi(model).get('executions', { pipeline: 'p', store: '' });
    model.say(page('of another pipeline', { pipeline: 'q' }));
    model.say(page('pushed', { pipeline: 'p' }));
    expect(await asked).toBe('pushed');
  });

  it('takes a page that came a moment before, and not an old one', async () => {
    const model = new Model();
    const api = widgetApi(model);
    api.subscribe({ changed: vi.fn(), missed: vi.fn() });
    model.say(page('fresh'));
    expect(await api.get('executions')).toBe('fresh');
    model.say(page('old'));
    vi.advanceTimersByTime(5000);
    const asked = api.get('executions');
    model.say({ id: model.sent[0].id, status: 200, body: 'new' });
    expect(await asked).toBe('new');
  });

  it('shows what came with the panel where the kernel is silent, and asks anew once it answers', async () => {
    const model = new Model();
    const api = widgetApi(model, 60_000, [{ path: 'executions', query: {}, body: 'first' }]);
    const missed = vi.fn();
    api.subscribe({ changed: vi.fn(), missed });
    const asked = api.get('executions');
    vi.advanceTimersByTime(500);
    expect(await asked).toBe('first');
    vi.advanceTimersByTime(120_000);
    expect(missed).not.toHaveBeenCalled();
    model.say({ id: model.sent[0].id, status: 200, body: 'late' });
    expect(missed).toHaveBeenCalledOnce();
  });

  it('says so when nobody answers', async () => {
    const asked = widgetApi(new Model(), 1000).get('executions');
    const refused = expect(asked).rejects.toThrow('The kernel does not answer.');
    vi.advanceTimersByTime(1001);
    await refused;
  });

  it('tells of changes and of what was missed until the listener leaves', () => {
    const model = new Model();
    const listener = { changed: vi.fn(), missed: vi.fn() };
    const leave = widgetApi(model).subscribe(listener);
    model.say({ changes: { event: 1 } });
    model.say({ missed: true });
    leave();
    model.say({ changes: { event: 2 } });
    expect(listener.changed.mock.calls).toEqual([[{ event: 1 }]]);
    expect(listener.missed).toHaveBeenCalledOnce();
  });
});

it('finds the stores of a server that may be the kernel’s, the most exact first', () => {
  const stores = ['.nbpipe', 'nb/.nbpipe', 'other/.nbpipe', '/srv/store'];
  expect(candidates('/home/ann/nb/.nbpipe', stores)).toEqual(['nb/.nbpipe', '.nbpipe']);
  expect(candidates('/srv/store', stores)).toEqual(['/srv/store']);
  expect(candidates('/home/ann/xnb/.nbpipe', ['nb/.nbpipe'])).toEqual([]);
});
