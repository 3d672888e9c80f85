import { useHost, useTrans } from '../../context';
import { Button, Code, Diff, Empty, Fold } from '../../kit';
import type { CodeCell } from '../../schema';
import type { StepTabProps } from '../inspector';
import { Section } from '../parts';

/** The code of the step, with the lines numbered as in the user's notebook; what of it changed; the setup folded. */
export function CodeTab({ page, notebook }: StepTabProps) {
  const trans = useTrans();
  const { code, setup, diff, failure, card } = page;
  if (!code.length && !setup.length) {
    return <Empty title={trans.__('This step has no code')}>{page.node.expression}</Empty>;
  }
  const failed = (cell: CodeCell) => (failure?.cell === cell.number ? failure.line : null);
  return (
    <div className="nbp-body">
      {code.map(cell => (
        <Cell key={cell.number} cell={cell} notebook={notebook} line={failed(cell)} />
      ))}
      {setup.length > 0 && (
        <Fold
          title={trans._n('%1 setup cell, which runs first', '%1 setup cells, which run first', setup.length)}
          open={setup.some(cell => failure?.cell === cell.number)}
        >
          <div className="nbp-cells">
            {setup.map(cell => (
              <Cell key={cell.number} cell={cell} notebook={notebook} line={failed(cell)} />
            ))}
          </div>
        </Fold>
      )}
      {diff.length > 0 && (
        <Section title={trans.__('What changed since the run before')}>
          <Diff lines={diff} label={trans.__('What changed in the code of %1', card.step)} />
        </Section>
      )}
    </div>
  );
}

function Cell({ cell, notebook, line }: { cell: CodeCell; notebook: string | null; line: number | null }) {
  const trans = useTrans();
  const host = useHost();
  const { number, id, source, first_line } = cell;
  return (
    <section className="nbp-cell" aria-label={trans.__('Cell %1', number)}>
      <div className="nbp-cell-head">
        <h4>{trans.__('Cell %1', number)}</h4>
        {notebook !== null && host.opens('notebook') && (
          <Button
            sign="open"
            onClick={() => host.open({ kind: 'notebook', path: notebook, cell: number, cellId: id, line })}
          >
            {trans.__('Open in notebook')}
          </Button>
        )}
      </div>
      <Code source={source} first={first_line} line={line} label={trans.__('Code of cell %1', number)} />
    </section>
  );
}
