import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { INSERT, INbpipe, OPENS } from './tokens';

interface Args {
  path: string;
  /** Number of a cell, from 1. */
  cell?: number | null;
  /** The id of that cell, which it keeps when cells are moved. */
  cellId?: string | null;
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
          properties: {
            path: { type: 'string' },
            cell: { type: 'number' },
            cellId: { type: 'string' },
            line: { type: 'number' }
          }
        }
      },
      execute: async args => {
        const { path, line, ...of } = args as unknown as Args;
        const panel = documents.openOrReveal(path) as NotebookPanel | undefined;
        if (!panel || of.cell == null) return;
        await panel.revealed;
        const { content } = panel;
        const index = indexOf(panel, of);
        if (index < 0) return;
        await show(panel, index);
        const editor = content.widgets[index].editor;
        if (line != null && editor) {
          content.mode = 'edit';
          editor.setCursorPosition({ line: Math.min(line, editor.lineCount) - 1, column: 0 });
          editor.focus();
        }
      }
    });

    app.commands.addCommand(INSERT, {
      label: nbpipe.host.trans.__('Put a cell into an open notebook'),
      describedBy: {
        args: {
          type: 'object',
          required: ['path', 'source'],
          properties: {
            path: { type: 'string' },
            source: { type: 'string' },
            cell: {
              type: 'number',
              description: 'Number of the cell above it, from 1; without it the last one'
            },
            cellId: { type: 'string' }
          }
        }
      },
      execute: async args => {
        const { path, source, ...of } = args as unknown as Args & { source: string };
        const panel = documents.findWidget(path) as NotebookPanel | undefined;
        if (!panel?.model) return false;
        await panel.revealed;
        const known = indexOf(panel, of);
        const index = known < 0 ? panel.content.widgets.length : known + 1;
        panel.model.sharedModel.insertCell(index, { cell_type: 'code', source });
        app.shell.activateById(panel.id);
        await show(panel, index);
        return true;
      }
    });
  }
};

/** Where the cell stands now: by its id, else by its number; -1 where nothing says it. */
function indexOf({ content }: NotebookPanel, { cell, cellId }: Pick<Args, 'cell' | 'cellId'>): number {
  const found = cellId ? content.widgets.findIndex(item => item.model.id === cellId) : -1;
  return found >= 0 || cell == null ? found : Math.min(cell, content.widgets.length) - 1;
}

async function show({ content }: NotebookPanel, index: number): Promise<void> {
  content.activeCellIndex = index;
  content.deselectAll();
  await content.scrollToItem(index, 'smart');
}
