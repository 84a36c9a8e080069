import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@smithy/core/protocols';
import { type AnswerContext, errorMembers, faultOf, type Protocol, queryCode } from './protocol.ts';

/** Timestamps are epoch seconds unless a member says otherwise. */
const EPOCH_SECONDS = 7;
const settings = {
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  jsonName: false,
} as const;
const reader = new JsonShapeDeserializer2(settings);
const writer = new JsonShapeSerializer2(settings);

/** AWS JSON 1.0 and 1.1, which differ in nothing but the content type. */
export const json: Protocol = {
  name: 'json',
  malformedCode: 'SerializationException',

  decode(schema, body) {
    const parsed = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return reader.readObject(schema, parsed);
  },

  encode(schema, output, context) {
    if (schema.isUnitSchema()) return { statusCode: 200, headers: headers(context), body: '' };
    writer.write(schema, output);
    return { statusCode: 200, headers: headers(context), body: writer.flush() };
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
