/**
 * The Jupyter server behind a page, without its application: for the panel in a cell's output, which is a module of its
 * own. Beside api.ts the only file that talks to the network.
 */

import { EVENTS, route, serverApi } from './api';
import type { Api, Connection } from './api';
import type { Hello } from './schema';

/** What a panel is told by its kernel; see nbpipe/widget/panel.py. */
export interface Whereabouts {
  protocol: number;
  /** Full path of the store's folder. */
  folder: string;
  /** Newest execution of the notebook, null where there is none. */
  newest: string | null;
}

// Milliseconds: how long the server is waited for, and until a lost connection is tried again.
const PATIENCE = 2500;
const RETRY = 3000;

/** The API of the server behind this page and its name for the store, if it shows the same one; null without. */
export async function serverOf(about: Whereabouts): Promise<{ api: Api; store: string } | null> {
  const connection = pageConnection();
  if (!connection || about.newest === null) return null;
  const api = serverApi(connection);
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const hello = await api.get<Hello>('hello', {}, signal);
    if (hello.protocol !== about.protocol) return null;
    for (const store of candidates(
      about.folder,
      hello.stores.map(({ path }) => path)
    )) {
      try {
        await api.get(route`executions/${about.newest}`, { store }, signal);
        return { api, store };
      } catch {
        // Another store, which has the same name.
      }
    }
  } catch {
    // No server, or one without nbpipe.
  }
  return null;
}

/** The stores that may be the one in `folder`, the most likely first: their paths are its end, or all of it. */
export function candidates(folder: string, stores: readonly string[]): string[] {
  return stores
    .filter(store => folder === store || folder.endsWith(`/${store}`))
    .sort((one, other) => other.length - one.length);
}

interface Config {
  baseUrl?: string;
  wsUrl?: string;
  token?: string;
}

/** A connection as JupyterLab and Notebook tell their pages to make it; null in other hosts. */
export function pageConnection(): Connection | null {
  const text = document.getElementById('jupyter-config-data')?.textContent;
  if (!text) return null;
  let config: Config;
  try {
    config = JSON.parse(text) as Config;
  } catch {
    return null;
  }
  if (typeof config.baseUrl !== 'string') return null;
  const root = new URL(config.baseUrl.replace(/\/?$/, '/'), location.href).href;
  const sockets = (config.wsUrl || root.replace(/^http/, 'ws')).replace(/\/?$/, '/');
  const { token } = config;
  return {
    base: root + 'nbpipe/api/',
    request: (url, init) => {
      const headers = new Headers(init.headers);
      if (token) headers.set('Authorization', `token ${token}`);
      const xsrf = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1];
      if (xsrf) headers.set('X-XSRFToken', xsrf);
      return fetch(url, { ...init, headers, credentials: 'same-origin', cache: 'no-store' });
    },
    ...bus(sockets + 'api/events/subscribe' + (token ? `?token=${encodeURIComponent(token)}` : ''))
  };
}

type Heard = (event: Readonly<Record<string, unknown>>) => void;

/** The server's event bus: one socket while somebody listens, opened again when it was lost. */
function bus(address: string): Pick<Connection, 'events' | 'reconnected'> {
  const listeners = new Set<Heard>();
  const waiting = new Set<() => void>();
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lost = false;
  const open = () => {
    timer = undefined;
    const made = (socket = new WebSocket(address));
    made.onopen = () => {
      if (lost) waiting.forEach(back => back());
      lost = false;
    };
    made.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as Readonly<Record<string, unknown>>;
      if (event.schema_id === EVENTS) listeners.forEach(heard => heard(event));
    };
    made.onclose = () => {
      if (socket !== made) return;
      socket = null;
      lost = true;
      timer = setTimeout(open, RETRY);
    };
  };
  const close = () => {
    clearTimeout(timer);
    const old = socket;
    socket = null;
    lost = false;
    old?.close();
  };
  return {
    events: heard => {
      listeners.add(heard);
      if (listeners.size === 1) open();
      return () => {
        listeners.delete(heard);
        if (listeners.size === 0) close();
      };
    },
    reconnected: back => {
      waiting.add(back);
      return () => waiting.delete(back);
    }
  };
}
