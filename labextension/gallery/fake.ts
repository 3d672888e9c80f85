import { ApiError } from '../src/api';
import type { Api, Listener, Query } from '../src/api';
import type { Changes } from '../src/schema';

/** An Api that answers from a table of paths (with a function of the query where it changes), and says `changes` when it is told to. */
export class FakeApi implements Api {
  constructor(readonly answers: Record<string, unknown>) {}

  asked: { path: string; query?: Query }[] = [];
  posted: { path: string; body: unknown }[] = [];

  get = <T>(path: string, query?: Query): Promise<T> => {
    this.asked.push({ path, query });
    const answer = this.answers[path];
    if (answer instanceof Error) return Promise.reject(answer);
    if (typeof answer === 'function') return Promise.resolve((answer as (query?: Query) => T)(query));
    if (answer !== undefined) return Promise.resolve(answer as T);
    return Promise.reject(new ApiError(404, { message: `No ${path} here.`, hint: 'Look at the list.' }));
  };

  post = <T>(path: string, body?: unknown): Promise<T> => {
    this.posted.push({ path, body });
    return this.get<T>(path);
  };

  bytes = (): Promise<Blob> => Promise.resolve(new Blob());

  url = (path: string): string => path;

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  say(changes: Partial<Changes>): void {
    const whole = { store: '.nbpipe', event: 1, executions: [], steps: {}, models: [], ...changes };
    for (const listener of this.listeners) listener.changed(whole);
  }

  lose(): void {
    for (const listener of this.listeners) listener.missed();
  }

  readonly listeners = new Set<Listener>();
}
