import { cbor, tag } from '@smithy/core/cbor';
import type { Protocol } from '../../../local-aws/wire/protocol.ts';
import type { AnyService, HttpRequest } from '../../../local-aws/wire/route.ts';

/** A way to ask a service, for any value at all: the SDK's own writers refuse wrong types. */
export interface Spoken {
  readonly protocol: Protocol['name'];
  request(operation: string, input: unknown): HttpRequest;
  /** The answer's values by member name, for what can be learnt from them; `{}` without a body. */
  read(body: Buffer): unknown;
}

const NO_BODY = Buffer.alloc(0);

/** Every protocol that reaches a service, as its own clients and others write it. */
export function spokenTo(service: AnyService): Spoken[] {
  const { targetPrefix, rpcName } = service;
  const spoken: Spoken[] = [];
  if (targetPrefix !== undefined) {
    spoken.push(
      {
        protocol: 'json',
        request: (operation, input) =>
          post('application/x-amz-json-1.1', Buffer.from(jsonText(input)), service, {
            'x-amz-target': `${targetPrefix}.${operation}`,
          }),
        read: (body) => (body.length === 0 ? {} : JSON.parse(body.toString('utf8'))),
      },
      {
        protocol: 'cbor',
        request: (operation, input) =>
          post('application/x-amz-cbor-1.1', cborBytes(input), service, {
            'x-amz-target': `${targetPrefix}.${operation}`,
          }),
        read: (body) => (body.length === 0 ? {} : cbor.deserialize(body)),
      },
    );
  }
  if (rpcName !== undefined) {
    spoken.push({
      protocol: 'rpc-v2-cbor',
      request: (operation, input) => ({
        ...post('application/cbor', cborBytes(input), service, {
          'smithy-protocol': 'rpc-v2-cbor',
        }),
        target: `/service/${rpcName}/operation/${operation}`,
      }),
      read: (body) => (body.length === 0 ? {} : cbor.deserialize(body)),
    });
  }
  spoken.push({
    protocol: 'query',
    request: (operation, input) =>
      post(
        'application/x-www-form-urlencoded; charset=utf-8',
        Buffer.from(formText(operation, service.apiVersion, input)),
        service,
      ),
    read: (body) => xmlValues(body.toString('utf8')),
  });
  return spoken;
}

function post(
  contentType: string,
  body: Buffer,
  service: AnyService,
  headers: Record<string, string> = {},
): HttpRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260601/us-east-1/${service.signingName}/aws4_request, SignedHeaders=host, Signature=0`;
  return {
    method: 'POST',
    target: '/',
    headers: { 'content-type': contentType, authorization, ...headers },
    body: body.length === 0 ? NO_BODY : body,
  };
}

/** Blobs and times as AWS JSON has them; what is not a JSON number is a word, as the SDKs write it. */
function jsonText(input: unknown): string {
  return JSON.stringify(jsonValue(input)) ?? '';
}

function jsonValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return value.getTime() / 1000;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value !== 'object' || value === null) return value;
  return mapped(value, jsonValue);
}

function cborBytes(input: unknown): Buffer {
  return Buffer.from(cbor.serialize(cborValue(input)));
}

/** Tag 1 stands before seconds since the epoch. */
function cborValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return tag({ tag: 1, value: value.getTime() / 1000 });
  if (Array.isArray(value)) return value.map(cborValue);
  if (typeof value !== 'object' || value === null) return value;
  return mapped(value, cborValue);
}

/** The entries of an object turned one by one; `__proto__` is a name like any other. */
function mapped(value: object, turn: (inside: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, turn(inside)]));
}

function formText(operation: string, version: string, input: unknown): string {
  const fields = new URLSearchParams({ Action: operation, Version: version });
  flatten(input, '', fields);
  return fields.toString();
}

function flatten(value: unknown, name: string, fields: URLSearchParams): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    if (value.length === 0) fields.append(name, '');
    value.forEach((item, index) => {
      flatten(item, `${name}.member.${index + 1}`, fields);
    });
  } else if (value instanceof Uint8Array) {
    fields.append(name, Buffer.from(value).toString('base64'));
  } else if (value instanceof Date) {
    fields.append(name, value.toISOString());
  } else if (typeof value === 'object') {
    for (const [key, inside] of Object.entries(value)) {
      flatten(inside, name === '' ? key : `${name}.${key}`, fields);
    }
  } else {
    fields.append(name, String(value));
  }
}

/** The texts of an XML answer's innermost elements, by the element's name. */
function xmlValues(xml: string): unknown {
  return [...xml.matchAll(/<(\w+)>([^<]+)<\/\1>/g)].map(([, name = '', text = '']) => ({
    [name]: text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&'),
  }));
}
