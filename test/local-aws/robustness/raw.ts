import { once } from 'node:events';
import * as http from 'node:http';
import * as http2 from 'node:http2';
import * as net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../../local-aws/server.ts';

/** What comes back from a connection that is written to byte by byte. */
export interface Talk {
  readonly socket: net.Socket;
  /** everything received so far */
  text(): string;
  /** Waits until the server has ended the connection. */
  ended(withinMs?: number): Promise<string>;
}

export async function connect(aws: LocalAws): Promise<Talk> {
  const socket = net.connect(aws.port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close').then(() => true);
  await once(socket, 'connect');
  return {
    socket,
    text: () => received,
    async ended(withinMs = 1000) {
      const ended = await Promise.race([closed, pause(withinMs, false, { ref: false })]);
      assert.ok(ended, `the connection has not ended: ${received.slice(0, 200)}`);
      return received;
    },
  };
}

/** How an HTTP/2 client begins, before its settings. */
export const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/** A frame of HTTP/2: https://www.rfc-editor.org/rfc/rfc9113#section-4.1 */
export function frame(
  type: number,
  flags: number,
  stream: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer {
  const start = Buffer.alloc(9);
  start.writeUIntBE(payload.length, 0, 3);
  start[3] = type;
  start[4] = flags;
  start.writeUInt32BE(stream, 5);
  return Buffer.concat([start, payload]);
}

export const LIST_STREAMS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'Kinesis_20131202.ListStreams',
};

export interface HttpReply {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** One request over HTTP/1.1, on a connection of its own unless an agent keeps it. */
export function ask1(
  aws: LocalAws,
  options: http.RequestOptions = {},
  body: Buffer | string = '{}',
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: aws.port, method: 'POST', headers: LIST_STREAMS, ...options },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** One request on an HTTP/2 connection. */
export function ask2(
  session: http2.ClientHttp2Session,
  headers: http2.OutgoingHttpHeaders = {},
  body: Buffer | string = '{}',
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': '/',
      ...LIST_STREAMS,
      ...headers,
    });
    let status = 0;
    let answered: Record<string, unknown> = {};
    const chunks: Buffer[] = [];
    stream.on('response', (received) => {
      status = Number(received[':status']);
      answered = received;
    });
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () =>
      resolve({ status, headers: answered, body: Buffer.concat(chunks).toString('utf8') }),
    );
    stream.on('error', reject);
    if (headers[':method'] !== 'HEAD') stream.end(body);
  });
}

export async function withSession<T>(
  aws: LocalAws,
  use: (session: http2.ClientHttp2Session) => Promise<T>,
): Promise<T> {
  const session = http2.connect(aws.url);
  session.on('error', () => {});
  try {
    return await use(session);
  } finally {
    session.destroy();
  }
}

/** The next request is answered, over both versions of HTTP, on new connections. */
export async function works(aws: LocalAws): Promise<void> {
  assert.is((await ask1(aws)).status, 200);
  await withSession(aws, async (session) => {
    assert.is((await ask2(session)).status, 200);
  });
}
