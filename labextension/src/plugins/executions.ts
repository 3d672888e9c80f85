import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import type { ExecutionViewProps } from '../pages/execution';
import type { Executions } from '../schema';
import { short } from '../words';
import { place } from './place';
import { INbpipe, OPENS, PALETTE } from './tokens';

interface Args {
  id?: string;
  step?: string;
  store?: string;
}

export const executions: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:executions',
  description: 'Opens the page of an execution.',
  autoStart: true,
  requires: [INbpipe],
  optional: [ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    nbpipe: INbpipe,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ) => {
    const { trans } = nbpipe.host;
    place<Args, ExecutionViewProps>(app, nbpipe, restorer, {
      namespace: 'nbpipe-execution',
      command: OPENS.execution,
      label: args => (args.id ? trans.__('Open execution') : trans.__('Open the newest execution')),
      caption: trans.__('Graph, steps and results of a run'),
      properties: {
        id: { type: 'string', description: 'The execution; without it the newest' },
        step: { type: 'string', description: 'The step to select' }
      },
      complete: async args => {
        if (args.id) return args;
        const { rows } = await nbpipe.live.api.get<Executions>('executions', { store: args.store, limit: 1 });
        return rows.length ? { ...args, id: rows[0].id } : null;
      },
      name: ({ id }) => id ?? '',
      title: ({ id = '' }) => trans.__('Execution %1', short(id)),
      anew: ({ step }) => step !== undefined,
      load: async () => (await import('../pages/execution')).ExecutionView,
      props: ({ id = '', step }) => ({ id, step })
    });
    palette?.addItem({ command: OPENS.execution, category: PALETTE });
  }
};
