import { Component } from 'react';
import type { ReactNode } from 'react';
import { useRenew, useTrans } from '../context';
import { Button } from './controls';
import { ErrorBox } from './feedback';

interface Props {
  children?: ReactNode;
}

/** Where a view throws, this says so in its place; the rest of the page stands. */
export class Boundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  // Asked to show it again: what is asked for anew for that may come a little later.
  private waits = false;

  override componentDidUpdate(before: Props): void {
    if (!this.waits || this.state.error === null || before.children === this.props.children) return;
    this.waits = false;
    this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const again = () => {
      this.waits = true;
      this.setState({ error: null });
    };
    return <Broken error={error} onAgain={again} />;
  }
}

function Broken({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const trans = useTrans();
  const renew = useRenew();
  return (
    <ErrorBox
      error={{
        message: trans.__('This could not be shown: %1', error.message || error.name),
        hint: trans.__(
          'Nothing is lost: what ran is in the store. If it comes again, report it with this message.'
        )
      }}
    >
      <p>
        <Button
          sign="again"
          onClick={() => {
            renew();
            onAgain();
          }}
        >
          {trans.__('Show again')}
        </Button>
      </p>
    </ErrorBox>
  );
}
