import { CborCodec } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';
import { checkCbor } from './cbor-check.ts';
import { Conformer, TYPED } from './conform.ts';
import { type AnswerContext, errorMembers, faultOf, type Protocol, queryCode } from './protocol.ts';

const codec = new CborCodec();
const reader = codec.createDeserializer();
const writer = codec.createSerializer();
const conformer = new Conformer(TYPED);
const DOCUMENT = NormalizedSchema.of(15);

/** Kinesis's older CBOR (`application/x-amz-cbor-1.1`), the operation being in a header. */
export const cbor: Protocol = protocol('cbor');

/** Smithy RPC v2 CBOR, the operation being in the path. */
export const rpcV2Cbor: Protocol = protocol('rpc-v2-cbor');

function protocol(name: 'cbor' | 'rpc-v2-cbor'): Protocol {
  return {
    name,
    malformedCode: 'SerializationException',

    decode(schema, body) {
      if (body.length === 0) return conformer.conform(schema, {});
      checkCbor(body);
      return conformer.conform(schema, reader.read(schema, body));
    },

    encode(schema, output, context) {
      writer.write(schema, schema.isUnitSchema() ? {} : output);
      return { statusCode: 200, headers: headers(name, context), body: writer.flush() };
    },

    encodeError(schema, error, context) {
      const answerHeaders = headers(name, context);
      if (context.queryMode) {
        answerHeaders['x-amzn-query-error'] = `${queryCode(schema, error)};${faultOf(error)}`;
      }
      const type = schema?.getName(true) ?? error.code;
      writer.write(DOCUMENT, { __type: type, ...errorMembers(schema, error) });
      return { statusCode: error.statusCode, headers: answerHeaders, body: writer.flush() };
    },
  };
}

function headers(name: string, context: AnswerContext): Record<string, string> {
  const contentType = { 'content-type': context.contentType };
  return name === 'cbor' ? contentType : { ...contentType, 'smithy-protocol': 'rpc-v2-cbor' };
}
