import { gunzipSync } from 'node:zlib';
import { AwsError } from '../errors.ts';
import { type HttpRequest, header, isForm } from './route.ts';

/** PutRecords, the largest request there is, takes 10 MiB of data: 14 MiB in base64, and keys. */
export const MAX_BODY_BYTES = 24 * 1024 * 1024;

/** Of a form: the largest template that a request may have is 51,200 bytes. */
export const MAX_FORM_BYTES = 4 * 1024 * 1024;

/**
 * The request with its body as the protocols read it: without its `Content-Encoding` (SDKs compress
 * some requests with gzip), and no larger than it may be. Refused where that can not be.
 */
export function readable(request: HttpRequest): HttpRequest {
  if (request.refused !== undefined) return request;
  try {
    const body = unzipped(request.body, header(request, 'content-encoding'));
    if (body.length > MAX_FORM_BYTES && isForm(request)) throw tooLarge(MAX_FORM_BYTES);
    return body === request.body ? request : { ...request, body };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ...request, body: Buffer.alloc(0), refused: error };
  }
}

/** Problems that AWS's common errors call those of the HTTP level. */
export function tooLarge(limitBytes: number): AwsError {
  const message = `The body is larger than ${limitBytes} bytes`;
  return new AwsError('RequestEntityTooLargeException', message, { statusCode: 413 });
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedHttpRequestException', message);
}

function unzipped(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw malformed(`The Content-Encoding ${encoding} is not supported`);
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(MAX_BODY_BYTES);
    throw malformed('The body is not compressed with gzip, or not whole');
  }
}
