import { ReactWidget } from '@jupyterlab/ui-components';
import { Component, Suspense, lazy, useMemo, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
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
  const widget = ReactWidget.create(<Loading nbpipe={nbpipe} load={load} props={props} store={store} />);
  widget.addClass('nbp-page');
  return widget;
}

interface LoadingProps<P> {
  nbpipe: INbpipe;
  load: () => Promise<ComponentType<P>>;
  props: P;
  store: string;
}

function Loading<P extends object>({ nbpipe, load, props, store }: LoadingProps<P>) {
  const [tries, setTries] = useState(0);
  const View = useMemo(
    () =>
      lazy(async () => {
        const [{ Provide }, { Boundary }, Shown] = await Promise.all([
          import('../context'),
          import('../kit'),
          load()
        ]);
        return {
          default: () => (
            <Provide live={nbpipe.live} host={nbpipe.host} store={store}>
              <Boundary>
                <Shown {...props} />
              </Boundary>
            </Provide>
          )
        };
      }),
    // What could not be loaded stays so in a lazy component: another try needs another one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [nbpipe, load, props, store, tries]
  );
  return (
    <Unloaded key={tries} nbpipe={nbpipe} onAgain={() => setTries(tries + 1)}>
      <Suspense fallback={null}>
        <View />
      </Suspense>
    </Unloaded>
  );
}

interface UnloadedProps {
  nbpipe: INbpipe;
  onAgain: () => void;
  children: ReactNode;
}

/** In the place of a page whose code did not come, such as after an update of the server. */
class Unloaded extends Component<UnloadedProps, { error: string | null }> {
  override state: { error: string | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: string } {
    return { error: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const { trans } = this.props.nbpipe.host;
    return (
      <div className="nbp-unloaded" role="alert">
        <p>{trans.__('This page could not be loaded: %1', this.state.error)}</p>
        <p>{trans.__('See whether the server still runs. If it was updated, reload JupyterLab.')}</p>
        <button type="button" className="jp-mod-styled" onClick={this.props.onAgain}>
          {trans.__('Show again')}
        </button>
      </div>
    );
  }
}
