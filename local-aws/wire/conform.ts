import type { NormalizedSchema } from '@smithy/core/schema';
import type { Violation } from '../action.ts';
import { lowerFirst } from '../rules.ts';
import { isDouble } from './doubles.ts';
import { requiredMembers } from './schema.ts';

/** A value has another type than its schema. */
export class WrongType extends Error {}

/** A conforming input, and the required members that it lacks. */
export interface Conforming {
  readonly input: unknown;
  /** Reported together with broken constraints, as the services do. */
  readonly missing: readonly Violation[];
}

/** How a protocol carries a scalar: takes it if it is one, and gives it the type that actions see. */
export interface Scalar {
  /** as in "must be a number" */
  readonly name: string;
  /** the value for the action; undefined when it is of a wrong type */
  read(value: unknown): unknown;
}

export interface Scalars {
  readonly string: Scalar;
  readonly blob: Scalar;
  readonly integer: Scalar;
  readonly double: Scalar;
  readonly boolean: Scalar;
  readonly timestamp: Scalar;
}

/** Scalars that a protocol's reader has given their types already. */
export const TYPED: Scalars = {
  string: { name: 'a string', read: (value) => (typeof value === 'string' ? value : undefined) },
  blob: { name: 'a blob', read: (value) => (value instanceof Uint8Array ? value : undefined) },
  boolean: { name: 'a boolean', read: (value) => (typeof value === 'boolean' ? value : undefined) },
  integer: {
    name: 'an integer of 32 bits',
    read: (value) => (typeof value === 'number' && value === (value | 0) ? value : undefined),
  },
  double: { name: 'a number', read: (value) => (typeof value === 'number' ? value : undefined) },
  timestamp: {
    name: 'a timestamp',
    read: (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? value : undefined),
  },
};

interface Walk {
  /** member names and list indexes down to where the walk is */
  readonly path: (string | number)[];
  readonly missing: Violation[];
}

type Reader = (value: unknown, walk: Walk) => unknown;

/**
 * Makes a function that holds a value against its schema and gives it the action's types, in one
 * walk. Made once for a schema, since a PutRecords request has a thousand members.
 */
export class Conformer {
  readonly #readers = new Map<unknown, Reader>();

  constructor(private readonly scalars: Scalars) {}

  /** @throws {WrongType} for the first value of a wrong type */
  conform(schema: NormalizedSchema, value: unknown): Conforming {
    const walk: Walk = { path: [], missing: [] };
    const input = this.#reader(schema)(value, walk);
    return { input, missing: walk.missing };
  }

  #reader(schema: NormalizedSchema): Reader {
    const isScalar = !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();
    if (isScalar) return this.#scalarReader(schema);
    const key = schema.getSchema();
    let reader = this.#readers.get(key);
    if (reader === undefined) {
      // A structure may contain itself, so its name is taken before its members are looked at.
      let made: Reader | undefined;
      this.#readers.set(key, (value, walk) => {
        made ??= this.#compositeReader(schema);
        return made(value, walk);
      });
      made = this.#compositeReader(schema);
      reader = made;
      this.#readers.set(key, reader);
    }
    return reader;
  }

  #compositeReader(schema: NormalizedSchema): Reader {
    if (schema.isStructSchema()) return this.#structureReader(schema);
    const item = this.#reader(schema.getValueSchema());
    return schema.isListSchema() ? listReader(item) : mapReader(item);
  }

  #structureReader(schema: NormalizedSchema): Reader {
    const required = requiredMembers(schema);
    const members = [...schema.structIterator()].map(([name, member]) => ({
      name,
      required: required.includes(name),
      read: isDouble(schema.getName() ?? '', name) ? this.#doubles(member) : this.#reader(member),
    }));
    return (value, walk) => {
      const found = expectObject(value, walk);
      const structure: Record<string, unknown> = {};
      for (const member of members) {
        const inside = found[member.name];
        if (inside !== undefined && inside !== null) {
          walk.path.push(member.name);
          structure[member.name] = member.read(inside, walk);
          walk.path.pop();
        } else if (member.required) {
          const path = pathText([...walk.path, member.name]);
          walk.missing.push({ path, value: null, constraint: 'Member must not be null' });
        }
      }
      return structure;
    };
  }

  #doubles(schema: NormalizedSchema): Reader {
    const item = scalarReader(this.scalars.double);
    return schema.isListSchema() ? listReader(item) : item;
  }

  #scalarReader(schema: NormalizedSchema): Reader {
    const scalar = this.#scalar(schema);
    return scalar === undefined ? (value) => value : scalarReader(scalar);
  }

  #scalar(schema: NormalizedSchema): Scalar | undefined {
    if (schema.isStringSchema()) return this.scalars.string;
    if (schema.isBlobSchema()) return this.scalars.blob;
    if (schema.isNumericSchema()) return this.scalars.integer;
    if (schema.isBooleanSchema()) return this.scalars.boolean;
    if (schema.isTimestampSchema()) return this.scalars.timestamp;
    return undefined;
  }
}

function scalarReader(scalar: Scalar): Reader {
  return (value, walk) => {
    const read = scalar.read(value);
    if (read === undefined) throw mismatch(scalar.name, value, walk);
    return read;
  };
}

function listReader(item: Reader): Reader {
  return (value, walk) => {
    if (!Array.isArray(value)) throw mismatch('a list', value, walk);
    return value.map((inside: unknown, index) => {
      walk.path.push(index);
      const read = item(inside, walk);
      walk.path.pop();
      return read;
    });
  };
}

function mapReader(item: Reader): Reader {
  return (value, walk) => {
    const entries = Object.entries(expectObject(value, walk)).map(([key, inside]) => {
      walk.path.push(key);
      const read = item(inside, walk);
      walk.path.pop();
      return [key, read];
    });
    return Object.fromEntries(entries);
  };
}

function expectObject(value: unknown, walk: Walk): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mismatch('a structure', value, walk);
  }
  return value as Record<string, unknown>;
}

function mismatch(wanted: string, value: unknown, walk: Walk): WrongType {
  const where = walk.path.length === 0 ? 'The body' : `'${pathText(walk.path)}'`;
  return new WrongType(`${where} must be ${wanted}, not ${described(value)}`);
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || typeof value === 'number') return String(value);
  return typeof value === 'object' ? 'a structure' : `a ${typeof value}`;
}

/** As AWS prints a member's place: `records.3.member.partitionKey`, counted from 1. */
function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `${step + 1}.member` : lowerFirst(step)))
    .join('.');
}
