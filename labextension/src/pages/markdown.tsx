import { useLayoutEffect, useRef } from 'react';
import { useHost } from '../context';

/** Markdown as the host draws it, without what an untrusted text must not do; its plain text where there is no such. */
export function Markdown({ source }: { source: string }) {
  const { markdown } = useHost();
  const element = useRef<HTMLDivElement>(null);
  // A layout effect: what the host put there is taken away while the element still stands in the page.
  useLayoutEffect(
    () => (element.current && markdown ? markdown(source, element.current) : undefined),
    [markdown, source]
  );
  if (!markdown) return <pre className="nbp-prose">{source}</pre>;
  return <div ref={element} className="nbp-markdown" />;
}
