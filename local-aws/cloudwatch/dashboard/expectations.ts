import { type Findings, isObject, type JsonObject } from './findings.ts';

/** Holds one member of a body against a rule, and tells the findings where it falls short. */
export type Expectation = (value: unknown, dataPath: string, findings: Findings) => void;

export const aString: Expectation = (value, path, findings) => {
  if (typeof value !== 'string') findings.error(path, 'Should be string');
};

export const aBoolean: Expectation = (value, path, findings) => {
  if (typeof value !== 'boolean') findings.error(path, 'Should be boolean');
};

export const aNumber: Expectation = (value, path, findings) => {
  if (typeof value !== 'number') findings.error(path, 'Should be number');
};

export function anInteger(min: number, max = Number.POSITIVE_INFINITY): Expectation {
  return (value, path, findings) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      findings.error(path, 'Should be integer');
    } else if (value < min) {
      findings.error(path, `Should be >= ${min}`);
    } else if (value > max) {
      findings.error(path, `Should be <= ${max}`);
    }
  };
}

export function oneOf(...values: readonly string[]): Expectation {
  return (value, path, findings) => {
    if (!(typeof value === 'string' && values.includes(value))) {
      findings.error(path, 'Should be equal to one of the allowed values');
    }
  };
}

export function anArray(min: number, max: number, item: Expectation): Expectation {
  return (value, path, findings) => {
    if (!Array.isArray(value)) {
      findings.error(path, 'Should be array');
      return;
    }
    if (value.length < min) findings.error(path, `Should NOT have less than ${min} items`);
    if (value.length > max) findings.error(path, `Should NOT have more than ${max} items`);
    value.slice(0, max).forEach((inside, index) => {
      item(inside, `${path}/${index}`, findings);
    });
  };
}

export function anObject(members: Readonly<Record<string, Expectation>>): Expectation {
  return (value, path, findings) => {
    if (isObject(value)) expectMembers(value, members, path, findings);
    else findings.error(path, 'Should be object');
  };
}

/** Looks at the members that are there; whether one must be is asked with `expectRequired`. */
export function expectMembers(
  value: JsonObject,
  members: Readonly<Record<string, Expectation>>,
  path: string,
  findings: Findings,
): void {
  for (const [name, expectation] of Object.entries(members)) {
    if (Object.hasOwn(value, name)) expectation(value[name], `${path}/${name}`, findings);
  }
}

/** @returns whether the member is there */
export function expectRequired(
  value: JsonObject,
  name: string,
  path: string,
  findings: Findings,
): boolean {
  if (Object.hasOwn(value, name)) return true;
  findings.error(path, `Should have required property '${name}'`);
  return false;
}
