import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import type { AuditProps } from '../pages/audit';
import { place } from './place';
import { INbpipe, OPENS, PALETTE } from './tokens';

export const audit: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:audit',
  description: 'Opens the audit log of the model registry.',
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
    place<AuditProps, AuditProps>(app, nbpipe, restorer, {
      namespace: 'nbpipe-audit',
      command: OPENS.audit,
      label: () => trans.__('Open the audit log'),
      caption: trans.__('Who changed the model registry, when and why, and whether the log is whole'),
      properties: {
        group: { type: 'string', description: 'Only records about this model' },
        version: { type: 'number', description: 'Only those about this version of it' }
      },
      name: ({ group = '', version = 0 }) => `${group}-${version}`,
      title: ({ group, version }) =>
        group ? trans.__('Audit of %1', version ? `${group}:${version}` : group) : trans.__('Audit log'),
      load: async () => (await import('../pages/audit')).AuditView,
      props: ({ group, version }) => ({ group, version })
    });
    palette?.addItem({ command: OPENS.audit, category: PALETTE, args: { isPalette: true } });
  }
};
