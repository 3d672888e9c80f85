/**
 * The only door to nbpipe's API: through the Jupyter server (`serverApi`) or through the notebook widget's messages
 * (`widgetApi`). Views never fetch; they ask `live.ts`, which asks here.
 */

import type { Changes, Refused } from './schema';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Listener {
  /** Rows that changed in a store. */
  changed: (changes: Changes) => void;
  /** The connection was away, so changes may have been missed. */
  missed: () => void;
}

export interface Api {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => Promise<T>;
  post: <T>(path: string, body?: unknown, query?: Query, signal?: AbortSignal) => Promise<T>;
  /** The bytes of an artifact, a report or a model. */
  bytes: (path: string, query?: Query, signal?: AbortSignal) => Promise<Blob>;
  /** Where a browser can download it, or null where there is no server to ask (the widget). */
  url: (path: string, query?: Query) => string | null;
  /** Hear what changes; the answer ends it. */
  subscribe: (listener: Listener) => () => void;
}

/** An answer that is not 2xx, or none at all (`status` 0). `message` and `hint` are the words of the command line. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    refused: Partial<Refused>
  ) {
    super(refused.message ?? 'The request failed.');
    this.name = 'ApiError';
    this.hint = refused.hint ?? '';
    this.code = refused.code ?? '';
  }

  readonly hint: string;
  readonly code: string;
}

export const EVENTS = 'https://events.nbpipe.dev/changes';

/**
 * A path with its parts encoded: route`models/${group}/${version}`.
 */
export function route(texts: TemplateStringsArray, ...parts: (string | number)[]): string {
  return texts.map((text, i) => text + (i < parts.length ? encodeURIComponent(parts[i]) : '')).join('');
}

/** `?a=1&b=2` of what is given, with the keys in order, so that equal questions have equal addresses. */
export function search(query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '');
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  text.sort();
  return given.length ? `?${text.toString()}` : '';
}

// ---- through the Jupyter server ------------------------------------------------------------------------------------

/** What serverApi needs of JupyterLab; the service plugin fills it with ServerConnection and the event bus. */
export interface Connection {
  /** Address of the API, with a slash at its end. */
  base: string;
  request: (url: string, init: RequestInit) => Promise<Response>;
  /** Calls with every event of the bus; the answer ends it. */
  events: (heard: (event: Readonly<Record<string, unknown>>) => void) => () => void;
  /** Calls when requests succeed again after they failed; the answer ends it. */
  reconnected: (back: () => void) => () => void;
}

export function serverApi(connection: Connection): Api {
  const address = (path: string, query?: Query) => connection.base + path + search(query);
  const ask = async (path: string, query: Query | undefined, init: RequestInit): Promise<Response> => {
    let response: Response;
    try {
      response = await connection.request(address(path, query), init);
    } catch (error) {
      if (aborted(error, init.signal)) throw error;
      throw new ApiError(0, {
        message: 'The Jupyter server does not answer.',
        hint: 'See whether it still runs; this page goes on by itself once it is back.'
      });
    }
    if (!response.ok) throw new ApiError(response.status, await refusal(response));
    return response;
  };
  return {
    get: async <T>(path: string, query?: Query, signal?: AbortSignal) =>
      (await (await ask(path, query, { method: 'GET', signal })).json()) as T,
    post: async <T>(path: string, body: unknown = {}, query?: Query, signal?: AbortSignal) =>
      (await (
        await ask(path, query, {
          method: 'POST',
          signal,
          body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json' }
        })
      ).json()) as T,
    bytes: async (path, query, signal) => (await ask(path, query, { method: 'GET', signal })).blob(),
    url: address,
    subscribe: listener => {
      const ends = [
        connection.events(event => {
          if (event.schema_id === EVENTS) listener.changed(event as unknown as Changes);
        }),
        connection.reconnected(() => listener.missed())
      ];
      return () => ends.forEach(end => end());
    }
  };
}

async function refusal(response: Response): Promise<Partial<Refused>> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<Refused> | null;
    if (body?.message) return body;
  } catch {
    // Not ours: a proxy, or a server without the extension.
  }
  return response.status === 404
    ? {
        message: 'This Jupyter server does not know nbpipe.',
        hint: 'Install it where the server runs: pip install nbpipe-ml, then restart the server.'
      }
    : { message: `The server answered ${response.status} ${response.statusText}.`.replace(' .', '.') };
}

// ---- through the notebook widget -----------------------------------------------------------------------------------

/** What is used of anywidget's model. */
export interface WidgetModel {
  send: (content: unknown) => void;
  on: (event: string, heard: (message: unknown, buffers?: DataView[]) => void) => void;
  off: (event: string, heard?: unknown) => void;
}

/** A page as the kernel sends it by itself. */
export interface Pushed {
  path: string;
  query: Query;
  body: unknown;
}

interface WidgetAnswer {
  id?: number;
  status?: number;
  body?: unknown;
  media_type?: string;
  changes?: Changes;
  page?: Pushed;
  missed?: boolean;
}

// Milliseconds: how long a page that came by itself answers a question for it, and how long the kernel is waited for
// before what came with the panel does.
const FRESH = 2000;
const SOON = 400;

/**
 * Messages `{id, method, path, query, body}` → `{id, status, body}`; bytes come as the message's first buffer with
 * their `media_type`. Without being asked come `{changes}`, `{page}` and `{missed}`. A kernel that is busy with a cell
 * answers late, but may send pages meanwhile: a question takes whichever comes first. `first` are the pages that came
 * with the panel. `patience` milliseconds are waited for an answer.
 */
export function widgetApi(model: WidgetModel, patience = 60_000, first: readonly Pushed[] = []): Api {
  let last = 0;
  const key = (path: string, query?: Query) => path + search(query);
  const early = new Map(first.map(page => [key(page.path, page.query), page.body]));
  const pushed = new Map<string, { at: number; body: unknown }>();
  const listeners = new Set<Listener>();
  const pages = (message: unknown) => {
    const { page, changes, missed } = message as WidgetAnswer;
    if (page) pushed.set(key(page.path, page.query), { at: Date.now(), body: page.body });
    if (changes) listeners.forEach(listener => listener.changed(changes));
    if (missed) listeners.forEach(listener => listener.missed());
  };
  const ask = (method: string, path: string, query: Query = {}, body?: unknown, signal?: AbortSignal) =>
    new Promise<{ body: unknown; blob: Blob }>((resolve, reject) => {
      const id = (last += 1);
      const wanted = method === 'GET' ? key(path, query) : null;
      let settled = false;
      const done = () => {
        clearTimeout(timer);
        clearTimeout(soon);
        model.off('msg:custom', heard);
        signal?.removeEventListener('abort', abort);
      };
      const abort = () => {
        done();
        reject(new DOMException('aborted', 'AbortError'));
      };
      const heard = (message: unknown, buffers?: DataView[]) => {
        const answer = message as WidgetAnswer;
        if (answer.page && wanted !== null && key(answer.page.path, answer.page.query) === wanted) {
          settled = true;
          done();
          resolve({ body: answer.page.body, blob: new Blob() });
          return;
        }
        if (answer.id !== id) return;
        done();
        if (settled) {
          // The page that came with the panel was shown meanwhile: changes since then may be missing in it.
          listeners.forEach(listener => listener.missed());
          return;
        }
        const status = answer.status ?? 0;
        if (status < 200 || status > 299) {
          reject(new ApiError(status, answer.body ?? {}));
          return;
        }
        const parts = buffers?.length ? [buffers[0] as DataView<ArrayBuffer>] : [];
        resolve({ body: answer.body, blob: new Blob(parts, { type: answer.media_type ?? '' }) });
      };
      const timer = setTimeout(() => {
        done();
        reject(
          new ApiError(0, {
            message: 'The kernel does not answer.',
            hint: 'It may be busy with a cell. Wait for it, or open the execution in JupyterLab instead.'
          })
        );
      }, patience);
      const beforehand = wanted === null ? undefined : early.get(wanted);
      const soon =
        beforehand === undefined
          ? undefined
          : setTimeout(() => {
              settled = true;
              clearTimeout(timer);
              resolve({ body: beforehand, blob: new Blob() });
            }, SOON);
      if (signal?.aborted) {
        abort();
        return;
      }
      if (wanted !== null) {
        early.delete(wanted);
        const fresh = pushed.get(wanted);
        pushed.delete(wanted);
        if (fresh && Date.now() - fresh.at < FRESH) {
          clearTimeout(timer);
          clearTimeout(soon);
          resolve({ body: fresh.body, blob: new Blob() });
          return;
        }
      }
      signal?.addEventListener('abort', abort);
      model.on('msg:custom', heard);
      model.send({ id, method, path, query, body: body ?? null });
    });
  return {
    get: async <T>(path: string, query?: Query, signal?: AbortSignal) =>
      (await ask('GET', path, query, undefined, signal)).body as T,
    post: async <T>(path: string, body: unknown = {}, query?: Query, signal?: AbortSignal) =>
      (await ask('POST', path, query, body, signal)).body as T,
    bytes: async (path, query, signal) => (await ask('GET', path, query, undefined, signal)).blob,
    url: () => null,
    subscribe: listener => {
      if (listeners.size === 0) model.on('msg:custom', pages);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) model.off('msg:custom', pages);
      };
    }
  };
}

function aborted(error: unknown, signal?: AbortSignal | null): boolean {
  return signal?.aborted === true || (error instanceof DOMException && error.name === 'AbortError');
}
