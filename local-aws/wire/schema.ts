import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/** Places in an operation's schema: `[9, namespace, name, traits, input, output]`. */
const OPERATION_KIND = 9;
const INPUT = 4;
const OUTPUT = 5;
/** Place of the number of required members, which stand first, in a structure's schema. */
const REQUIRED_COUNT = 6;

export interface OperationSchemas {
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

/**
 * An operation's input and output among an SDK client's exports; undefined when the service has no
 * such operation. The clients export every schema under its name with a dollar sign behind it.
 */
export function operationSchemas(exports: object, operation: string): OperationSchemas | undefined {
  const schema = exported(exports, operation);
  if (!Array.isArray(schema) || schema[0] !== OPERATION_KIND) return undefined;
  return { input: NormalizedSchema.of(schema[INPUT]), output: NormalizedSchema.of(schema[OUTPUT]) };
}

/** The schema of an error that the service documents, by its shape name or its Query code. */
export function errorSchema(exports: object, code: string): NormalizedSchema | undefined {
  const schema = exported(exports, code);
  return schema === undefined ? undefined : NormalizedSchema.of(schema as SchemaRef);
}

/** The names of a structure's required members. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const raw: unknown = schema.getSchema();
  if (!Array.isArray(raw)) return [];
  const count: unknown = raw[REQUIRED_COUNT];
  return typeof count === 'number' ? (raw[4] as string[]).slice(0, count) : [];
}

function exported(exports: object, name: string): unknown {
  const key = `${name}$`;
  return Object.hasOwn(exports, key) ? (exports as Record<string, unknown>)[key] : undefined;
}
