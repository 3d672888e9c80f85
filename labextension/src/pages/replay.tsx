import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTrans } from '../context';
import type { CardStore } from '../graph';
import { IconButton, Select, StatusMark, useStill } from '../kit';
import type { Replay } from '../schema';
import { duration, exact } from '../words';
import { drawn, elapsed, real } from './clock';
import { SPEEDS, changeAt, film, playedIn, stateAt } from './film';
import type { Speed } from './film';
import { runningOf } from './offers';

/** Where a replay is, ms since 1970; null: nothing is replayed. Whoever draws it listens, so that a page need not. */
export class Playhead {
  readonly snapshot = (): number | null => this.ms;

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard);
    return () => this.listeners.delete(heard);
  };

  set(ms: number | null): void {
    if (this.ms === ms) return;
    this.ms = ms;
    for (const heard of [...this.listeners]) heard();
  }

  private ms: number | null = null;
  private readonly listeners = new Set<() => void>();
}

export interface ReplayBarProps {
  replay: Replay;
  steps: readonly string[];
  /** They say what they said at the moment that is shown. */
  cards: CardStore;
  head: Playhead;
  /** Whether it plays, and whether it is at its end, where things are as they are now. */
  onState: (state: { playing: boolean; over: boolean }) => void;
  onClose: () => void;
}

/** Plays an execution again: play and pause, a slider, the speed, and the time that is shown. */
export function ReplayBar({ replay, steps, cards, head, onState, onClose }: ReplayBarProps) {
  const trans = useTrans();
  const still = useStill();
  const named = steps.join('\n');
  const shot = useMemo(() => film(replay, named.split('\n')), [replay, named]);
  const [playing, setPlaying] = useState(true);
  const [speed, setSpeed] = useState<Speed>('fit');
  const ms = useSyncExternalStore(head.subscribe, head.snapshot) ?? shot?.clock.begin ?? 0;
  const play = useRef<HTMLButtonElement>(null);

  const show = useCallback(
    (at: number) => {
      if (!shot) return;
      head.set(at);
      cards.set(stateAt(shot, at).cards);
    },
    [shot, head, cards]
  );
  useEffect(() => {
    if (shot && head.snapshot() === null) show(shot.clock.begin);
  }, [shot, head, show]);
  useEffect(() => () => head.set(null), [head]);
  useEffect(() => play.current?.focus(), []);

  const end = shot?.clock.end ?? 0;
  const over = ms >= end;
  useEffect(() => onState({ playing, over: over && !playing }), [onState, playing, over]);

  useEffect(() => {
    if (!playing || !shot) return undefined;
    const { clock } = shot;
    const rate = clock.length / playedIn(speed, clock.length);
    // Counted by itself: in steps, the time that is shown stands still between them.
    let at = drawn(clock, head.snapshot() ?? clock.begin);
    let before = performance.now();
    let asked = 0;
    const frame = (now: number) => {
      at += Math.max(0, now - before) * rate;
      before = now;
      if (at >= clock.length) {
        show(clock.end);
        setPlaying(false);
        return;
      }
      const then = real(clock, at);
      show(still ? changeAt(shot, then) : then);
      asked = requestAnimationFrame(frame);
    };
    asked = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(asked);
  }, [playing, speed, shot, still, show, head]);

  if (!shot) {
    return (
      <div className="nbp-replay" role="group" aria-label={trans.__('Replay')}>
        <span className="nbp-quiet">{trans.__('Nothing has happened yet that could be played again.')}</span>
        <span className="nbp-space" />
        <IconButton sign="close" label={trans.__('Back to now')} onClick={onClose} />
      </div>
    );
  }
  const { clock } = shot;
  const { status, cards: then } = stateAt(shot, ms);
  const runs = runningOf(then);
  const since = ms - clock.begin;
  const fine = clock.end - clock.begin < 60_000 ? 100 : 1000;
  const words: Record<Speed, string> = {
    fit: trans.__('In %1', duration(playedIn('fit', clock.length) / 1000)),
    '0.5': '0.5×',
    '1': '1×',
    '2': '2×',
    '5': '5×',
    '20': '20×'
  };
  return (
    <div
      className="nbp-replay"
      role="group"
      aria-label={trans.__('Replay')}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <IconButton
        ref={play}
        sign={playing ? 'pause' : 'play'}
        label={playing ? trans.__('Pause') : trans.__('Play')}
        onClick={() => {
          if (!playing && over) show(clock.begin);
          setPlaying(!playing);
        }}
      />
      <input
        type="range"
        className="nbp-replay-time"
        min={0}
        max={1000}
        step={1}
        value={Math.round((drawn(clock, ms) / clock.length) * 1000)}
        aria-label={trans.__('Moment of the replay')}
        aria-valuetext={[
          trans.__('%1 of %2', elapsed(since, fine), elapsed(clock.end - clock.begin, fine)),
          runs.length ? trans.__('%1 runs', runs.slice(0, 3).join(', ')) : ''
        ]
          .filter(Boolean)
          .join(', ')}
        onChange={event => {
          setPlaying(false);
          show(real(clock, (Number(event.target.value) / 1000) * clock.length));
        }}
      />
      <span className="nbp-replay-clock nbp-number" title={exact(new Date(ms))}>
        {elapsed(since, fine)} / {elapsed(clock.end - clock.begin, fine)}
      </span>
      <span className="nbp-replay-clock nbp-number nbp-quiet">{exact(new Date(ms)).slice(11)}</span>
      <Select<Speed>
        label={trans.__('Speed')}
        value={speed}
        options={SPEEDS.map(each => [each, words[each]] as const)}
        onChange={setSpeed}
      />
      <StatusMark status={status} />
      <IconButton sign="close" label={trans.__('Back to now (Esc)')} onClick={onClose} />
    </div>
  );
}
