import * as http2 from 'node:http2';
import { collect } from './collect.ts';
import { endBroken } from './end-broken.ts';
import type { HeldBytes } from './held-bytes.ts';
import type { Limits } from './limits.ts';
import type { Respond } from './respond.ts';

/** HTTP/2 would let a client send 64 KiB and wait; a PutRecords request is often larger. */
const WINDOW_BYTES = 4 * 1024 * 1024;
const STREAMS_AT_ONCE = 1000;
/** Node's own bound is 10 MB, which one GetRecords answer fills; what is held is counted here. */
const SESSION_MEGABYTES = 64;

/** A server of cleartext HTTP/2; connections are handed to it. */
export function createHttp2(
  respond: Respond,
  held: HeldBytes,
  { headMs, bodyMs, idleMs }: Limits,
): http2.Http2Server {
  const server = http2.createServer({
    settings: { initialWindowSize: WINDOW_BYTES, maxConcurrentStreams: STREAMS_AT_ONCE },
    maxSessionMemory: SESSION_MEGABYTES,
  });
  server.on('session', (session) => {
    session.setLocalWindowSize(WINDOW_BYTES);
    session.setTimeout(idleMs, () => session.destroy());
    endBroken(session, headMs);
  });
  server.on('stream', async (stream, headers) => {
    stream.on('error', () => stream.close());
    const collected = await collect(stream, headers['content-length'], held, bodyMs);
    if (collected === undefined) return;
    const method = String(headers[':method']);
    const target = String(headers[':path']);
    const reply = await respond(
      { method, target, headers, ...collected },
      { host: headers[':authority'] ?? headers.host, connection: stream.session ?? stream },
    );
    held.give(collected.body.length);
    if (stream.destroyed) return;
    // whoever has not sent all of its body need not do so any more
    if (!stream.readableEnded) stream.once('finish', () => stream.close());
    stream.respond({ ...reply.headers, ':status': reply.statusCode });
    stream.end(method === 'HEAD' ? undefined : reply.body);
    held.hold(stream);
  });
  return server;
}
