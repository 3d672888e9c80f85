import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import type { Target } from '../context';
import { INbpipe, OPENS } from './tokens';

const OPEN = 'nbpipe:open';

let cleanUp: (() => void) | null = null;

export const panels: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:panels',
  description: 'Opens what is clicked in the panel of a cell.',
  autoStart: true,
  requires: [INbpipe],
  activate: (app: JupyterFrontEnd, nbpipe: INbpipe) => {
    // The panel is a module of its own, which shares nothing with this one but the page.
    const told = () => {
      const kinds = (Object.keys(OPENS) as Target['kind'][]).filter(kind => nbpipe.host.opens(kind));
      document.body.dataset.nbpipeOpens = kinds.join(' ');
    };
    const open = (event: Event) => nbpipe.host.open((event as CustomEvent<Target>).detail);
    document.addEventListener(OPEN, open);
    app.commands.commandChanged.connect(told);
    told();
    cleanUp = () => {
      document.removeEventListener(OPEN, open);
      app.commands.commandChanged.disconnect(told);
      delete document.body.dataset.nbpipeOpens;
    };
  },
  deactivate: () => {
    cleanUp?.();
    cleanUp = null;
  }
};
