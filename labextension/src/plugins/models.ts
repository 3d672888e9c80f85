import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import type { ModelProps } from '../pages/model';
import { place } from './place';
import { INbpipe, OPENS, PALETTE } from './tokens';

export const models: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:models',
  description: 'Opens the model registry, a model, and a version of one.',
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
    place<object, object>(app, nbpipe, restorer, {
      namespace: 'nbpipe-registry',
      command: OPENS.models,
      label: () => trans.__('Open the model registry'),
      caption: trans.__('Models, their versions, and who approved them'),
      properties: {},
      name: () => 'all',
      title: () => trans.__('Models'),
      load: async () => (await import('../pages/models')).ModelsView,
      props: () => ({})
    });
    palette?.addItem({ command: OPENS.models, category: PALETTE, args: { isPalette: true } });
    place<ModelProps, ModelProps>(app, nbpipe, restorer, {
      namespace: 'nbpipe-models',
      command: OPENS.model,
      label: () => trans.__('Open a model'),
      caption: trans.__('Its versions, or one of them'),
      properties: {
        group: { type: 'string', description: 'The name of the model' },
        version: { type: 'number', description: 'The version; without it all of them' }
      },
      name: ({ group, version = 0 }) => `${group}-${version}`,
      title: ({ group, version }) => (version === undefined ? group : `${group} v${version}`),
      load: async () => (await import('../pages/model')).ModelView,
      props: ({ group, version }) => ({ group, version })
    });
  }
};
