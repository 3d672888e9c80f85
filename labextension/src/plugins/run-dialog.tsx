import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import { storeOf } from '../badges/state';
import { Provide } from '../context';
import { RunView } from '../pages/run';
import type { Json, Started } from '../schema';
import type { INbpipe } from './tokens';

/** The form of a run in a dialog; null where nothing was started. */
export async function runDialog(
  nbpipe: INbpipe,
  path: string,
  pause: number,
  given?: Readonly<Record<string, Json>>
): Promise<Started | null> {
  let answer: Started | null = null;
  const store = await storeOf(nbpipe, path).catch(() => ''); // what is wrong, the form says
  const body = ReactWidget.create(
    <Provide live={nbpipe.live} host={nbpipe.host} store={store}>
      <RunView
        path={path}
        pause={pause}
        given={given}
        onCancel={() => dialog.reject()}
        onStarted={started => {
          answer = started;
          dialog.reject();
        }}
      />
    </Provide>
  );
  const dialog = new FormDialog({
    title: nbpipe.host.trans.__('Run pipeline'),
    body,
    buttons: [],
    hasClose: true
  });
  dialog.addClass('nbp-dialog');
  await dialog.launch();
  return answer;
}

/** A dialog whose body has the buttons: keys are the form's, but for Escape. */
class FormDialog extends Dialog<unknown> {
  override handleEvent(event: Event): void {
    if (event.type === 'keydown' && (event as KeyboardEvent).key !== 'Escape') {
      if ((event as KeyboardEvent).key === 'Tab') this.trap(event as KeyboardEvent);
      return;
    }
    if (event.type === 'focus') {
      const target = event.target as Node | null;
      if (target && !this.node.contains(target)) this.focusable()[0]?.focus();
      return;
    }
    super.handleEvent(event);
  }

  private focusable(): HTMLElement[] {
    return [...this.node.querySelectorAll<HTMLElement>('button, input, select, textarea, summary')].filter(
      each => !(each as HTMLButtonElement).disabled && each.offsetParent !== null
    );
  }

  private trap(event: KeyboardEvent): void {
    const all = this.focusable();
    const last = event.shiftKey ? all[0] : all[all.length - 1];
    if (document.activeElement !== last) return;
    event.preventDefault();
    (event.shiftKey ? all[all.length - 1] : all[0]).focus();
  }
}
