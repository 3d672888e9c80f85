/** Times, sizes and numbers as people read them: the same words as nbpipe/diagram/words.py. Pure functions. */

/** `34 ms`, `1.2 s`, `12 s`, `1 min 23 s`, `1 h 02 min`, `1 d 1 h`. */
export function duration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole <= 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  const hours = Math.round(seconds / 3600);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `999 B`, `12.3 kB`, `188.0 MB`. */
export function amount(size: number): string {
  if (size < 1000) return `${size} B`;
  let value = size;
  for (const unit of ['kB', 'MB', 'GB']) {
    value /= 1000;
    if (value < 1000) return `${value.toFixed(1)} ${unit}`;
  }
  return `${(value / 1000).toFixed(1)} TB`;
}

/** Four significant digits, and whole numbers whole: `0.8437`, `1470`, `12346`, `1.5e-9`. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '−inf';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value).replace(/^-/, '−');
  const size = Math.abs(value);
  const text =
    size >= 1e9 || size < 1e-4
      ? Number(value.toPrecision(4)).toExponential()
      : String(size >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
  return text.replace(/^-/, '−');
}

/** `just now`, `5 min ago`, `3 h ago`, `yesterday`, `4 days ago`, then the date. */
export function ago(then: Date, now: Date): string {
  const seconds = (now.getTime() - then.getTime()) / 1000;
  if (seconds < 0 && seconds > -60) return 'just now';
  if (seconds < 0) return exact(then);
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 24 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / (24 * 3600));
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  return exact(then).slice(0, 10);
}

/** The local date and time to the second: `2026-11-21 16:38:57`. */
export function exact(then: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  return `${day} ${two(then.getHours())}:${two(then.getMinutes())}:${two(then.getSeconds())}`;
}

/** The beginning of an execution's id or of a digest, which the command line takes for the whole. */
export function short(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 8);
}

/** Evenly spaced round numbers that span [low, high], about `count` of them. */
export function ticks(low: number, high: number, count = 5): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough) ?? 10 * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
