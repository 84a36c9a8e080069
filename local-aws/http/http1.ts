import * as http from 'node:http';
import { collect } from './collect.ts';
import type { HeldBytes } from './held-bytes.ts';
import type { Limits } from './limits.ts';
import type { Respond } from './respond.ts';

/** A server of HTTP/1.1 and 1.0. It keeps the limits itself where it is the one that listens. */
export function createHttp1(respond: Respond, held: HeldBytes, limits: Limits): http.Server {
  const { headMs, bodyMs, idleMs } = limits;
  const server = http.createServer({
    headersTimeout: headMs,
    // a body's own deadline comes first, and can be answered
    requestTimeout: headMs + bodyMs * 2,
    connectionsCheckingInterval: Math.min(headMs, bodyMs) / 2,
    keepAliveTimeout: idleMs,
  });
  server.setTimeout(idleMs);
  server.maxConnections = limits.connections;
  // Node would end its connection without a word
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  server.on('request', async (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const collected = await collect(incoming, headers['content-length'], held, bodyMs);
    if (collected === undefined) return;
    const sender = { host: headers.host, connection: incoming.socket };
    const reply = await respond({ method, target: url, headers, ...collected }, sender);
    held.give(collected.body.length);
    if (!incoming.complete) {
      outgoing.setHeader('connection', 'close');
      outgoing.once('finish', () => incoming.destroy());
    }
    const length = String(Buffer.byteLength(reply.body));
    outgoing.writeHead(reply.statusCode, { ...reply.headers, 'content-length': length });
    outgoing.end(reply.body);
    held.hold(outgoing);
  });
  return server;
}
