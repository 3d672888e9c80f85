import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { Executions } from '../schema';
import { short } from '../words';
import { icon } from './icon';
import { page } from './page';
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
    const tracker = new WidgetTracker<MainAreaWidget>({ namespace: 'nbpipe-executions' });
    // What each page was opened with: the restorer opens it with the same after a reload.
    const opened = new WeakMap<MainAreaWidget, Args>();

    const open = ({ id, step, store = '' }: Args & { id: string }) => {
      const name = `nbpipe-execution-${store}-${id}`;
      const old = tracker.find(widget => widget.id === name);
      // Another step: the page is made anew with it, in the old one's place.
      if (old && !step) {
        app.shell.activateById(name);
        return old;
      }
      const load = async () => (await import('../pages/execution')).ExecutionView;
      const widget = new MainAreaWidget({ content: page(nbpipe, load, { id, step }, store) });
      // The page has its own.
      widget.toolbar.hide();
      widget.id = name;
      widget.title.label = trans.__('Execution %1', short(id));
      widget.title.caption = id;
      widget.title.icon = icon;
      widget.title.closable = true;
      opened.set(widget, { id, step, store });
      app.shell.add(widget, 'main', old && { ref: old.id, mode: 'tab-after' });
      // Notebook 7 has room for one thing there.
      if (!widget.isAttached) app.shell.add(widget, 'down');
      old?.dispose();
      void tracker.add(widget);
      app.shell.activateById(name);
      return widget;
    };

    app.commands.addCommand(OPENS.execution, {
      label: args => (args.id ? trans.__('Open execution') : trans.__('Open the newest execution')),
      caption: trans.__('Graph, steps and results of a run'),
      icon,
      describedBy: {
        args: {
          type: 'object',
          properties: {
            id: { type: 'string', description: 'The execution; without it the newest' },
            step: { type: 'string', description: 'The step to select' },
            store: { type: 'string', description: 'The store, relative to the root' }
          }
        }
      },
      execute: async args => {
        const { id, step, store } = args as Args;
        if (id) return open({ id, step, store });
        const newest = await nbpipe.live.api.get<Executions>('executions', { store, limit: 1 });
        return newest.rows.length ? open({ id: newest.rows[0].id, store }) : null;
      }
    });
    palette?.addItem({ command: OPENS.execution, category: PALETTE });
    if (restorer) {
      void restorer.restore(tracker, {
        command: OPENS.execution,
        args: widget => ({ ...opened.get(widget) }),
        name: widget => widget.id
      });
    }
  }
};
