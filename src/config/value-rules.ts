/** What is wrong with a value, to follow its path: `must be …`; undefined when nothing is. */
export type Rule = (value: unknown) => string | undefined;

/** Longest name of a stream, and of a stack. Source: the API references. */
const MAX_NAME_LENGTH = 128;

export function integer(least: number, most: number): Rule {
  return (value) =>
    Number.isInteger(value) && isBetween(value, least, most)
      ? undefined
      : `must be a whole number from ${least} to ${most}; it is ${JSON.stringify(value)}`;
}

export function within(least: number, most: number): Rule {
  return (value) =>
    isBetween(value, least, most)
      ? undefined
      : `must be a number from ${least} to ${most}; it is ${JSON.stringify(value)}`;
}

export function oneOf(choices: readonly string[]): Rule {
  return (value) =>
    choices.includes(String(value))
      ? undefined
      : `must be one of ${choices.join(', ')}; it is ${JSON.stringify(value)}`;
}

export function optional(rule: Rule): Rule {
  return (value) => (value === undefined ? undefined : rule(value));
}

/** Checked with the rest of what they are settings of. */
export function settings(value: unknown): string | undefined {
  return isObject(value) ? undefined : `must be { … }; it is ${JSON.stringify(value)}`;
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

export function matches(pattern: RegExp, meaning: string): Rule {
  return (value) => {
    if (typeof value !== 'string' || !pattern.test(value)) {
      return `must be ${meaning}; it is ${JSON.stringify(value)}`;
    }
    return value.length > MAX_NAME_LENGTH
      ? `must have at most ${MAX_NAME_LENGTH} characters; ${value} has ${value.length}`
      : undefined;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
