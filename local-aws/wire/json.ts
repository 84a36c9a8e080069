import type { NormalizedSchema } from '@smithy/core/schema';
import { checkJson } from './bounds.ts';
import { Conformer, type Scalars, TYPED } from './conform.ts';
import { type AnswerContext, errorMembers, faultOf, type Protocol, queryCode } from './protocol.ts';

/** JSON has no such numbers; the SDKs write these words. */
const NOT_FINITE = new Map<unknown, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** JSON carries blobs in base64 and timestamps in seconds since the epoch. */
const JSON_SCALARS: Scalars = {
  ...TYPED,
  blob: {
    name: 'base64 data',
    read: (value) => (typeof value === 'string' ? fromBase64(value) : undefined),
  },
  double: {
    name: 'a number',
    read: (value) => (typeof value === 'number' ? value : NOT_FINITE.get(value)),
  },
  timestamp: {
    name: 'a time in seconds since the epoch',
    read: (value) => {
      const date = typeof value === 'number' ? new Date(value * 1000) : undefined;
      return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
    },
  },
};
const conformer = new Conformer(JSON_SCALARS);

/**
 * The bytes of a text in base64; undefined when it is none. Node leaves out what it can not read,
 * so that the length tells, and also reads the two signs of base64url. A regular expression would
 * take as long as the decoding.
 */
function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (bytes.length !== (text.length / 4) * 3 - padding) return undefined;
  return text.includes('-') || text.includes('_') ? undefined : bytes;
}

/**
 * AWS JSON 1.0 and 1.1, which differ in nothing but the content type. Read and written by the
 * SDK's schemas but not by its codec, whose types are looser and which takes three times as long
 * for the two calls that carry records.
 */
export const json: Protocol = {
  name: 'json',
  malformedCode: 'SerializationException',

  decode(schema, body) {
    checkJson(body);
    return conformer.conform(schema, body.length === 0 ? {} : JSON.parse(body.toString('utf8')));
  },

  encode(schema, output, context) {
    const body = schema.isUnitSchema() ? '' : JSON.stringify(writable(schema, output));
    return { statusCode: 200, headers: headers(context), body };
  },

  encodeError(schema, error, context) {
    const members = errorMembers(schema, error);
    const answerHeaders = headers(context);
    if (context.queryMode) {
      answerHeaders['x-amzn-query-error'] = `${queryCode(schema, error)};${faultOf(error)}`;
    }
    const body = JSON.stringify({ __type: schema?.getName(true) ?? error.code, ...members });
    return { statusCode: error.statusCode, headers: answerHeaders, body };
  },
};

function headers(context: AnswerContext): Record<string, string> {
  return { 'content-type': context.contentType };
}

/** The value with its blobs and timestamps as JSON carries them; itself where it has none. */
function writable(schema: NormalizedSchema, value: unknown): unknown {
  if (value === undefined || value === null || !hasBlobOrTimestamp(schema)) return value;
  if (schema.isStructSchema()) {
    const structure = value as Record<string, unknown>;
    const written: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      written[name] = writable(member, structure[name]);
    }
    return written;
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return (value as unknown[]).map((inside) => writable(item, inside));
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(value as object);
    return Object.fromEntries(
      entries.map(([key, inside]) => [key, writable(schema.getValueSchema(), inside)]),
    );
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  return value instanceof Date ? value.getTime() / 1000 : value;
}

const found = new Map<unknown, boolean>();

function hasBlobOrTimestamp(schema: NormalizedSchema): boolean {
  if (schema.isBlobSchema() || schema.isTimestampSchema()) return true;
  const isComposite = schema.isStructSchema() || schema.isListSchema() || schema.isMapSchema();
  if (!isComposite) return false;
  const key = schema.getSchema();
  const known = found.get(key);
  if (known !== undefined) return known;
  found.set(key, false); // while it is looked for: a structure that contains itself adds nothing
  const inside = schema.isStructSchema()
    ? [...schema.structIterator()].map(([, member]) => member)
    : [schema.getValueSchema()];
  const has = inside.some(hasBlobOrTimestamp);
  found.set(key, has);
  return has;
}
