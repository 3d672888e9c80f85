import { memo, useMemo } from 'react';
import type { CSSProperties } from 'react';
import { overwritten, parts, pieces } from '../terminal';
import type { Look } from '../terminal';

/** What a program printed, with the colours and the progress bars of a terminal. */
export function Terminal({ text }: { text: string }) {
  const shown = useMemo(() => parts(overwritten(text)), [text]);
  return (
    <pre className="nbp-terminal">
      {shown.map((part, i) => (
        <Part key={i} text={part.text} look={part.look} />
      ))}
    </pre>
  );
}

const Part = memo(
  function Part({ text, look }: { text: string; look: Look }) {
    return (
      <span>
        {pieces(text, look)[0].map((piece, i) => {
          const style = styleOf(piece.look);
          return style ? (
            <span key={i} style={style}>
              {piece.text}
            </span>
          ) : (
            piece.text
          );
        })}
      </span>
    );
  },
  (old, now) => old.text === now.text && JSON.stringify(old.look) === JSON.stringify(now.look)
);

/** Colours are mixed with the ink or the page, so that they can be read in light and in dark themes. */
function styleOf(look: Look): CSSProperties | null {
  const [ink, ground] = look.turned
    ? [look.ground ?? 'var(--nbp-page)', look.ink ?? 'var(--nbp-ink)']
    : [look.ink, look.ground];
  const style: CSSProperties = {
    ...(ink && { color: look.turned ? ink : `color-mix(in srgb, ${ink} 50%, var(--nbp-ink))` }),
    ...(ground && {
      backgroundColor: look.turned ? ground : `color-mix(in srgb, ${ground} 28%, transparent)`
    }),
    ...(look.bold && { fontWeight: 700 }),
    ...(look.faint && { opacity: 0.7 }),
    ...(look.italic && { fontStyle: 'italic' }),
    ...(look.underline && { textDecoration: 'underline' })
  };
  return Object.keys(style).length ? style : null;
}
