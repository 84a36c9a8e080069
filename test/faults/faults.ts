import { type Answer, type Exchange, pass, type Serve } from './proxy.ts';

export interface Fault {
  readonly name: string;
  readonly serve: Serve;
  /** What a person must be able to read in the reason. */
  readonly says: RegExp;
}

const DENIED = /AWS denies access\. /;
const CREDENTIALS = /AWS does not take these credentials\. ExpiredToken/;
const NO_CONNECTION = /There is no connection\. /;
const INCOMPLETE = /is not whole/;
const NOT_AWS = /Something between here and AWS answered/;
const CLOCK = /time can not be trusted/;

/** What can go wrong with any call, each as the clients meet it. */
export const FAULTS: readonly Fault[] = [
  refusal('denied', 'AccessDeniedException', 'AccessDenied', 400, 403, DENIED),
  refusal('throttled', 'ThrottlingException', 'Throttling', 400, 400, /AWS is throttling/),
  refusal('expired', 'ExpiredTokenException', 'ExpiredToken', 400, 403, CREDENTIALS),
  refusal(
    'too skewed',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    400,
    403,
    /AWS says that this machine's clock is wrong/,
    'Signature expired: 20260601T120030Z is now earlier than 20260601T125530Z',
  ),
  refusal(
    'far too skewed',
    'RequestTimeTooSkewed',
    'RequestTimeTooSkewed',
    403,
    403,
    /AWS says that this machine's clock is wrong/,
    'The difference between the request time and the current time is too large.',
  ),
  refusal(
    'status 500',
    'InternalFailure',
    'InternalFailure',
    500,
    500,
    /AWS answered with an error of its own/,
  ),
  refusal(
    'status 503',
    'ServiceUnavailableException',
    'ServiceUnavailable',
    503,
    503,
    /AWS answered with an error of its own/,
  ),
  {
    name: 'reset before the answer',
    says: NO_CONNECTION,
    serve: ({ response }) => void response.socket?.resetAndDestroy(),
  },
  {
    name: 'reset in the middle of the answer',
    says: NO_CONNECTION,
    serve: async ({ response, forward }) => {
      const { status, headers, body } = await forward();
      response.writeHead(status, { ...headers, 'content-length': body.length });
      response.write(half(body), () => response.socket?.resetAndDestroy());
    },
  },
  {
    name: 'closed in the middle of the answer',
    says: NO_CONNECTION,
    serve: async ({ response, forward }) => {
      const { status, headers, body } = await forward();
      response.writeHead(status, { ...headers, 'content-length': body.length });
      response.write(half(body), () => response.socket?.end());
    },
  },
  changed('half an answer that looks whole', INCOMPLETE, (body) => half(body)),
  changed('an empty answer', INCOMPLETE, () => Buffer.alloc(0)),
  changed('an answer without its members', INCOMPLETE, (_, { speaks, operation }) =>
    Buffer.from(speaks === 'json' ? '{}' : `<${operation}Response></${operation}Response>`),
  ),
  {
    name: 'a captive portal',
    says: NOT_AWS,
    serve: ({ response }) => {
      const headers = { 'content-type': 'text/html; charset=utf-8' };
      response.writeHead(200, headers).end('<html><body>Welcome. Sign in first.</body></html>');
    },
  },
  clock('an hour ahead', 3_600),
  clock('an hour behind', -3_600),
];

const TOO_LATE = /no verdict within/;

/** Nothing comes until somebody gives up. */
export const NO_ANSWER: Fault = { name: 'no answer', says: TOO_LATE, serve: () => undefined };

/** The same after a half. */
export const HALF_OF_ONE: Fault = {
  name: 'an answer that stops',
  says: TOO_LATE,
  serve: async ({ response, forward }) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, { ...headers, 'content-length': body.length }).write(half(body));
  },
};

/** What CloudWatch may say of a metric that it could not read. */
export const PARTIAL: readonly Fault[] = ['PartialData', 'InternalError'].map((code) =>
  changed(code, new RegExp(`CloudWatch answered ${code}`), (body) =>
    Buffer.from(body.toString('utf8').replaceAll(/(?<=["<>/]|StatusCode>)Complete(?=["<])/g, code)),
  ),
);

function refusal(
  name: string,
  jsonCode: string,
  queryCode: string,
  jsonStatus: number,
  queryStatus: number,
  says: RegExp,
  message = `as if ${name}`,
): Fault {
  const serve = ({ speaks, response }: Exchange) => {
    if (speaks === 'json') {
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      const body = JSON.stringify({ __type: jsonCode, message });
      return void response.writeHead(jsonStatus, headers).end(body);
    }
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${queryCode}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
    response.writeHead(queryStatus, { 'content-type': 'text/xml' }).end(body);
  };
  return { name, says, serve };
}

export function changed(
  name: string,
  says: RegExp,
  change: (body: Buffer, exchange: Exchange) => Buffer,
): Fault {
  return {
    name,
    says,
    serve: async (exchange) => {
      const answer = await exchange.forward();
      pass({ ...answer, body: change(answer.body, exchange) }, exchange.response);
    },
  };
}

function clock(name: string, seconds: number): Fault {
  const shift = ({ headers, ...answer }: Answer): Answer => {
    const date = new Date(Date.parse(headers.date ?? '') + seconds * 1000).toUTCString();
    return { ...answer, headers: { ...headers, date } };
  };
  return {
    name: `a clock ${name}`,
    says: CLOCK,
    serve: async ({ response, forward }) => pass(shift(await forward()), response),
  };
}

function half(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}
