import { Component } from 'react';
import type { ReactNode } from 'react';
import { useTrans } from '../context';
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

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Broken error={error} onAgain={() => this.setState({ error: null })} />;
  }
}

function Broken({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const trans = useTrans();
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
        <Button sign="again" onClick={onAgain}>
          {trans.__('Show again')}
        </Button>
      </p>
    </ErrorBox>
  );
}
