import type { ReactNode } from 'react';
import type { Query } from '../api';
import { useAction, useApi, useStoreName } from '../context';
import { Button, ErrorBox } from '../kit';

export interface DownloadProps {
  /** Of the API, such as that of an artifact's content. */
  path: string;
  query?: Query;
  /** What the file is called where no server says it. */
  name: string;
  title?: string;
  disabled?: boolean;
  children: ReactNode;
}

/** A file of the store, onto the disk of who looks. */
export function Download({ path, query = {}, name, title, disabled = false, children }: DownloadProps) {
  const api = useApi();
  const store = useStoreName();
  const load = useAction(async () => {
    // Where there is a server the browser takes it from there, however large it is.
    const url = api.url(path, { store, ...query });
    if (url !== null) {
      save(url, '');
      return;
    }
    const whole = URL.createObjectURL(await api.bytes(path, { store, ...query }));
    save(whole, name);
    setTimeout(() => URL.revokeObjectURL(whole), 60_000);
  });
  return (
    <>
      <Button
        sign="download"
        disabled={disabled}
        busy={load.busy}
        title={title}
        onClick={() => void load.run()}
      >
        {children}
      </Button>
      {load.error && <ErrorBox error={load.error} />}
    </>
  );
}

function save(url: string, name: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
