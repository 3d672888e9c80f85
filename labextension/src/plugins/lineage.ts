import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import type { LineageProps } from '../pages/lineage';
import { place } from './place';
import { INbpipe, OPENS, PALETTE } from './tokens';

interface Args {
  ref?: string;
}

export const lineage: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:lineage',
  description: 'Opens what a thing was made from and what came of it.',
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
    place<Args, LineageProps>(app, nbpipe, restorer, {
      namespace: 'nbpipe-lineages',
      command: OPENS.lineage,
      label: () => trans.__('Open lineage'),
      caption: trans.__('What a model, a file or a result was made from, and what came of it'),
      properties: {
        ref: { type: 'string', description: 'Such as attrition:3, data/hr.csv, latest/train.model' }
      },
      name: ({ ref = '' }) => ref,
      title: ({ ref }) => (ref ? trans.__('Lineage of %1', ref) : trans.__('Lineage')),
      load: async () => (await import('../pages/lineage')).LineageView,
      props: ({ ref = '' }, changed) => ({ of: ref, onOf: next => changed({ ref: next }) })
    });
    palette?.addItem({ command: OPENS.lineage, category: PALETTE, args: { isPalette: true } });
  }
};
