import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { INbpipe, OPENS } from './tokens';

interface Args {
  path: string;
  /** Number of a cell, from 1. */
  cell?: number | null;
  /** Line in that cell, from 1. */
  line?: number | null;
}

export const notebooks: JupyterFrontEndPlugin<void> = {
  id: 'nbpipe-labextension:notebooks',
  description: 'Opens a notebook at a cell and a line.',
  autoStart: true,
  requires: [INbpipe],
  optional: [IDocumentManager],
  activate: (app: JupyterFrontEnd, nbpipe: INbpipe, documents: IDocumentManager | null) => {
    if (!documents) return;
    app.commands.addCommand(OPENS.notebook, {
      label: nbpipe.host.trans.__('Open the notebook of a step'),
      describedBy: {
        args: {
          type: 'object',
          required: ['path'],
          properties: { path: { type: 'string' }, cell: { type: 'number' }, line: { type: 'number' } }
        }
      },
      execute: async args => {
        const { path, cell, line } = args as unknown as Args;
        const panel = documents.openOrReveal(path) as NotebookPanel | undefined;
        if (!panel || cell == null) return;
        await panel.revealed;
        const { content } = panel;
        const index = Math.min(cell, content.widgets.length) - 1;
        if (index < 0) return;
        content.activeCellIndex = index;
        content.deselectAll();
        await content.scrollToItem(index, 'smart');
        const editor = content.widgets[index].editor;
        if (line != null && editor) {
          content.mode = 'edit';
          editor.setCursorPosition({ line: Math.min(line, editor.lineCount) - 1, column: 0 });
          editor.focus();
        }
      }
    });
  }
};
