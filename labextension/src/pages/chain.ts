/** Several pages of the API as one: the pages of a long list, or the same page of several things. */

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ApiError, Query } from '../api';
import { useLive, useStoreName } from '../context';
import type { Live, Page, Shown } from '../live';

/** A list as far as it was asked for. `more` asks for the following page; null at the end, and while it comes. */
export interface Listed<T> {
  readonly pages: readonly T[] | null;
  readonly error: ApiError | null;
  readonly loading: boolean;
  readonly more: (() => void) | null;
}

/**
 * The pages of a list after each other. Each begins where the one before it ends now: a row that is new at the top
 * moves them all, and none is shown twice or left out. Until all are there the list stays as it was.
 */
export class Chain<T extends { next: string | null }> {
  /** `cursor` is what the API calls the value of `next` in a question: before or after. */
  constructor(
    private readonly live: Live,
    private readonly path: string,
    private readonly query: Query,
    private readonly cursor: 'before' | 'after'
  ) {}

  readonly subscribe = (heard: () => void): (() => void) => {
    this.heard = heard;
    this.follow();
    return () => {
      this.heard = null;
      this.ends.forEach(end => end());
      this.ends.clear();
    };
  };

  readonly snapshot = (): Listed<T> => this.now;

  readonly again = (): void => {
    for (const page of this.ends.keys()) page.again();
  };

  private readonly more = (): void => {
    this.wanted += 1;
    this.follow();
  };

  /** Listens to the pages that are wanted now, and no longer to others. */
  private follow(): void {
    if (!this.heard || this.following) return;
    this.following = true;
    const chain: Page<T>[] = [];
    for (let after: string | null | undefined; chain.length < this.wanted && after !== null;) {
      const page: Page<T> = this.live.page<T>(this.path, { ...this.query, [this.cursor]: after });
      chain.push(page);
      if (!this.ends.has(page))
        this.ends.set(
          page,
          page.subscribe(() => this.follow())
        );
      after = page.snapshot().data?.next ?? null;
    }
    for (const [page, end] of this.ends) {
      if (chain.includes(page)) continue;
      end();
      this.ends.delete(page);
    }
    this.following = false;
    this.show(chain.map(page => page.snapshot()));
  }

  private show(shown: Shown<T>[]): void {
    const found = shown.flatMap(({ data }) => (data === null ? [] : [data]));
    const whole = found.length === shown.length;
    const pages = whole ? found : this.now.pages;
    const error = shown.find(page => page.error)?.error ?? null;
    const loading = shown.some(page => page.loading);
    const more = whole && found[found.length - 1].next !== null ? this.more : null;
    const old = this.now;
    const same = pages?.length === old.pages?.length && pages?.every((page, i) => page === old.pages?.[i]);
    if (same && error === old.error && loading === old.loading && more === old.more) return;
    this.now = { pages: same ? old.pages : pages, error, loading, more };
    this.heard?.();
  }

  private now: Listed<T> = { pages: null, error: null, loading: true, more: null };
  private wanted = 1;
  private following = false;
  private heard: (() => void) | null = null;
  private readonly ends = new Map<Page<T>, () => void>();
}

/** A list of the API, live, as many pages of it as were asked for. */
export function useChain<T extends { next: string | null }>(
  path: string,
  query: Query,
  cursor: 'before' | 'after'
): Listed<T> & { again: () => void } {
  const live = useLive();
  const store = useStoreName();
  const asked = JSON.stringify({ store, ...query });
  const chain = useMemo(
    () => new Chain<T>(live, path, JSON.parse(asked) as Query, cursor),
    [live, path, asked, cursor]
  );
  return { ...useSyncExternalStore(chain.subscribe, chain.snapshot), again: chain.again };
}

/** The same page of several things, live. */
export function useEach<T>(paths: readonly string[]): readonly Shown<T>[] {
  const live = useLive();
  const store = useStoreName();
  const asked = JSON.stringify(paths);
  const [subscribe, snapshot] = useMemo(() => {
    const pages = (JSON.parse(asked) as string[]).map(path => live.page<T>(path, { store }));
    let last: Shown<T>[] = [];
    return [
      (heard: () => void) => {
        const ends = pages.map(page => page.subscribe(heard));
        return () => ends.forEach(end => end());
      },
      () => {
        const now = pages.map(page => page.snapshot());
        if (now.length !== last.length || now.some((page, i) => page !== last[i])) last = now;
        return last;
      }
    ] as const;
  }, [live, store, asked]);
  return useSyncExternalStore(subscribe, snapshot);
}

/** The value once it stood still for that many milliseconds: what is typed is not asked for letter by letter. */
export function useSettled<T>(value: T, milliseconds = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
