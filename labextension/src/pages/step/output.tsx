import { useLayoutEffect, useRef, useState } from 'react';
import { useHost, useTrans } from '../../context';
import { Terminal, Tree } from '../../kit';
import type { Json } from '../../schema';

/** One output of a cell, as nbformat has it. None is trusted: it may come from anybody's notebook. */
export function Output({ output }: { output: Record<string, Json> }) {
  const { output_type, name, text, traceback, ename, evalue, data, metadata } = output;
  if (output_type === 'stream') {
    return (
      <div className={name === 'stderr' ? 'nbp-out nbp-out-error' : 'nbp-out'}>
        <Terminal text={joined(text)} />
      </div>
    );
  }
  if (output_type === 'error') {
    const lines = Array.isArray(traceback) ? traceback.map(String).join('\n') : '';
    return (
      <div className="nbp-out nbp-out-error">
        <Terminal text={lines || `${joined(ename)}: ${joined(evalue)}`} />
      </div>
    );
  }
  return <Shown data={bundle(data)} metadata={record(metadata)} />;
}

type Bundle = Record<string, Json>;

const record = (value: Json | undefined): Bundle =>
  value && typeof value === 'object' && !Array.isArray(value) ? value : {};

/** Text that nbformat may keep as a list of lines. */
const joined = (value: Json | undefined): string =>
  Array.isArray(value) ? value.map(String).join('') : typeof value === 'string' ? value : '';

const isJson = (type: string) => /[/+]json$/.test(type);

function bundle(data: Json | undefined): Bundle {
  return Object.fromEntries(
    Object.entries(record(data)).map(([type, value]) => [type, isJson(type) ? value : joined(value)])
  );
}

/** Drawn by the host where it has a safe way, else by what is here. */
function Shown({ data, metadata }: { data: Bundle; metadata: Bundle }) {
  const host = useHost();
  const element = useRef<HTMLDivElement>(null);
  const [plain, setPlain] = useState(host.output === undefined);
  // The same output may come again in another object, and is not to flicker then.
  const given = JSON.stringify([data, metadata]);
  useLayoutEffect(() => {
    if (plain || !element.current) return undefined;
    const [content, about] = JSON.parse(given) as [Bundle, Bundle];
    const end = host.output?.(content, about, element.current) ?? null;
    if (end === null) setPlain(true);
    return end ?? undefined;
  }, [host, given, plain]);
  if (plain) return <Plain data={data} />;
  return <div className="nbp-out nbp-out-shown" ref={element} />;
}

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Pictures, text, JSON; HTML in a frame of its own, in which no script runs and nothing is loaded. */
export function Plain({ data }: { data: Bundle }) {
  const trans = useTrans();
  const text = joined(data['text/plain']);
  const picture = PICTURES.find(type => joined(data[type]));
  if (picture) {
    const source = `data:${picture};base64,${joined(data[picture]).replace(/\s/g, '')}`;
    return <img className="nbp-out nbp-out-picture" src={source} alt={text || trans.__('Figure')} />;
  }
  if (joined(data['image/svg+xml'])) {
    // As a picture, SVG runs no script and loads nothing.
    const whole = joined(data['image/svg+xml']).replace(/[\ud800-\udfff]/gu, '\ufffd');
    const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`;
    return <img className="nbp-out nbp-out-picture" src={source} alt={text || trans.__('Figure')} />;
  }
  if (joined(data['text/html'])) return <Framed html={joined(data['text/html'])} />;
  const json = Object.keys(data).find(isJson);
  if (text || !json) {
    const said = text || joined(data['text/markdown']) || joined(data['text/latex']);
    return (
      <div className="nbp-out">
        {said ? (
          <Terminal text={said} />
        ) : (
          <p className="nbp-quiet">
            {trans.__(
              'An output of type %1: open the executed notebook to see it.',
              Object.keys(data).join(', ')
            )}
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="nbp-out">
      <Tree value={data[json]} />
    </div>
  );
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The page for the frame. It begins with the policy, which nothing that follows can take back. */
export function framed(html: string, ink = 'CanvasText', page = 'Canvas'): string {
  return (
    `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    `<style>body{margin:4px;color:${ink};background:${page};font:12px sans-serif}table{border-collapse:collapse}` +
    `td,th{padding:2px 8px;text-align:right}</style>${html}`
  );
}

function Framed({ html }: { html: string }) {
  const trans = useTrans();
  const place = useRef<HTMLDivElement>(null);
  // Known before there is a frame: it is loaded once.
  const [colours, setColours] = useState<[string, string] | null>(null);
  useLayoutEffect(() => {
    const root = place.current?.closest('.nbp-root');
    const { color = '', backgroundColor = '' } = root ? getComputedStyle(root) : {};
    setColours([color || 'CanvasText', backgroundColor || 'Canvas']);
  }, []);
  if (colours === null) return <div ref={place} />;
  // Its height cannot be asked for: the frame is a stranger to this page.
  const lines = html.match(/<(tr|br|p|div|li|h\d)\b/gi)?.length ?? 1;
  return (
    <iframe
      className="nbp-out nbp-out-frame"
      title={trans.__('HTML output')}
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={framed(html, ...colours)}
      style={{ height: Math.min(360, 44 + lines * 22) }}
    />
  );
}
