import { useState } from 'react';
import { useTrans } from '../context';
import type { Json } from '../schema';

/** JSON that opens branch by branch; `open` levels are open at first. */
export function Tree({ value, name, open = 1 }: { value: Json; name?: string; open?: number }) {
  return (
    <ul className="nbp-tree">
      <Branch value={value} name={name} open={open} />
    </ul>
  );
}

// A longer list is shown this many at a time.
const STEP = 100;

function Branch({ value, name, open }: { value: Json; name?: string; open: number }) {
  const trans = useTrans();
  const [opened, setOpened] = useState(open > 0);
  const [count, setCount] = useState(STEP);
  const key = name === undefined ? null : <span className="nbp-tree-key">{name}: </span>;
  if (value === null || typeof value !== 'object') {
    const kind = value === null ? 'null' : typeof value;
    return (
      <li>
        {key}
        <span className={`nbp-tree-${kind}`}>
          {typeof value === 'string' ? JSON.stringify(value) : String(value)}
        </span>
      </li>
    );
  }
  const list = Array.isArray(value);
  const items = Object.entries(value);
  const summary = list
    ? trans._n('[%1 item]', '[%1 items]', items.length)
    : trans._n('{%1 key}', '{%1 keys}', items.length);
  return (
    <li>
      <button
        type="button"
        className="nbp-tree-fold"
        aria-expanded={opened}
        disabled={items.length === 0}
        onClick={() => setOpened(!opened)}
      >
        <span className="nbp-tree-arrow" aria-hidden />
        {key}
        <span className="nbp-quiet">{summary}</span>
      </button>
      {opened && items.length > 0 && (
        <ul>
          {items.slice(0, count).map(([at, item]) => (
            <Branch key={at} name={at} value={item} open={open - 1} />
          ))}
          {items.length > count && (
            <li>
              <button type="button" className="nbp-link" onClick={() => setCount(count + STEP)}>
                {trans._n('%1 more', '%1 more', items.length - count)}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}
