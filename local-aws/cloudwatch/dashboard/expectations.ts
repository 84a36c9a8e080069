import { isObject } from '../json.ts';

/** One validation message: where in the body, as a JSON pointer, and what about it. */
export interface Finding {
  readonly dataPath: string;
  readonly message: string;
}

/**
 * Tells what is wrong with a value. The sentences are AWS's, and theirs are those of the JSON
 * schema validator `ajv`, with a capital letter.
 */
export type Expectation = (value: unknown, dataPath: string) => Iterable<Finding>;

/** What members must be, by name, where they are there. */
export type Members = Readonly<Record<string, Expectation>>;

export function should(be: string, holds: (value: unknown) => boolean): Expectation {
  return (value, dataPath) => (holds(value) ? [] : [{ dataPath, message: `Should ${be}` }]);
}

export const aString = should('be string', (value) => typeof value === 'string');
export const aBoolean = should('be boolean', (value) => typeof value === 'boolean');
export const aNumber = should('be number', (value) => typeof value === 'number');

export function oneOf(...values: readonly unknown[]): Expectation {
  return should('be equal to one of the allowed values', (value) => values.includes(value));
}

/** The first of the expectations that does not hold: the others can count on it. */
export function inTurn(...expectations: readonly Expectation[]): Expectation {
  return (value, dataPath) => {
    for (const expectation of expectations) {
      const found = [...expectation(value, dataPath)];
      if (found.length > 0) return found;
    }
    return [];
  };
}

export function anInteger(least: number, most = Number.POSITIVE_INFINITY): Expectation {
  return inTurn(
    should('be integer', Number.isInteger),
    should(`be >= ${least}`, (value) => Number(value) >= least),
    should(`be <= ${most}`, (value) => Number(value) <= most),
  );
}

export function anArray(
  item: Expectation,
  least = 0,
  most = Number.POSITIVE_INFINITY,
): Expectation {
  return function* (value, dataPath) {
    if (!Array.isArray(value)) {
      yield { dataPath, message: 'Should be array' };
      return;
    }
    const wrong = (than: string) => ({ dataPath, message: `Should NOT have ${than} items` });
    if (value.length < least) yield wrong(`less than ${least}`);
    if (value.length > most) yield wrong(`more than ${most}`);
    for (const [at, each] of value.slice(0, most).entries()) yield* item(each, `${dataPath}/${at}`);
  };
}

export function anObject(members: Members, required: readonly string[] = []): Expectation {
  return function* (value, dataPath) {
    if (!isObject(value)) {
      yield { dataPath, message: 'Should be object' };
      return;
    }
    for (const name of required) {
      if (!Object.hasOwn(value, name)) yield lacking(name, dataPath);
    }
    for (const [name, expectation] of Object.entries(members)) {
      if (Object.hasOwn(value, name)) yield* expectation(value[name], `${dataPath}/${name}`);
    }
  };
}

export function lacking(property: string, dataPath: string): Finding {
  return { dataPath, message: `Should have required property '${property}'` };
}
