import type { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from '../errors.ts';
import type { Conforming } from './conform.ts';

/** What goes back to a client. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** What a protocol must know of the request that it answers. */
export interface AnswerContext {
  readonly requestId: string;
  readonly operation: string;
  readonly xmlNamespace: string;
  /** the client asked for Query error codes beside the JSON ones (`x-amzn-query-mode`) */
  readonly queryMode: boolean;
  /** the content type of the request, which the answer repeats */
  readonly contentType: string;
}

/** One wire protocol: both directions, by schema, for every operation. */
export interface Protocol {
  readonly name: 'json' | 'cbor' | 'rpc-v2-cbor' | 'query';
  /** The code for a body that is not of the protocol's form, or has wrong types. */
  readonly malformedCode: string;
  /** @throws {Error} of any kind when the body can not be decoded */
  decode(schema: NormalizedSchema, body: Buffer): Conforming;
  encode(schema: NormalizedSchema, output: object, context: AnswerContext): Answer;
  encodeError(
    schema: NormalizedSchema | undefined,
    error: AwsError,
    context: AnswerContext,
  ): Answer;
}

/** The error's members with its message under the name that its shape gives it. */
export function errorMembers(
  schema: NormalizedSchema | undefined,
  error: AwsError,
): Record<string, unknown> {
  const names = schema === undefined ? [] : Object.keys(schema.getMemberSchemas());
  return { [names.includes('Message') ? 'Message' : 'message']: error.message, ...error.members };
}

/** The code that Query clients know the error by: a trait of its schema, else its own code. */
export function queryCode(schema: NormalizedSchema | undefined, error: AwsError): string {
  const traits = (schema?.getMergedTraits() ?? {}) as { awsQueryError?: [string, number] };
  return traits.awsQueryError?.[0] ?? error.code;
}

export function faultOf(error: AwsError): 'Sender' | 'Receiver' {
  return error.statusCode < 500 ? 'Sender' : 'Receiver';
}
