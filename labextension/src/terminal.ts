/** Text as a terminal shows it: lines that are written over, and colours. Pure functions. */

/** How a piece of text looks. Colours are CSS, null the usual one. */
export interface Look {
  ink: string | null;
  ground: string | null;
  bold: boolean;
  faint: boolean;
  italic: boolean;
  underline: boolean;
  turned: boolean;
}

export const USUAL: Look = {
  ink: null,
  ground: null,
  bold: false,
  faint: false,
  italic: false,
  underline: false,
  turned: false
};

export interface Piece {
  text: string;
  look: Look;
}

/** Without what a carriage return wrote over, such as the earlier states of a progress bar. */
export function overwritten(text: string): string {
  if (!text.includes('\r')) return text;
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map(line => {
      // A return at the end has nothing after it yet: the line stands until something comes.
      const end = line.replace(/\r+$/, '').length;
      return line.slice(line.lastIndexOf('\r', end - 1) + 1);
    })
    .join('\n');
}

// Colours and the like (CSI … letter), titles and links (OSC … BEL), and the choice of a character set.

const CONTROL =
  /\x1b\[([0-9;:?]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|[\x00-\x08\x0b-\x1f]/g;

/** The text in pieces of one look each, beginning with `look`; the last of the answer is how it goes on. */
export function pieces(text: string, look: Look = USUAL): [Piece[], Look] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(CONTROL)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), look });
    at = match.index + match[0].length;
    if (match[2] === 'm') look = styled(look, match[1]);
  }
  if (at < text.length) found.push({ text: text.slice(at), look });
  return [found, look];
}

/** A long text in parts of about `lines` lines, each with the look that it begins with: so that only the end of a growing text is drawn anew. */
export function parts(text: string, lines = 200): Piece[] {
  const found: Piece[] = [];
  let [from, look] = [0, USUAL];
  while (from < text.length) {
    let to = from;
    for (let i = 0; i < lines && to < text.length; i++) {
      const end = text.indexOf('\n', to);
      to = end < 0 ? text.length : end + 1;
    }
    const part = text.slice(from, to);
    found.push({ text: part, look });
    if (part.includes('\x1b')) look = pieces(part, look)[1];
    from = to;
  }
  return found;
}

function styled(look: Look, codes: string): Look {
  const numbers = codes.split(/[;:]/).map(Number);
  const next = { ...look };
  for (let i = 0; i < numbers.length; i++) {
    const code = numbers[i];
    if (code === 0) Object.assign(next, USUAL);
    else if (code === 1) next.bold = true;
    else if (code === 2) next.faint = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 7) next.turned = true;
    else if (code === 22) next.bold = next.faint = false;
    else if (code === 23) next.italic = false;
    else if (code === 24) next.underline = false;
    else if (code === 27) next.turned = false;
    else if (code === 39) next.ink = null;
    else if (code === 49) next.ground = null;
    else if (code === 38 || code === 48) {
      const [colour, used] = extended(numbers.slice(i + 1));
      i += used;
      next[code === 38 ? 'ink' : 'ground'] = colour;
    } else if ((code >= 30 && code < 38) || (code >= 90 && code < 98)) next.ink = named(code % 10);
    else if ((code >= 40 && code < 48) || (code >= 100 && code < 108)) next.ground = named(code % 10);
  }
  return next;
}

const named = (index: number) => `var(--nbp-ansi-${index})`;

/** A colour of 256 or of all, and how many numbers it took. */
function extended([kind, ...rest]: number[]): [string | null, number] {
  if (kind === 2) return [rgb(rest[0], rest[1], rest[2]), 4];
  if (kind !== 5 || !(rest[0] >= 0 && rest[0] < 256)) return [null, 1];
  const index = rest[0];
  if (index < 16) return [named(index % 8), 2];
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [rgb(grey, grey, grey), 2];
  }
  const level = (value: number) => (value ? 55 + value * 40 : 0);
  const cube = index - 16;
  return [rgb(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)), 2];
}

const rgb = (...parts: number[]) =>
  `rgb(${parts.map(part => Math.min(255, Math.max(0, Math.round(part) || 0))).join(' ')})`;
