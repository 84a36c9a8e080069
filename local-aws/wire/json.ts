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
    const body = schema.isUnitSchema()
      ? ''
      : JSON.stringify(written(output, writerOf(schema) ?? asItIs));
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

function asItIs(value: unknown): unknown {
  return value;
}

/** Makes of a value what JSON carries. */
type Writer = (value: unknown) => unknown;

/** Made once for a schema, since a GetRecords answer has tens of thousands of members. */
const writers = new Map<unknown, Writer | undefined>();

/** How blobs and timestamps in a value are written; undefined where there are none. */
function writerOf(schema: NormalizedSchema): Writer | undefined {
  if (schema.isBlobSchema()) return (value) => asBuffer(value as Uint8Array).toString('base64');
  if (schema.isTimestampSchema()) return (value) => (value as Date).getTime() / 1000;
  if (!schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema()) return undefined;
  const key = schema.getSchema();
  if (writers.has(key)) return writers.get(key);
  // A structure may contain itself, so its name is taken before its members are looked at.
  let made: Writer | undefined;
  writers.set(key, (value) => (made ?? asItIs)(value));
  made = compositeWriter(schema);
  writers.set(key, made);
  return made;
}

function compositeWriter(schema: NormalizedSchema): Writer | undefined {
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].flatMap(([name, member]) => {
      const write = writerOf(member);
      return write === undefined ? [] : [{ name, write }];
    });
    return members.length === 0 ? undefined : (value) => withWritten(value as object, members);
  }
  const write = writerOf(schema.getValueSchema());
  if (write === undefined) return undefined;
  if (schema.isListSchema())
    return (value) => (value as unknown[]).map((item) => written(item, write));
  return (value) =>
    Object.fromEntries(
      Object.entries(value as object).map(([name, item]) => [name, written(item, write)]),
    );
}

function withWritten(
  structure: object,
  members: readonly { readonly name: string; readonly write: Writer }[],
): object {
  const result: Record<string, unknown> = { ...structure };
  for (const { name, write } of members) result[name] = written(result[name], write);
  return result;
}

function written(value: unknown, write: Writer): unknown {
  return value === undefined || value === null ? value : write(value);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
