import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { URLExt } from '@jupyterlab/coreutils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ServerConnection } from '@jupyterlab/services';
import type { ServiceManager } from '@jupyterlab/services';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { serverApi } from '../api';
import type { Connection } from '../api';
import type { Host } from '../context';
import { Live } from '../live';
import { PROTOCOL } from '../schema';
import type { Hello, Json } from '../schema';
import type { Trans } from '../trans';
import { INSERT, INbpipe, OPENS } from './tokens';

export const service: JupyterFrontEndPlugin<INbpipe> = {
  id: 'nbpipe-labextension:service',
  description: 'Provides the live API of nbpipe.',
  autoStart: true,
  provides: INbpipe,
  optional: [ITranslator, IEditorLanguageRegistry, IRenderMimeRegistry],
  activate: (
    app: JupyterFrontEnd,
    translator: ITranslator | null,
    languages: IEditorLanguageRegistry | null,
    rendermime: IRenderMimeRegistry | null
  ): INbpipe => {
    const trans = (translator ?? nullTranslator).load('nbpipe');
    const live = new Live(serverApi(connection(app.serviceManager, hello => upgraded(trans, hello))));
    const host: Host = {
      trans,
      embedded: false,
      opens: kind => app.commands.hasCommand(OPENS[kind]),
      open: ({ kind, ...args }) => void app.commands.execute(OPENS[kind], args),
      insert: async ({ path, cell, cellId }, source) =>
        app.commands.hasCommand(INSERT) &&
        Boolean(await app.commands.execute(INSERT, { path, cell, cellId, source })),
      ...(languages && {
        highlight: (code, language, element) =>
          languages.highlight(code, languages.findBest(language), element)
      }),
      ...(rendermime && { markdown: markdown(rendermime), output: output(rendermime) })
    };
    return { live, host };
  }
};

/** Says that the server that is back speaks otherwise than this page, which was loaded before an upgrade. */
function upgraded(trans: Trans, { protocol, version }: Hello): void {
  if (protocol === PROTOCOL || Notification.manager.has(notice)) return;
  notice = Notification.warning(
    trans.__('nbpipe was upgraded to %1 while this page was open. Reload it to go on.', version),
    {
      autoClose: false,
      actions: [
        { label: trans.__('Reload'), displayType: 'accent', callback: () => window.location.reload() }
      ]
    }
  );
}

// The notification that says so.
let notice = '';

/** JupyterLab's own rendering of Markdown, which takes out what an untrusted text must not do. */
function markdown(rendermime: IRenderMimeRegistry) {
  return (source: string, element: HTMLElement) => {
    const model = rendermime.createModel({ data: { 'text/markdown': source }, trusted: false });
    const renderer = rendermime.createRenderer('text/markdown');
    void renderer.renderModel(model);
    Widget.attach(renderer, element);
    return () => renderer.dispose();
  };
}

/** JupyterLab's own rendering of an output that is not trusted: sanitized, and only of types that are safe so. */
function output(rendermime: IRenderMimeRegistry) {
  return (data: Record<string, Json>, metadata: Record<string, Json>, element: HTMLElement) => {
    const type = rendermime.preferredMimeType(data, 'ensure');
    // SVG is not among them, and its text says nothing: as a picture it is safe, and not drawn here.
    if (type === undefined || ('image/svg+xml' in data && type === 'text/plain')) return null;
    const model = rendermime.createModel({
      data: data,
      metadata: metadata,
      trusted: false
    });
    const renderer = rendermime.createRenderer(type);
    renderer.renderModel(model).catch((error: unknown) => {
      renderer.node.textContent = String(error);
    });
    Widget.attach(renderer, element);
    return () => renderer.dispose();
  };
}

// Milliseconds: how often a server that went away is asked whether it is back, and how long a page may be hidden
// before what it shows is asked for again (JupyterLab closes the event bus of a hidden page when it drops).
const RETRY = 3000;
const HIDDEN = 10_000;

function connection(services: ServiceManager.IManager, greeted: (hello: Hello) => void): Connection {
  const settings = services.serverSettings;
  const base = URLExt.join(settings.baseUrl, 'nbpipe/api/');
  return {
    base,
    request: (url, init) => ServerConnection.makeRequest(url, init, settings),
    events: heard => {
      const slot = (_: unknown, event: Readonly<Record<string, unknown>>) => heard(event);
      services.events.stream.connect(slot);
      return () => services.events.stream.disconnect(slot);
    },
    reconnected: back => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let hidden = 0;
      const ask = () => {
        timer = undefined;
        ServerConnection.makeRequest(base + 'hello', {}, settings).then(async answer => {
          back();
          if (answer.ok) greeted((await answer.json()) as Hello);
        }, failed);
      };
      const failed = () => {
        timer ??= setTimeout(ask, RETRY);
      };
      const seen = () => {
        if (document.hidden) hidden = Date.now();
        else if (hidden && Date.now() - hidden > HIDDEN) back();
      };
      services.connectionFailure.connect(failed);
      window.addEventListener('online', failed);
      document.addEventListener('visibilitychange', seen);
      return () => {
        clearTimeout(timer);
        services.connectionFailure.disconnect(failed);
        window.removeEventListener('online', failed);
        document.removeEventListener('visibilitychange', seen);
      };
    }
  };
}
