import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { Decorated } from '../badges';
import { INbpipe } from './tokens';

const ID = 'nbpipe-labextension:notebook-badges';

/** What a deactivation takes away again. */
let cleanUp: (() => void) | null = null;

export const notebookBadges: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'Puts a line above each cell of a pipeline: its step, its status, what is wrong with it.',
  autoStart: true,
  requires: [INbpipe],
  optional: [INotebookTracker, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    nbpipe: INbpipe,
    tracker: INotebookTracker | null,
    registry: ISettingRegistry | null
  ) => {
    if (!tracker) return;
    const decorated = new Map<NotebookPanel, Decorated>();
    let wanted = true;
    let pause = 400;
    const local = (path: string) => app.serviceManager.contents.localPath(path);
    const add = async (panel: NotebookPanel) => {
      await panel.context.ready;
      const { decorate } = await import('../badges');
      if (!wanted || panel.isDisposed || decorated.has(panel)) return;
      const made = decorate(panel, nbpipe, local);
      made.pause(pause);
      decorated.set(panel, made);
      panel.disposed.connect(() => decorated.delete(panel));
    };
    const added = (_: unknown, panel: NotebookPanel) => {
      if (wanted) void add(panel);
    };
    const clear = () => {
      for (const made of decorated.values()) made.dispose();
      decorated.clear();
    };
    const start = () => {
      tracker.widgetAdded.connect(added);
      tracker.forEach(panel => added(null, panel));
    };
    cleanUp = () => {
      wanted = false;
      tracker.widgetAdded.disconnect(added);
      clear();
    };
    if (!registry) {
      start();
      return;
    }
    const read = (settings: ISettingRegistry.ISettings) => {
      wanted = settings.get('badges').composite !== false;
      pause = Number(settings.get('pause').composite ?? pause);
      if (!wanted) clear();
      else {
        tracker.forEach(panel => added(null, panel));
        for (const made of decorated.values()) made.pause(pause);
      }
    };
    registry.load(ID).then(
      settings => {
        read(settings);
        settings.changed.connect(read);
        start();
      },
      () => start()
    );
  },
  deactivate: () => {
    cleanUp?.();
    cleanUp = null;
  }
};
