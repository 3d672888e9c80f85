import { useTrans } from '../../context';
import { Empty, LineChart } from '../../kit';
import type { Series } from '../../schema';
import { digits } from '../../words';
import type { StepTabProps } from '../inspector';

/** What was logged: the last value of each metric, and the course of those that were logged again and again. */
export function Metrics({ page: { metrics, card } }: StepTabProps) {
  const trans = useTrans();
  if (!metrics.length) {
    return (
      <Empty
        title={card.ended_at === null ? trans.__('Nothing logged yet') : trans.__('It logged no metrics')}
        command='nbpipe.log_metric("auc", 0.84)'
      >
        {trans.__(
          'A step logs numbers with --metrics, which names a variable that holds them, or anywhere in its code:'
        )}
      </Empty>
    );
  }
  const series = metrics.filter(item => item.points.length > 1);
  return (
    <div className="nbp-body">
      <table className="nbp-logged">
        <thead>
          <tr>
            <th scope="col">{trans.__('Metric')}</th>
            <th scope="col" className="nbp-end">
              {trans.__('Value')}
            </th>
            {series.length > 0 && (
              <>
                <th scope="col" className="nbp-end">
                  {trans.__('Smallest')}
                </th>
                <th scope="col" className="nbp-end">
                  {trans.__('Largest')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {metrics.map(item => (
            <tr key={item.name}>
              <th scope="row">{item.name}</th>
              <Value value={item.points.at(-1)?.value ?? null} />
              {series.length > 0 &&
                (item.points.length > 1 ? (
                  range(item).map((value, i) => <Value key={i} value={value} />)
                ) : (
                  <td colSpan={2} />
                ))}
            </tr>
          ))}
        </tbody>
      </table>
      {series.map(item => (
        <section key={item.name} className="nbp-section">
          <LineChart
            label={item.name}
            height={150}
            x={item.points.some(point => point.step !== null) ? trans.__('step') : ''}
            lines={[{ name: item.name, points: course(item) }]}
          />
          {item.total > item.points.length && (
            <p className="nbp-quiet">
              {trans.__('%1 of %2 values are drawn.', item.points.length, item.total)}
            </p>
          )}
        </section>
      ))}
    </div>
  );
}

function Value({ value }: { value: number | null }) {
  return (
    <td className="nbp-end nbp-number" title={value === null ? undefined : String(value)}>
      {digits(value)}
    </td>
  );
}

/** The points to draw: over the steps that they were logged with, else over their order. */
export function course({ points }: Pick<Series, 'points'>): { x: number; y: number }[] {
  return points.map(({ step, value }, i) => ({ x: step ?? i, y: value ?? NaN }));
}

function range({ points }: Series): [number | null, number | null] {
  return points.reduce<[number | null, number | null]>(
    ([low, high], { value }) =>
      value === null ? [low, high] : [Math.min(low ?? value, value), Math.max(high ?? value, value)],
    [null, null]
  );
}
