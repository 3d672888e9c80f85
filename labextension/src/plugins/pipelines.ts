import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import type { Message } from '@lumino/messaging';
import { Panel } from '@lumino/widgets';
import type { Widget } from '@lumino/widgets';
import { icon } from './icon';
import { page } from './page';
import { INbpipe, PALETTE } from './tokens';

const ID = 'nbpipe-pipelines';
const SHOW = 'nbpipe:show-pipelines';
const LAUNCHER = 'launcher:create';

export const pipelines: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:pipelines',
  description: 'Adds the side panel with pipelines, what runs now, and models.',
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
    const panel = new Later(() =>
      page(nbpipe, async () => (await import('../pages/pipelines')).PipelinesPanel, {
        ...(app.commands.hasCommand(LAUNCHER) && {
          onLauncher: () => void app.commands.execute(LAUNCHER)
        })
      })
    );
    panel.id = ID;
    panel.title.icon = icon;
    panel.title.caption = trans.__('Pipelines');
    app.shell.add(panel, 'left', { rank: 450, type: 'Pipelines' });
    restorer?.add(panel, ID);
    app.commands.addCommand(SHOW, {
      label: trans.__('Show pipelines'),
      caption: trans.__('Pipelines, what runs now, and models, at the side'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => app.shell.activateById(ID)
    });
    palette?.addItem({ command: SHOW, category: PALETTE });
  }
};

/** Makes what it shows when it is first seen: a side panel is there from the start, and mostly closed. */
class Later extends Panel {
  constructor(private readonly make: () => Widget) {
    super();
    this.addClass('nbp-page');
    this.addClass('nbp-later');
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.seen();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.seen();
  }

  private seen(): void {
    if (this.isVisible && this.widgets.length === 0) this.addWidget(this.make());
  }
}
