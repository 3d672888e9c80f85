import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import type { CompareProps } from '../pages/compare';
import { place } from './place';
import { INbpipe, OPENS } from './tokens';

interface Args {
  ids?: string[];
}

export const compare: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:compare',
  description: 'Opens executions beside each other.',
  autoStart: true,
  requires: [INbpipe],
  optional: [ILayoutRestorer],
  activate: (app: JupyterFrontEnd, nbpipe: INbpipe, restorer: ILayoutRestorer | null) => {
    const { trans } = nbpipe.host;
    place<Args, CompareProps>(app, nbpipe, restorer, {
      namespace: 'nbpipe-comparisons',
      command: OPENS.compare,
      label: () => trans.__('Compare executions'),
      caption: trans.__('Parameters, metrics, code and results beside each other'),
      properties: {
        ids: { type: 'array', items: { type: 'string' }, description: 'The executions, two to ten' }
      },
      name: ({ ids = [] }) => ids.join('-'),
      title: () => trans.__('Comparison'),
      load: async () => (await import('../pages/compare')).CompareView,
      props: ({ ids = [] }, changed) => ({ ids, onIds: next => changed({ ids: next }) })
    });
  }
};
