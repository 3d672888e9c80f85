import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { SplitPanel, TabPanel } from '@lumino/widgets';
import type { Widget } from '@lumino/widgets';
import type { ComponentType } from 'react';
import { icon } from './icon';
import { page } from './page';
import type { INbpipe } from './tokens';

export interface Place<A, P> {
  /** Of the tracker; what a page is called begins with it. */
  namespace: string;
  command: string;
  label: (args: ReadonlyPartialJSONObject) => string;
  caption: string;
  /** JSON schema of the command's arguments, without `store`. */
  properties: Record<string, ReadonlyPartialJSONObject>;
  /** What tells pages of one store apart: the same words, the same page. */
  name: (args: A) => string;
  title: (args: A) => string;
  /** Fills in what the arguments leave open; null where there is nothing to show. */
  complete?: (args: A) => Promise<A | null>;
  /** Whether an open page cannot show these arguments: it is made anew, in the old one's place. */
  anew?: (args: A) => boolean;
  load: () => Promise<ComponentType<P>>;
  /** `changed` says that the page shows something else now; a reload shall bring that back. */
  props: (args: A, changed: (args: Partial<A>) => void) => P;
}

// How a page was called when it was opened: JupyterLab finds its place again by that.
interface Called {
  store?: string;
  called?: string;
}

/** Adds a command that opens a kind of page in the main area: once for the same arguments, and again after a reload. */
export function place<A extends object, P extends object>(
  app: JupyterFrontEnd,
  nbpipe: INbpipe,
  restorer: ILayoutRestorer | null,
  kind: Place<A, P>
): void {
  const { namespace, command, label, caption, properties, name, title, complete, anew, load, props } = kind;
  const tracker = new WidgetTracker<MainAreaWidget>({ namespace });
  const opened = new WeakMap<MainAreaWidget, A & Called>();
  app.commands.addCommand(command, {
    label,
    caption,
    icon: args => (args.isPalette ? undefined : icon),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          ...properties,
          store: { type: 'string', description: 'The store, relative to the root' }
        }
      }
    },
    execute: async given => {
      const asked = given as unknown as A & Called;
      const args = complete ? ((await complete(asked)) as (A & Called) | null) : asked;
      if (!args) return null;
      const store = args.store ?? '';
      const called = args.called ?? [namespace, store, name(args)].filter(Boolean).join('-');
      const old = tracker.find(widget => widget.id === called);
      if (old && !anew?.(args)) {
        reveal(app, old);
        return old;
      }
      const changed = (next: Partial<A>) => {
        opened.set(widget, { ...args, ...opened.get(widget), ...next, called });
        void tracker.save(widget);
      };
      const widget: MainAreaWidget = new MainAreaWidget({
        content: page(nbpipe, load, props(args, changed), store)
      });
      // The page has its own.
      widget.toolbar.hide();
      widget.id = called;
      widget.title.label = title(args);
      widget.title.icon = icon;
      widget.title.closable = true;
      opened.set(widget, { ...args, called });
      app.shell.add(widget, 'main', old && { ref: old.id, mode: 'tab-after' });
      // Notebook 7 has room for one thing in its main area.
      if (!widget.isAttached) app.shell.add(widget, 'down');
      old?.dispose();
      void tracker.add(widget);
      reveal(app, widget);
      return widget;
    }
  });
  if (restorer) {
    void restorer.restore(tracker, {
      command,
      args: widget => ({ ...opened.get(widget) }),
      name: widget => widget.id
    });
  }
}

/** Brings a page to the front. Below a notebook of Notebook 7 it would stay behind others, or be a strip: it gets half. */
function reveal(app: JupyterFrontEnd, widget: Widget): void {
  app.shell.activateById(widget.id);
  if (!widget.node.closest('#jp-down-stack')) return;
  for (let above = widget.parent; above; above = above.parent) {
    if (above instanceof TabPanel) above.currentWidget = widget;
    if (!(above instanceof SplitPanel) || above.orientation !== 'vertical') continue;
    if (above.relativeSizes()[1] < 0.4) above.setRelativeSizes([1, 1]);
    return;
  }
}
