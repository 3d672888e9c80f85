import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';

export interface SplitProps {
  /** What the border moves, such as `Inspector`. */
  label: string;
  /** `row`: side by side; `column`: above each other. */
  direction?: 'row' | 'column';
  /** Part of the whole that the second pane takes at first, 0 to 1. */
  part?: number;
  /** Smallest size of each pane, px. */
  least?: number;
  first: ReactNode;
  /** null: the first pane has all the room. */
  second: ReactNode;
}

/** Two panes; the border between is dragged, or moved with the arrow keys. */
export function Split({ label, direction = 'row', part = 0.35, least = 160, first, second }: SplitProps) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(part);
  const row = direction === 'row';
  const size = () => (row ? box.current?.clientWidth : box.current?.clientHeight) ?? 0;
  const move = (wanted: number) => {
    const edge = Math.min(0.5, least / Math.max(1, size()));
    setShare(Math.min(1 - edge, Math.max(edge, wanted)));
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !box.current) return;
    const { right, bottom } = box.current.getBoundingClientRect();
    move((row ? right - event.clientX : bottom - event.clientY) / size());
  };
  const key = (event: KeyboardEvent) => {
    const by = { ArrowLeft: 0.02, ArrowUp: 0.02, ArrowRight: -0.02, ArrowDown: -0.02 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(share + by);
  };
  return (
    <div ref={box} className={`nbp-split nbp-split-${direction}`}>
      <div className="nbp-split-pane" style={{ flex: second == null ? '1 1 0' : `${1 - share} 1 0` }}>
        {first}
      </div>
      {second != null && (
        <>
          <div
            className="nbp-split-border"
            role="separator"
            tabIndex={0}
            aria-label={label}
            aria-orientation={row ? 'vertical' : 'horizontal'}
            aria-valuenow={Math.round(share * 100)}
            onPointerDown={event => {
              event.preventDefault();
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={drag}
            onKeyDown={key}
          />
          <div className="nbp-split-pane" style={{ flex: `${share} 1 0` }}>
            {second}
          </div>
        </>
      )}
    </div>
  );
}
