import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { Conformer, TYPED } from './conform.ts';
import { readForm } from './form.ts';
import { errorMembers, faultOf, type Protocol, queryCode } from './protocol.ts';

const DATE_TIME = 5;
const conformer = new Conformer(TYPED);
const writer = new XmlShapeSerializer({
  timestampFormat: { useTrait: true, default: DATE_TIME },
  // An attribute of the wrapper that is taken off again: the serializer insists on one.
  xmlNamespace: 'x',
  serviceNamespace: 'x',
});

/** AWS Query: forms in, XML out, in the wrappers that the SDKs look for. */
export const queryXml: Protocol = {
  name: 'query',
  malformedCode: 'MalformedInput',

  decode(schema, body) {
    return conformer.conform(schema, readForm(schema, new URLSearchParams(body.toString('utf8'))));
  },

  encode(schema, output, context) {
    const { operation, requestId, xmlNamespace } = context;
    const result = schema.isUnitSchema()
      ? ''
      : `<${operation}Result>${inner(schema, output)}</${operation}Result>`;
    const body =
      `<${operation}Response xmlns="${xmlNamespace}">${result}` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>` +
      `</${operation}Response>`;
    return { statusCode: 200, headers: { 'content-type': 'text/xml' }, body };
  },

  encodeError(schema, error, context) {
    const { message, Message, ...members } = errorMembers(schema, error);
    const text = escapeXml(String(message ?? Message));
    const more = schema === undefined ? '' : inner(schema, members);
    const body =
      `<ErrorResponse xmlns="${context.xmlNamespace}"><Error><Type>${faultOf(error)}</Type>` +
      `<Code>${escapeXml(queryCode(schema, error))}</Code><Message>${text}</Message>${more}</Error>` +
      `<RequestId>${context.requestId}</RequestId></ErrorResponse>`;
    return { statusCode: error.statusCode, headers: { 'content-type': 'text/xml' }, body };
  },
};

/** A structure's members as XML, without the element that the serializer puts around them. */
function inner(schema: NormalizedSchema, structure: object): string {
  writer.write(schema, structure);
  const xml = writer.flush() as string;
  const start = xml.indexOf('>') + 1;
  const end = xml.lastIndexOf('</');
  return end < start ? '' : xml.slice(start, end);
}

/** Characters that XML 1.0 can not carry are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
