/** The strings of the interface: JupyterLab's translation bundle there, the English text itself elsewhere. */

export interface Trans {
  /** The text with %1, %2 … filled in. */
  __: (text: string, ...values: (string | number)[]) => string;
  /** `one` or `many` by `count`, which is %1. */
  _n: (one: string, many: string, count: number, ...values: (string | number)[]) => string;
}

const fill = (text: string, values: (string | number)[]) =>
  text.replace(/%(\d)/g, (whole, place: string) => String(values[Number(place) - 1] ?? whole));

export const english: Trans = {
  __: (text, ...values) => fill(text, values),
  _n: (one, many, count, ...values) => fill(count === 1 ? one : many, [count, ...values])
};
