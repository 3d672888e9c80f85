import { useEffect, useState } from 'react';
import '../../style/pages.css';
import { route } from '../api';
import { useAction, useApi, useStoreName, useTrans } from '../context';
import { Bytes, Button, ErrorBox } from '../kit';
import type { Artifact } from '../schema';

/** A figure: small as it is known at once, whole on a click. */
export function Figure({
  artifact,
  label,
  gone = false
}: {
  artifact: Artifact;
  label: string;
  gone?: boolean;
}) {
  const trans = useTrans();
  const api = useApi();
  const store = useStoreName();
  const { digest, preview, media_type, size } = artifact;
  const image = media_type.startsWith('image/');
  const small =
    preview.kind === 'image' && typeof preview.data === 'string' && typeof preview.media_type === 'string'
      ? `data:${preview.media_type};base64,${preview.data}`
      : null;
  const [whole, setWhole] = useState<string | null>(null);
  const load = useAction(async () => {
    const blob = await api.bytes(route`artifacts/${digest}/content`, { store });
    setWhole(URL.createObjectURL(blob));
  });
  useEffect(
    () => () => {
      if (whole) URL.revokeObjectURL(whole);
    },
    [whole]
  );
  const { run } = load;
  const alone = image && small === null && !gone;
  useEffect(() => {
    if (alone) void run();
  }, [alone, run]);
  const source = whole ?? small;
  return (
    <figure className="nbp-figure">
      {source !== null && <img src={source} alt={label} className={whole ? 'nbp-figure-whole' : undefined} />}
      {source === null && !image && typeof preview.text === 'string' && <pre>{preview.text}</pre>}
      <figcaption>
        {label}{' '}
        {gone ? (
          <span className="nbp-quiet">{trans.__('the file is not in the store any more')}</span>
        ) : image && small !== null && !whole ? (
          <Button busy={load.busy} onClick={() => void run()}>
            {trans.__('Full size')}
          </Button>
        ) : (
          <span className="nbp-quiet">
            <Bytes size={size} />
          </span>
        )}
      </figcaption>
      {load.error && <ErrorBox error={load.error} onRetry={() => void run()} />}
    </figure>
  );
}
