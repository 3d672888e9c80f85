import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTrans } from '../context';
import { ago, amount, digits, duration, exact, short } from '../words';
import { IconButton } from './controls';

// One clock for all that tick, so that a hundred times on a page are one timer.
const listeners = new Map<number, Set<() => void>>();
const timers = new Map<number, ReturnType<typeof setInterval>>();

function every(milliseconds: number, heard: () => void): () => void {
  const set = listeners.get(milliseconds) ?? new Set();
  listeners.set(milliseconds, set);
  set.add(heard);
  if (!timers.has(milliseconds)) {
    timers.set(
      milliseconds,
      setInterval(() => set.forEach(each => each()), milliseconds)
    );
  }
  return () => {
    set.delete(heard);
    if (set.size === 0) {
      clearInterval(timers.get(milliseconds));
      timers.delete(milliseconds);
    }
  };
}

/** Milliseconds since 1970, anew each `milliseconds`; null: stands still. */
export function useNow(milliseconds: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (milliseconds === null) return undefined;
    setNow(Date.now());
    return every(milliseconds, () => setNow(Date.now()));
  }, [milliseconds]);
  return now;
}

/** `5 min ago`, with the exact time as the tooltip. `at` is ISO 8601; null shows nothing. */
export function Time({ at }: { at: string | null }) {
  const now = useNow(at === null ? null : 30_000);
  if (at === null) return null;
  const then = new Date(at);
  return (
    <time dateTime={at} title={exact(then)} className="nbp-value">
      {ago(then, new Date(Math.max(now, then.getTime())))}
    </time>
  );
}

export interface DurationProps {
  seconds: number | null;
  /** When it began, ISO 8601: it ticks from there while `running`. */
  since?: string | null;
  running?: boolean;
}

export function Duration({ seconds, since = null, running = false }: DurationProps) {
  const ticking = running && since !== null;
  const now = useNow(ticking ? 1000 : null);
  const shown = ticking ? Math.max(0, Math.floor((now - Date.parse(since)) / 1000)) : seconds;
  if (shown === null) return null;
  return (
    <span className="nbp-value nbp-number">{ticking && shown < 60 ? `${shown} s` : duration(shown)}</span>
  );
}

/** Puts a text on the clipboard; whether that went well. Pages that came without encryption may have none. */
export async function copy(text: string): Promise<boolean> {
  try {
    await (navigator.clipboard as Clipboard | undefined)?.writeText(text);
    return 'clipboard' in navigator;
  } catch {
    return false;
  }
}

/** The short form of an id or digest; a click copies the whole. */
export function Id({ id }: { id: string }) {
  const trans = useTrans();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="nbp-id"
      title={copied ? trans.__('Copied') : trans.__('%1 (click to copy)', id)}
      onClick={event => {
        event.stopPropagation();
        void copy(id).then(setCopied);
      }}
    >
      {copied ? trans.__('Copied') : short(id)}
    </button>
  );
}

/** What to type in a terminal, with a button that copies it. */
export function Command({ text }: { text: string }) {
  const trans = useTrans();
  const [copied, setCopied] = useState('');
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(''), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="nbp-type-this">
      <code>{text}</code>
      <IconButton
        sign="copy"
        label={trans.__('Copy the command')}
        onClick={() => {
          void copy(text).then(done =>
            setCopied(done ? trans.__('Copied') : trans.__('It could not be copied: select it'))
          );
        }}
      />
      <span role="status" className="nbp-quiet">
        {copied}
      </span>
    </span>
  );
}

/** A size, with the exact number of bytes as the tooltip. Negative sizes are unknown. */
export function Bytes({ size }: { size: number }) {
  const trans = useTrans();
  if (size < 0) return null;
  return (
    <span className="nbp-value nbp-number" title={trans._n('%1 byte', '%1 bytes', size)}>
      {amount(size)}
    </span>
  );
}

/** A number with the digits that matter, all of them as the tooltip. */
export function Num({ value }: { value: number | null }) {
  if (value === null) return null;
  return (
    <span className="nbp-value nbp-number" title={String(value)}>
      {digits(value)}
    </span>
  );
}

const query = '(prefers-reduced-motion: reduce)';

/** Whether the user asked for little motion. */
export function useStill(): boolean {
  return useSyncExternalStore(
    heard => {
      const media = window.matchMedia(query);
      media.addEventListener('change', heard);
      return () => media.removeEventListener('change', heard);
    },
    () => window.matchMedia(query).matches
  );
}
