import type { NormalizedSchema } from '@smithy/core/schema';
import type { Violation } from '../action.ts';
import { lowerFirst } from '../rules.ts';
import { requiredMembers } from './schema.ts';

/** A value has another type than its schema. */
export class WrongType extends Error {}

/**
 * Holds a decoded input against its schema: a wrong type is thrown, required members that are
 * absent are returned, as the services report them together with broken constraints.
 *
 * @throws {WrongType} for the first value of a wrong type
 */
export function conform(schema: NormalizedSchema, value: unknown, at = ''): Violation[] {
  const missing: Violation[] = [];
  check(schema, value, at, missing);
  return missing;
}

function check(schema: NormalizedSchema, value: unknown, at: string, missing: Violation[]): void {
  if (schema.isUnitSchema()) return;
  if (schema.isStructSchema()) {
    const structure = expectObject(value, at);
    for (const name of requiredMembers(schema)) {
      if (structure[name] === undefined || structure[name] === null) {
        const path = join(at, name);
        missing.push({ path, value: null, constraint: 'Member must not be null' });
      }
    }
    for (const [name, member] of schema.structIterator()) {
      const inside = structure[name];
      if (inside !== undefined && inside !== null) check(member, inside, join(at, name), missing);
    }
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw mismatch('a list', value, at);
    const item = schema.getValueSchema();
    for (let index = 0; index < value.length; index += 1) {
      check(item, value[index], `${at}.${index + 1}.member`, missing);
    }
  } else if (schema.isMapSchema()) {
    const item = schema.getValueSchema();
    for (const [key, inside] of Object.entries(expectObject(value, at))) {
      check(item, inside, `${at}.${key}.member`, missing);
    }
  } else {
    const wanted = scalarType(schema);
    if (wanted !== undefined && !wanted.test(value)) throw mismatch(wanted.name, value, at);
  }
}

function scalarType(
  schema: NormalizedSchema,
): { name: string; test(value: unknown): boolean } | undefined {
  if (schema.isStringSchema()) return STRING;
  if (schema.isBlobSchema()) return BLOB;
  if (schema.isNumericSchema()) return NUMBER;
  if (schema.isBooleanSchema()) return BOOLEAN;
  if (schema.isTimestampSchema()) return TIMESTAMP;
  return undefined;
}

const STRING = { name: 'a string', test: (value: unknown) => typeof value === 'string' };
const BLOB = { name: 'base64 data', test: (value: unknown) => value instanceof Uint8Array };
const BOOLEAN = { name: 'a boolean', test: (value: unknown) => typeof value === 'boolean' };
const NUMBER = {
  name: 'a number',
  test: (value: unknown) => typeof value === 'number' && !Number.isNaN(value),
};
const TIMESTAMP = {
  name: 'a timestamp',
  test: (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime()),
};

function expectObject(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mismatch('a structure', value, at);
  }
  return value as Record<string, unknown>;
}

function mismatch(wanted: string, value: unknown, at: string): WrongType {
  const found = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
  return new WrongType(`${at === '' ? 'The body' : `'${at}'`} must be ${wanted}, not ${found}`);
}

function join(at: string, name: string): string {
  return at === '' ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
}
