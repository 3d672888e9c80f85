/** What every view can use: the API, the live pages, the strings, and what the host can open. Hooks only here. */

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore
} from 'react';
import type { ReactNode } from 'react';
import type { Api, Query } from './api';
import { ApiError } from './api';
import type { Shown } from './live';
import type { Live } from './live';
import type { Hello, Json } from './schema';
import { english } from './trans';
import type { Trans } from './trans';

/** Something that can be opened: a link in a view is one of these. Without `store` it is in the one of the views. */
export type Target = { store?: string } & (
  | { kind: 'execution'; id: string; step?: string }
  | { kind: 'executions'; pipeline?: string }
  | { kind: 'compare'; ids: string[] }
  | { kind: 'models' }
  | { kind: 'model'; group: string; version?: number }
  | { kind: 'endpoint'; name: string }
  | { kind: 'lineage'; ref: string }
  /** Without a group all records. */
  | { kind: 'audit'; group?: string; version?: number }
  | { kind: 'notebook'; path: string; cell?: number | null; cellId?: string | null; line?: number | null }
  /** The form of a run of that notebook, filled in. */
  | { kind: 'run'; notebook: string; parameters: Readonly<Record<string, Json>> }
);

/** Where the views stand: JupyterLab's main area and side bar, or the output of a cell. */
export interface Host {
  trans: Trans;
  /** In a cell's output: nothing takes the notebook's keys or its scrolling. */
  embedded: boolean;
  /** Whether links to that kind of thing lead anywhere here. */
  opens: (kind: Target['kind']) => boolean;
  open: (target: Target) => void;
  /** Colours code in an element, where the host can. */
  highlight?: (code: string, language: string, element: HTMLElement) => Promise<void>;
  /**
   * Draws an untrusted output (data by media type, as nbformat has it) in an element, where the host has a safe way to
   * show one of its types; the answer takes it away again.
   */
  output?: (
    data: Record<string, Json>,
    metadata: Record<string, Json>,
    element: HTMLElement
  ) => (() => void) | null;
  /** Puts a code cell below a cell of an open notebook; whether that notebook was open. */
  insert?: (to: Extract<Target, { kind: 'notebook' }>, source: string) => Promise<boolean>;
  /** Draws untrusted Markdown in an element, where the host can; the answer takes it away again. */
  markdown?: (source: string, element: HTMLElement) => () => void;
}

export const plainHost: Host = { trans: english, embedded: false, opens: () => false, open: () => undefined };

interface Given {
  live: Live;
  host: Host;
  /** The store that the views show, relative to the server's root; empty: the one that `hello` names. */
  store: string;
}

const Context = createContext<Given | null>(null);

export interface ProvideProps {
  live: Live;
  host: Host;
  store?: string;
  children?: ReactNode;
}

/** Stands around every tree of views; `nbp-root` carries the fonts, colours and their fallbacks. */
export function Provide({ live, host, store = '', children }: ProvideProps) {
  const given = useMemo(
    () => ({
      live,
      store,
      host: { ...host, open: (to: Target) => host.open(store ? { store, ...to } : to) }
    }),
    [live, host, store]
  );
  return (
    <Context.Provider value={given}>
      <div className={host.embedded ? 'nbp-root nbp-embedded' : 'nbp-root'}>{children}</div>
    </Context.Provider>
  );
}

function useGiven(): Given {
  const given = useContext(Context);
  if (!given) throw new Error('This view stands outside of <Provide>.');
  return given;
}

export const useApi = (): Api => useGiven().live.api;
export const useLive = (): Live => useGiven().live;
export const useHost = (): Host => useGiven().host;
export const useStoreName = (): string => useGiven().store;

/** The strings; English where nothing is provided, so that the kit can be shown alone. */
export const useTrans = (): Trans => useContext(Context)?.host.trans ?? english;

/** Asks for everything anew; nothing where nothing is provided. */
export function useRenew(): () => void {
  const live = useContext(Context)?.live;
  return useCallback(() => live?.renew(), [live]);
}

export interface Used<T> extends Shown<T> {
  again: () => void;
}

const ABSENT: Shown<never> = { data: null, error: null, loading: false };

/**
 * A page of the API, live. `path` null: nothing is asked. The store of the views is added to the query; give a query
 * of plain values, which may be a new object each time.
 */
export function usePage<T>(path: string | null, query: Query = {}): Used<T> {
  const { live, store } = useGiven();
  const asked = JSON.stringify(query);
  const page = useMemo(
    () => (path === null ? null : live.page<T>(path, { store, ...(JSON.parse(asked) as Query) })),
    [live, path, store, asked]
  );
  const shown = useSyncExternalStore<Shown<T>>(page?.subscribe ?? never, page?.snapshot ?? absent);
  return { ...shown, again: page?.again ?? noop };
}

/** Whether the server lets whoever looks change things, or run them; null while that is not known. */
export function useMay(what: 'write' | 'execute'): boolean | null {
  const { live } = useGiven();
  const page = useMemo(() => live.page<Hello>('hello'), [live]);
  const { data, error } = useSyncExternalStore(page.subscribe, page.snapshot);
  // Where it cannot be told the server will say so when something is pressed.
  return data ? data.may.includes(what) : error ? true : null;
}

/** Why whoever looks cannot press what changes or runs something; empty: they can, or it is not known yet. */
export function useLocked(what: 'write' | 'execute'): string {
  const trans = useTrans();
  return useMay(what) === false ? trans.__('This server lets you read only') : '';
}

export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  error: ApiError | null;
}

/** A request that changes something, for a button: `run` answers whether it went well; the error is to be shown. */
export function useAction<A extends unknown[]>(
  act: (api: Api, query: Query, ...args: A) => Promise<unknown>
): Action<A> {
  const { live, store } = useGiven();
  const [state, setState] = useState<{ busy: boolean; error: ApiError | null }>({ busy: false, error: null });
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const run = useCallback(
    async (...args: A) => {
      setState({ busy: true, error: null });
      try {
        await latest.current(live.api, { store }, ...args);
        setState({ busy: false, error: null });
        return true;
      } catch (problem) {
        const error = problem instanceof ApiError ? problem : new ApiError(0, { message: String(problem) });
        setState({ busy: false, error });
        return false;
      }
    },
    [live, store]
  );
  return { run, ...state };
}

const noop = () => undefined;
const never = () => noop;
const absent = () => ABSENT;
