import { ReactWidget } from '@jupyterlab/ui-components';
import { Suspense, lazy } from 'react';
import type { ComponentType } from 'react';
import type { INbpipe } from './tokens';

/**
 * A view as a widget. `load` imports it, and with it all that views share, when the widget is first shown:
 * `page(nbpipe, async () => (await import('../pages/execution')).ExecutionView, { id })`.
 */
export function page<P extends object>(
  nbpipe: INbpipe,
  load: () => Promise<ComponentType<P>>,
  props: P,
  store = ''
): ReactWidget {
  const View = lazy(async () => {
    const [{ Provide }, Shown] = await Promise.all([import('../context'), load()]);
    return {
      default: () => (
        <Provide live={nbpipe.live} host={nbpipe.host} store={store}>
          <Shown {...props} />
        </Provide>
      )
    };
  });
  const widget = ReactWidget.create(
    <Suspense fallback={null}>
      <View />
    </Suspense>
  );
  widget.addClass('nbp-page');
  return widget;
}
