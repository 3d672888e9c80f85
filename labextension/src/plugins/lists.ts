import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import { place } from './place';
import { INbpipe, OPENS, PALETTE } from './tokens';

interface Args {
  pipeline?: string;
}

export const lists: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:lists',
  description: 'Opens the list of executions, also from the launcher.',
  autoStart: true,
  requires: [INbpipe],
  optional: [ICommandPalette, ILayoutRestorer, ILauncher],
  activate: (
    app: JupyterFrontEnd,
    nbpipe: INbpipe,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    launcher: ILauncher | null
  ) => {
    const { trans } = nbpipe.host;
    place<Args, Args>(app, nbpipe, restorer, {
      namespace: 'nbpipe-lists',
      command: OPENS.executions,
      label: args => (args.isPalette ? trans.__('Open executions of pipelines') : trans.__('Pipelines')),
      caption: trans.__('Executions of pipelines: what ran, and what came out'),
      properties: { pipeline: { type: 'string', description: 'Only the executions of this pipeline' } },
      name: ({ pipeline }) => pipeline ?? 'all',
      title: ({ pipeline }) => (pipeline ? trans.__('Executions of %1', pipeline) : trans.__('Executions')),
      load: async () => (await import('../pages/executions')).ExecutionsView,
      props: ({ pipeline }) => ({ pipeline })
    });
    palette?.addItem({ command: OPENS.executions, category: PALETTE, args: { isPalette: true } });
    launcher?.add({ command: OPENS.executions, category: trans.__('Other'), rank: 1 });
  }
};
