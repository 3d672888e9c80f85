import { useEffect, useRef } from 'react';
import { useHost, useTrans } from '../context';

export interface CodeProps {
  source: string;
  language?: string;
  /** Number of its first line, such as in the cell that it is from: lines are numbered from there. */
  first?: number | null;
  /** The number of a line to mark. */
  line?: number | null;
  /** What it is, for screen readers. */
  label?: string;
}

/** Code, coloured by the host where it can. */
export function Code({ source, language = 'python', first = null, line = null, label }: CodeProps) {
  const host = useHost();
  const trans = useTrans();
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const code = element.current;
    if (!code || !host.highlight) return undefined;
    let gone = false;
    const coloured = document.createElement('code');
    void host.highlight(source, language, coloured).then(() => {
      if (!gone && coloured.hasChildNodes()) code.replaceChildren(...coloured.childNodes);
    });
    return () => {
      gone = true;
      code.textContent = source;
    };
  }, [host, source, language]);
  return (
    <pre
      className={first === null ? 'nbp-code' : 'nbp-code nbp-code-numbered'}
      tabIndex={0}
      role="region"
      aria-label={label ?? trans.__('Code')}
    >
      {line !== null && <span className="nbp-code-line" style={{ top: `${line - (first ?? 1)}lh` }} />}
      {first !== null && (
        <span className="nbp-code-numbers" aria-hidden>
          {Array.from(source.split('\n'), (_, i) => `${first + i}\n`)}
        </span>
      )}
      {/* The key makes a new element for new source: what the host coloured is no child that React knows. */}
      <code key={source} ref={element}>
        {source}
      </code>
    </pre>
  );
}

/** The lines of a unified diff. */
export function Diff({ lines, label }: { lines: readonly string[]; label?: string }) {
  const trans = useTrans();
  const kind = (line: string) =>
    /^(\+\+\+|---)/.test(line) ? 'file' : ({ '+': 'added', '-': 'removed', '@': 'place' }[line[0]] ?? 'same');
  return (
    <pre
      className="nbp-code nbp-diff"
      tabIndex={0}
      role="region"
      aria-label={label ?? trans.__('Difference')}
    >
      {lines.map((line, i) => (
        <span key={i} className={`nbp-diff-${kind(line)}`}>
          {line || ' '}
        </span>
      ))}
    </pre>
  );
}
