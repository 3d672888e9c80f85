import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import {
  CommandToolbarButton,
  ICommandPalette,
  IToolbarWidgetRegistry,
  showErrorMessage
} from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { runIcon, stopIcon } from '@jupyterlab/ui-components';
import { ApiError, route } from '../api';
import type { Watched } from '../badges/state';
import type { Json, Started } from '../schema';
import { icon } from './icon';
import { INbpipe, PALETTE, RUN } from './tokens';

const ID = 'nbpipe-labextension:notebook-run';
const RUN_THIS = 'nbpipe:run-notebook';
const STOP = 'nbpipe:stop-notebook';

/** Saves what was not saved: a run takes the file. Whether it is now; where not, Lab said why. */
async function saved({ context }: NotebookPanel): Promise<boolean> {
  if (context.model.dirty && !context.model.readOnly) await context.save();
  return !context.model.dirty || context.model.readOnly;
}

export const notebookRun: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'Runs the pipeline of a notebook from its toolbar, and stops it.',
  autoStart: true,
  requires: [INbpipe],
  optional: [INotebookTracker, IToolbarWidgetRegistry, ICommandPalette, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    nbpipe: INbpipe,
    tracker: INotebookTracker | null,
    toolbars: IToolbarWidgetRegistry | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null
  ) => {
    if (!tracker) return;
    const { commands } = app;
    const { trans } = nbpipe.host;
    const local = (path: string) => app.serviceManager.contents.localPath(path);
    const watched = new Map<string, Watched>();
    let opens = 'page';
    let pause = 400;
    void registry?.load(ID).then(settings => {
      const read = () => {
        const chosen = settings.get('openAfterRun').composite;
        if (typeof chosen === 'string') opens = chosen;
        pause = Number(settings.get('pause').composite ?? pause);
      };
      read();
      settings.changed.connect(read);
    });

    const notebook = (args: { panel?: unknown }): NotebookPanel | null =>
      (typeof args.panel === 'string'
        ? tracker.find(({ id }) => id === args.panel)
        : tracker.currentWidget) ?? null;

    const follow = async (panel: NotebookPanel) => {
      await panel.context.ready;
      const { watch } = await import('../badges/state');
      if (panel.isDisposed || watched.has(panel.id)) return;
      const made = watch(panel, nbpipe, local);
      watched.set(panel.id, made);
      made.state.changed.connect(() => commands.notifyCommandChanged(STOP));
      panel.disposed.connect(() => {
        made.dispose();
        watched.delete(panel.id);
      });
    };
    tracker.widgetAdded.connect((_, panel) => void follow(panel));
    tracker.forEach(panel => void follow(panel));
    tracker.currentChanged.connect(() => commands.notifyCommandChanged(STOP));

    const show = (panel: NotebookPanel, { execution, store }: Started) => {
      if (opens === 'nothing') return;
      const shown = panel.node.querySelector('.nbp-panel[data-nbpipe]');
      if (opens === 'panel' && shown) shown.scrollIntoView({ block: 'nearest' });
      else {
        const target = { kind: 'execution' as const, id: execution, store };
        nbpipe.host.open(target);
      }
    };

    commands.addCommand(RUN_THIS, {
      label: args => (args.toolbar ? '' : trans.__('Run pipeline…')),
      caption: trans.__('Run the pipeline of this notebook'),
      icon: args => (args.toolbar ? icon : runIcon),
      isEnabled: args => notebook(args) !== null,
      describedBy: { args: { type: 'object', properties: { panel: { type: 'string' } } } },
      execute: async args => {
        const panel = notebook(args);
        if (!panel || !(await saved(panel))) return null;
        const { runDialog } = await import('./run-dialog');
        const started = await runDialog(nbpipe, local(panel.context.path), pause);
        if (started) show(panel, started);
        return started?.execution ?? null;
      }
    });
    commands.addCommand(RUN, {
      label: trans.__('Run again with changes…'),
      caption: trans.__('Run a notebook with the parameters of an earlier run, or others'),
      icon: runIcon,
      describedBy: {
        args: {
          type: 'object',
          properties: { notebook: { type: 'string' }, parameters: { type: 'object' } },
          required: ['notebook']
        }
      },
      execute: async args => {
        const path = typeof args.notebook === 'string' ? args.notebook : '';
        const panel = tracker.find(each => local(each.context.path) === path);
        if (panel && !(await saved(panel))) return null;
        const { runDialog } = await import('./run-dialog');
        const started = await runDialog(nbpipe, path, pause, args.parameters as Record<string, Json>);
        if (started) nbpipe.host.open({ kind: 'execution', id: started.execution, store: started.store });
        return started?.execution ?? null;
      }
    });
    commands.addCommand(STOP, {
      label: args => (args.toolbar ? '' : trans.__('Stop pipeline')),
      caption: trans.__('Stop the run of this notebook'),
      icon: stopIcon,
      isEnabled: args => {
        const panel = notebook(args);
        return (panel && watched.get(panel.id)?.state.running) ?? false;
      },
      describedBy: { args: { type: 'object', properties: { panel: { type: 'string' } } } },
      execute: async args => {
        const panel = notebook(args);
        const row = panel && watched.get(panel.id)?.state.newest.row;
        if (!panel || !row) return;
        const { api } = nbpipe.live;
        try {
          const { storeOf } = await import('../badges/state');
          const store = await storeOf(nbpipe, local(panel.context.path));
          await api.post(route`executions/${row.id}/stop`, {}, { store });
        } catch (error) {
          const said =
            error instanceof ApiError
              ? [error.message, error.hint].filter(Boolean).join('\n')
              : String(error);
          await showErrorMessage(trans.__('The run was not stopped'), said);
        }
      }
    });
    for (const command of [RUN_THIS, STOP]) palette?.addItem({ command, category: PALETTE });
    for (const [name, id] of [
      ['nbpipe-run', RUN_THIS],
      ['nbpipe-stop', STOP]
    ]) {
      toolbars?.addFactory<NotebookPanel>(
        'Notebook',
        name,
        panel =>
          new CommandToolbarButton({ commands, id, args: { panel: panel.id, toolbar: true }, label: '' })
      );
    }
  }
};
