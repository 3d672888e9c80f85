import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { StepCard } from '../schema';

/** What the cards say now. A change is heard by the cards and edges of the steps that changed, and by no others. */
export class CardStore {
  constructor(cards: readonly StepCard[] = []) {
    this.set(cards);
  }

  get(step: string): StepCard | undefined {
    return this.cards.get(step);
  }

  /** Takes these cards; steps that are not among them stay as they were. */
  set(cards: readonly StepCard[]): void {
    const heard = new Set<() => void>();
    for (const card of cards) {
      const old = this.cards.get(card.step);
      if (old === card || (old && JSON.stringify(old) === JSON.stringify(card))) continue;
      this.cards.set(card.step, card);
      this.listeners.get(card.step)?.forEach(listener => heard.add(listener));
    }
    if (!heard.size) return;
    heard.forEach(listener => listener());
  }

  subscribe(steps: readonly string[], heard: () => void): () => void {
    for (const step of steps) {
      let set = this.listeners.get(step);
      if (!set) this.listeners.set(step, (set = new Set()));
      set.add(heard);
    }
    return () => steps.forEach(step => this.listeners.get(step)?.delete(heard));
  }

  private readonly cards = new Map<string, StepCard>();
  private readonly listeners = new Map<string, Set<() => void>>();
}

export function useCard(store: CardStore, step: string): StepCard | undefined {
  const subscribe = useCallback((heard: () => void) => store.subscribe([step], heard), [store, step]);
  return useSyncExternalStore(subscribe, () => store.get(step));
}

/** How many jobs each of these steps has. */
export function useTotals(store: CardStore, steps: readonly string[]): ReadonlyMap<string, number> {
  const subscribe = useCallback((heard: () => void) => store.subscribe(steps, heard), [store, steps]);
  const said = useSyncExternalStore(subscribe, () =>
    JSON.stringify(steps.map(step => jobsOf(store.get(step)).total))
  );
  return useMemo(() => {
    const totals = JSON.parse(said) as number[];
    return new Map(steps.map((step, i) => [step, totals[i]]));
  }, [steps, said]);
}

const ENDED: readonly string[] = ['Succeeded', 'Failed', 'Stopped', 'Skipped'];

/** Of the jobs of a step: how many there are, have ended, and have failed. */
export function jobsOf(card: Pick<StepCard, 'jobs'> | undefined): {
  total: number;
  done: number;
  failed: number;
} {
  const counts = Object.entries(card?.jobs ?? {});
  const sum = (some: typeof counts) => some.reduce((all, [, count]) => all + count, 0);
  return {
    total: sum(counts),
    done: sum(counts.filter(([status]) => ENDED.includes(status))),
    failed: card?.jobs.Failed ?? 0
  };
}

/** What is marked in the graph: one step selected, one that Tab comes to, those that a search found. */
export interface Marked {
  selected: string | null;
  current: string | null;
  /** null: nothing is searched. */
  found: ReadonlySet<string> | null;
  /** How large the cards are seen: `mid` has only titles and icons, larger, `far` only titles. */
  level: 'near' | 'mid' | 'far';
}

export class Marks {
  marked: Marked = { selected: null, current: null, found: null, level: 'near' };

  /** Sets the level before anything is drawn: nobody listens yet. */
  begin(level: Marked['level']): void {
    this.marked = { ...this.marked, level };
  }

  set(marked: Partial<Marked>): void {
    const changed = (Object.keys(marked) as (keyof Marked)[]).some(key => marked[key] !== this.marked[key]);
    if (!changed) return;
    this.marked = { ...this.marked, ...marked };
    for (const heard of [...this.listeners]) heard();
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard);
    return () => this.listeners.delete(heard);
  };

  private readonly listeners = new Set<() => void>();
}

/** Something of the marks; draws again only when it changes, so it must be a plain value. */
export function useMarked<T extends string | number | boolean | null>(pick: (marked: Marked) => T): T {
  const { marks } = useContext(Shared);
  return useSyncExternalStore(marks.subscribe, () => pick(marks.marked));
}

/** Draws the jobs of a step, so many in all; `close` closes the card. */
export type JobsDrawn = (step: string, total: number, close: () => void) => ReactNode;

export interface SharedByCards {
  cards: CardStore;
  marks: Marks;
  select: (step: string) => void;
  open: (step: string) => void;
  toggle: (step: string) => void;
  opened: ReadonlySet<string>;
  /** Draws the jobs of a step in its opened card; without it no card opens. */
  jobs: JobsDrawn | null;
  /** Whether data is seen to move. */
  moving: boolean;
  /** "step.variable" → bytes, where they are known. */
  sizes: Readonly<Record<string, number>>;
}

const nothing = () => undefined;

export const Shared = createContext<SharedByCards>({
  cards: new CardStore(),
  marks: new Marks(),
  select: nothing,
  open: nothing,
  toggle: nothing,
  opened: new Set(),
  jobs: null,
  moving: false,
  sizes: {}
});
