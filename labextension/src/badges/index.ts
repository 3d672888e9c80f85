/**
 * The lines above the cells of a pipeline's notebook.
 *
 *   logic.ts    what they say, and where marks stand: pure
 *   state.ts    what is known about a notebook: checked as one types, live in what runs
 *   line.ts     the line as elements
 *   editor.ts   underlines in the editor
 */

import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { PanelLayout } from '@lumino/widgets';
import type { INbpipe } from '../plugins/tokens';
import { underline } from './editor';
import { BadgeWidget } from './line';
import { byCell, lines } from './logic';
import { storeOf, watch } from './state';

const SELECT = 'nbpipe:select';

export interface Decorated {
  pause: (milliseconds: number) => void;
  dispose: () => void;
}

/** Put lines above the cells of a notebook, and keep them; `dispose` leaves no trace. */
export function decorate(panel: NotebookPanel, nbpipe: INbpipe, local: (path: string) => string): Decorated {
  const watched = watch(panel, nbpipe, local);
  const { state } = watched;
  const badges = new Map<Cell, BadgeWidget>();
  const marked = new Set<Cell>();
  let over = false;

  const select = (step: string) => {
    // The panel in this notebook, where one is shown; else the page of the execution.
    const shown = [...panel.node.querySelectorAll<HTMLElement>('.nbp-panel[data-nbpipe]')].filter(
      node => node.dataset.nbpipe === state.checked?.pipeline && node.offsetParent !== null
    );
    if (shown.length) {
      shown[0].dispatchEvent(new CustomEvent(SELECT, { detail: { step } }));
      shown[0].scrollIntoView({ block: 'nearest' });
    } else if (state.newest.row) {
      const { id } = state.newest.row;
      void storeOf(nbpipe, state.path).then(store => {
        const target = { kind: 'execution' as const, id, step, store };
        nbpipe.host.open(target);
      });
    }
  };

  const draw = () => {
    if (over || panel.isDisposed) return;
    const { checked, newest } = state;
    const shown = checked ? lines(checked, newest.cards) : new Map<string, never>();
    const marks = checked ? byCell(checked.marks) : new Map<string, never>();
    const cells = new Set<Cell>(panel.content.widgets);
    for (const cell of cells) {
      const { id } = cell.model;
      const line = shown.get(id);
      let badge = badges.get(cell);
      if (!line) {
        badge?.dispose();
        badges.delete(cell);
      } else {
        if (!badge) {
          badge = new BadgeWidget(nbpipe.host.trans, select);
          badges.set(cell, badge);
          place(cell, badge);
        }
        badge.say(line);
      }
      const found = marks.get(id) ?? [];
      if (found.length || marked.has(cell)) {
        if (found.length) marked.add(cell);
        else marked.delete(cell);
        void cell.ready.then(() => {
          if (!cell.isDisposed) underline(cell, over ? [] : found);
        });
      }
    }
    for (const cell of [...badges.keys()]) {
      if (cells.has(cell)) continue;
      badges.get(cell)?.dispose();
      badges.delete(cell);
      marked.delete(cell);
    }
  };

  state.changed.connect(draw);
  const dispose = () => {
    if (over) return;
    over = true;
    state.changed.disconnect(draw);
    watched.dispose();
    for (const badge of badges.values()) badge.dispose();
    for (const cell of marked) if (!cell.isDisposed) underline(cell, []);
    badges.clear();
    marked.clear();
    panel.disposed.disconnect(dispose);
  };
  panel.disposed.connect(dispose);
  draw();
  return {
    pause: milliseconds => {
      state.pause = milliseconds;
    },
    dispose
  };
}

/** Between the cell's header and its input, once the cell has been drawn. */
function place(cell: Cell, badge: BadgeWidget): void {
  void cell.ready.then(() => {
    if (cell.isDisposed || badge.isDisposed) return;
    (cell.layout as PanelLayout).insertWidget(1, badge);
  });
}
