/** Underlines in the editor of a cell, with message and hint where the pointer is. */

import { Compartment, StateEffect, StateField } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, hoverTooltip } from '@codemirror/view';
import type { DecorationSet } from '@codemirror/view';
import type { Cell } from '@jupyterlab/cells';
import type { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { Mark } from '../schema';
import { extent } from './logic';

const setMarks = StateEffect.define<readonly Mark[]>();
const place = new Compartment();

/** The underlines; they move with the text until the next check. */
const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    let found = before.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      const source = transaction.state.doc.toString();
      found = Decoration.set(
        effect.value.flatMap(mark => {
          const at = extent(mark, source);
          return at && at.to > at.from
            ? [
                Decoration.mark({
                  class: `nbp-underline nbp-underline-${mark.severity}`,
                  mark
                }).range(at.from, Math.min(at.to, source.length))
              ]
            : [];
        }),
        true
      );
    }
    return found;
  },
  provide: self => EditorView.decorations.from(self)
});

const tooltip = hoverTooltip((view, position) => {
  const found: { mark: Mark; from: number; to: number }[] = [];
  view.state.field(field, false)?.between(position, position, (from, to, value) => {
    found.push({ mark: (value.spec as { mark: Mark }).mark, from, to });
  });
  if (!found.length) return null;
  return {
    pos: Math.min(...found.map(({ from }) => from)),
    end: Math.max(...found.map(({ to }) => to)),
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'nbp-tip';
      for (const { mark } of found) {
        const message = dom.appendChild(document.createElement('p'));
        message.textContent = mark.message;
        message.className = 'nbp-tip-message';
        if (mark.hint) dom.appendChild(document.createElement('p')).textContent = mark.hint;
      }
      return { dom };
    }
  };
});

const extension: Extension = [field, tooltip];

function viewOf(cell: Cell): EditorView | null {
  const view = (cell.editor as CodeMirrorEditor | null)?.editor;
  return view ?? null;
}

/** Underline these in a cell; an empty list takes away what is there, and everything of ours with it. */
export function underline(cell: Cell, marks: readonly Mark[]): void {
  const view = viewOf(cell);
  if (!view) return;
  const there = view.state.field(field, false) !== undefined;
  if (!marks.length) {
    if (there) view.dispatch({ effects: place.reconfigure([]) });
    return;
  }
  if (!there) {
    const known = place.get(view.state) !== undefined;
    view.dispatch({
      effects: known ? place.reconfigure(extension) : StateEffect.appendConfig.of(place.of(extension))
    });
  }
  view.dispatch({ effects: setMarks.of(marks) });
}
