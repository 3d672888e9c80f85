/** A log that grows: pure functions over the answers of …/log. */

import type { Json, Log, LogCell } from '../../schema';
import { overwritten } from '../../terminal';

type Output = Record<string, Json>;

// Characters of outputs that a page holds while something runs: beyond the first number the oldest go, down to the second.
const MOST = 2_000_000;
const KEPT = 1_000_000;

/** The log with an answer that came after it. */
export function appended(before: Log | null, part: Log, most = MOST, kept = KEPT): Log {
  if (before === null || part.whole || part.attempt !== before.attempt) return part;
  const size = before.size + part.size;
  // Only the end of what is new was given: what was before it is not next to it.
  if (part.cut) return { ...part, size };
  const cells = [...before.cells];
  for (const cell of part.cells) {
    const at = cells.findIndex(({ number, role }) => number === cell.number && role === cell.role);
    if (at < 0) cells.push(cell);
    else cells[at] = { ...cells[at], outputs: joined(cells[at].outputs, cell.outputs) };
  }
  const log = { ...part, size, cut: before.cut, cells };
  return weight(cells) > most ? { ...log, cut: true, cells: end(cells, kept) } : log;
}

function joined(before: Output[], more: Output[]): Output[] {
  const last = before.at(-1);
  const first = more.at(0);
  if (!first || !last || !isText(first) || !isText(last) || first.name !== last.name) {
    return [...before, ...more];
  }
  return [
    ...before.slice(0, -1),
    { ...last, text: overwritten(textOf(last) + textOf(first)) },
    ...more.slice(1)
  ];
}

const textOf = ({ text }: Output) => (typeof text === 'string' ? text : '');

const isText = (output: Output) => output.output_type === 'stream';

const weight = (cells: readonly LogCell[]) =>
  cells.reduce((sum, cell) => sum + cell.outputs.reduce((all, output) => all + weightOf(output), 0), 0);

/** Characters of an output, about. */
function weightOf(output: Output): number {
  if (isText(output)) return textOf(output).length;
  const values = [output.data, output.traceback].flatMap(item =>
    item && typeof item === 'object' ? Object.values<Json>(item) : []
  );
  return values.reduce<number>((sum, item) => sum + (typeof item === 'string' ? item.length : 100), 0);
}

/** The last outputs, up to that many characters; of a text that goes beyond, its last lines. */
function end(cells: readonly LogCell[], kept: number): LogCell[] {
  let room = kept;
  const found = [...cells].reverse().map(cell => {
    const outputs: Output[] = [];
    for (const output of [...cell.outputs].reverse()) {
      const size = weightOf(output);
      if (size <= room) outputs.unshift(output);
      else if (isText(output) && room > 0) {
        const text = textOf(output).slice(-room);
        outputs.unshift({ ...output, text: text.slice(text.indexOf('\n') + 1) });
      }
      room = Math.max(0, room - size);
    }
    return { ...cell, outputs };
  });
  return found.reverse();
}
