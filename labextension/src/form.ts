/** The form of a run: parameters as fields with text in them, and what the text means. Pure functions. */

import type { ExecutionRow, Json, Parameter, Planned } from './schema';
import type { Trans } from './trans';

export interface Field {
  name: string;
  /** How the type is written in the notebook, such as `list[str]`. */
  type: string;
  kind: 'text' | 'integer' | 'number' | 'switch' | 'choice' | 'json';
  description: string;
  required: boolean;
  /** Of a choice, in order. */
  choices: readonly Json[];
  /** Text of the default; null where there is none. */
  preset: string | null;
  /** Text of the value in the newest execution; null where it is the default, or there is none. */
  last: string | null;
}

const KINDS: Readonly<Record<string, Field['kind']>> = {
  str: 'text',
  Path: 'text',
  int: 'integer',
  float: 'number',
  bool: 'switch'
};

/** A field for each parameter; `last` is the newest execution of the notebook. */
export function fields(parameters: readonly Parameter[], last: ExecutionRow | null = null): Field[] {
  return parameters.map(parameter => {
    const { name, type, description, required } = parameter;
    const kind = parameter.enum ? 'choice' : (KINDS[type] ?? 'json');
    const used = last?.parameters[name];
    const preset = required ? null : text(parameter.default, kind);
    const before = used === undefined ? null : text(used, kind);
    return {
      name,
      type,
      kind,
      description,
      required,
      choices: parameter.enum ?? [],
      preset,
      last: before === preset ? null : before
    };
  });
}

/** What a field holds at first: the default, or the value of the last run where there is none. */
export function initial(field: Field): string {
  return field.preset ?? field.last ?? (field.kind === 'switch' ? 'false' : '');
}

/** The texts of fields that hold something else than their defaults: the values of an earlier run. */
export function written(
  form: readonly Field[],
  given: Readonly<Record<string, Json>>
): Record<string, string> {
  const texts = form
    .filter(field => field.name in given)
    .map(field => [field.name, text(given[field.name], field.kind)] as const);
  return Object.fromEntries(
    texts.filter(([name, value]) => form.some(each => each.name === name && each.preset !== value))
  );
}

/** A value as the text of a field of that kind. */
export function text(value: Json, kind: Field['kind']): string {
  if (kind === 'text') return typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(value);
}

export type Read = { value: Json } | { problem: string };

/** What the text of a field means, or what is wrong with it, as a sentence. */
export function read(field: Field, written: string, trans: Trans): Read {
  const trimmed = written.trim();
  if (field.kind === 'text') {
    if (trimmed === '' && field.required) return { problem: trans.__('Give a value.') };
    return { value: written };
  }
  if (trimmed === '') return { problem: trans.__('Give a value.') };
  switch (field.kind) {
    case 'integer': {
      const plain = trimmed.replace(/(?<=\d)_(?=\d)/g, '');
      if (!/^[+-]?\d+$/.test(plain)) return { problem: trans.__('Give a whole number, such as 10.') };
      const value = Number(plain);
      if (!Number.isSafeInteger(value)) {
        return { problem: trans.__('This number is too large for a browser: start the run in a terminal.') };
      }
      return { value };
    }
    case 'number': {
      const value = /^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/i.test(trimmed)
        ? Number(trimmed.replace(/_/g, ''))
        : NaN;
      if (!Number.isFinite(value)) return { problem: trans.__('Give a number, such as 0.5.') };
      return { value };
    }
    case 'switch':
      return { value: trimmed === 'true' };
    case 'choice': {
      const chosen = field.choices.find(choice => JSON.stringify(choice) === written);
      return chosen === undefined ? { problem: trans.__('Choose one of the values.') } : { value: chosen };
    }
    case 'json':
      return readJson(field.type, trimmed, trans);
  }
}

function readJson(type: string, written: string, trans: Trans): Read {
  let value: Json;
  try {
    value = JSON.parse(written) as Json;
  } catch {
    const example = type.startsWith('dict') ? '{"a": 1}' : '["a", "b"]';
    return { problem: trans.__('This is not JSON. Write it like %1', example) };
  }
  if (type.startsWith('list') && !Array.isArray(value)) {
    return { problem: trans.__('Give a list, such as %1', '["a", "b"]') };
  }
  if (type.startsWith('dict') && (typeof value !== 'object' || value === null || Array.isArray(value))) {
    return { problem: trans.__('Give names with values, such as %1', '{"a": 1}') };
  }
  return { value };
}

export interface Filled {
  /** Values that are not the defaults. */
  parameters: Record<string, Json>;
  problems: Record<string, string>;
}

/** What a filled form asks for; `written` holds the texts of the fields that were touched. */
export function filled(
  form: readonly Field[],
  written: Readonly<Record<string, string>>,
  trans: Trans
): Filled {
  const parameters: Record<string, Json> = {};
  const problems: Record<string, string> = {};
  for (const field of form) {
    const said = field.name in written ? written[field.name] : initial(field);
    const found = read(field, said, trans);
    if ('problem' in found) problems[field.name] = found.problem;
    else if (field.required || text(found.value, field.kind) !== field.preset) {
      parameters[field.name] = found.value;
    }
  }
  return { parameters, problems };
}

export interface Choices {
  noCache: boolean;
  /** Steps to run; none: all. */
  only: readonly string[];
  /** Texts; empty: as if not given. */
  seed: string;
  parallel: string;
}

export const NO_CHOICES: Choices = { noCache: false, only: [], seed: '', parallel: '' };

export type Advanced =
  { body: Record<string, Json> } | { problems: Partial<Record<'seed' | 'parallel', string>> };

/** The folded part of the form, as the API wants it. */
export function advanced({ noCache, only, seed, parallel }: Choices, trans: Trans): Advanced {
  const problems: Partial<Record<'seed' | 'parallel', string>> = {};
  if (!/^\s*\d{0,15}\s*$/.test(seed)) problems.seed = trans.__('Give a whole number, such as 0.');
  if (!/^\s*(0*[1-9]\d{0,4})?\s*$/.test(parallel)) {
    problems.parallel = trans.__('Give a number of steps from 1 on.');
  }
  if (Object.keys(problems).length) return { problems };
  return {
    body: {
      ...(noCache && { no_cache: true }),
      ...(only.length > 0 && { only: [...only] }),
      ...(seed.trim() && { seed: Number(seed) }),
      ...(parallel.trim() && { max_parallel: Number(parallel) })
    }
  };
}

/** What a run would do: how many steps run, how many are taken from the cache, and seconds where they are known. */
export function outlook(planned: Planned, { noCache, only }: Choices) {
  const steps = only.length ? planned.steps.filter(({ step }) => only.includes(step)) : planned.steps;
  const decided = steps.filter(({ verdict }) => verdict !== 'skip' && verdict !== 'now');
  const taken = noCache ? [] : decided.filter(({ verdict }) => verdict === 'hit');
  // Whole durations are known only for the plan as it was made: steps run beside each other.
  return {
    runs: decided.length - taken.length,
    hits: taken.length,
    seconds: noCache || only.length ? null : planned.seconds
  };
}
