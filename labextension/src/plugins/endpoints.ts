import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import type { EndpointProps } from '../pages/endpoint';
import { place } from './place';
import { INbpipe, OPENS } from './tokens';

export const endpoints: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:endpoints',
  description: 'Opens an endpoint: what is deployed there, and its history.',
  autoStart: true,
  requires: [INbpipe],
  optional: [ILayoutRestorer],
  activate: (app: JupyterFrontEnd, nbpipe: INbpipe, restorer: ILayoutRestorer | null) => {
    const { trans } = nbpipe.host;
    place<EndpointProps, EndpointProps>(app, nbpipe, restorer, {
      namespace: 'nbpipe-endpoints',
      command: OPENS.endpoint,
      label: () => trans.__('Open an endpoint'),
      caption: trans.__('What is deployed there, and its history'),
      properties: { name: { type: 'string', description: 'The name of the endpoint' } },
      name: ({ name }) => name,
      title: ({ name }) => trans.__('Endpoint %1', name),
      load: async () => (await import('../pages/endpoint')).EndpointView,
      props: ({ name }) => ({ name })
    });
  }
};
