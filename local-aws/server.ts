import * as http from 'node:http';
import * as http2 from 'node:http2';
import * as net from 'node:net';
import { inspect } from 'node:util';
import { answer, type Backend } from './answer.ts';
import { Clock } from './clock.ts';
import { CONTROL_PREFIX, control } from './control.ts';
import { Partition } from './partition.ts';
import { services } from './services.ts';
import { StorageBudget } from './storage-budget.ts';
import { MAX_BODY_BYTES } from './wire/body.ts';
import type { Answer } from './wire/protocol.ts';
import type { HttpRequest } from './wire/route.ts';

export interface LocalAws {
  /** `http://127.0.0.1:PORT`: what an AWS client takes as its endpoint */
  readonly url: string;
  readonly port: number;
  readonly partition: Partition;
  /** Ends every connection and gives the port back. */
  stop(): Promise<void>;
}

export interface LocalAwsOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: Clock;
  /** A folder that keeps what was answered beyond this process; without it all is in memory only. */
  readonly state?: string | undefined;
  /** Bytes of all records together, beyond which the oldest ones go; 1 GiB unless told. */
  readonly recordBytes?: number;
  /** Told, in one line, what the owner of the process should know. */
  readonly onNotice?: (line: string) => void;
  /** Told of exceptions that are defects of the local AWS itself. */
  readonly onDefect?: (error: unknown) => void;
}

const LOOPBACK = '127.0.0.1';
/** How HTTP/2 with prior knowledge begins; HTTP/1.1 has no method that starts so. */
const HTTP2_PREFACE = 'PRI';
/** HTTP/2 would let a client send 64 KiB and wait; a PutRecords request is often larger. */
const WINDOW_BYTES = 4 * 1024 * 1024;
/** A connection that says nothing for so long is closed. */
const SILENCE_MS = 120_000;

/**
 * Starts a local AWS on the loopback address. One port speaks HTTP/1.1 and cleartext HTTP/2 with
 * prior knowledge, which is what the SDK for JavaScript opens a Kinesis connection with.
 *
 * @throws {NodeJS.ErrnoException} EADDRINUSE when the port is taken
 * @throws {StateRefused} when the state folder can not be used
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const clock = options.clock ?? new Clock();
  const notice = options.onNotice ?? ((line) => process.stderr.write(`${line}\n`));
  const storage = new StorageBudget(options.recordBytes, () => notice(droppedNotice(storage)));
  const kept = options.state === undefined ? undefined : await open(options.state, clock, storage);
  const partition = kept?.partition ?? new Partition(clock, { storage });
  const backend: Backend = {
    services,
    partition,
    onDefect: options.onDefect ?? ((error) => process.stderr.write(`${inspect(error)}\n`)),
  };
  const sockets = new Set<net.Socket>();
  let ownHosts = new Set<string>();

  const respond = async (request: HttpRequest, host: string | undefined): Promise<Answer> => {
    const refusal = refuse(request, host, ownHosts);
    if (refusal !== undefined) return refusal;
    const reply = request.target.startsWith(CONTROL_PREFIX)
      ? control(partition, services, request)
      : await answer(backend, request);
    if (kept === undefined) return reply;
    return kept.folder.settled().then(
      () => reply,
      (error) => notKept(error),
    );
  };
  const dated = (reply: Answer): Record<string, string> => ({
    ...reply.headers,
    date: new Date(partition.clock.now()).toUTCString(),
  });

  const http1 = http.createServer(async (incoming, outgoing) => {
    const body = await collect(incoming);
    if (body === undefined) {
      outgoing.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const { method = 'GET', url = '/', headers } = incoming;
    const reply = await respond({ method, target: url, headers, body }, headers.host);
    const length = String(Buffer.byteLength(reply.body));
    outgoing.writeHead(reply.statusCode, { ...dated(reply), 'content-length': length });
    outgoing.end(reply.body);
  });
  const h2 = http2.createServer({ settings: { initialWindowSize: WINDOW_BYTES } });
  h2.on('session', (session) => session.setLocalWindowSize(WINDOW_BYTES));
  h2.on('stream', async (stream, headers) => {
    stream.on('error', () => stream.close());
    const body = await collect(stream);
    if (body === undefined) {
      if (!stream.destroyed) stream.respond({ ':status': 413 }, { endStream: true });
      return;
    }
    const method = String(headers[':method']);
    const request = { method, target: String(headers[':path']), headers, body };
    const reply = await respond(request, headers[':authority'] ?? headers.host);
    if (stream.destroyed) return;
    stream.respond({ ':status': reply.statusCode, ...dated(reply) });
    stream.end(reply.body);
  });

  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    sniff(socket, (speaksHttp2) => (speaksHttp2 ? h2 : http1).emit('connection', socket));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, LOOPBACK, resolve);
    });
  } catch (error) {
    await kept?.folder.close();
    throw error;
  }

  const { port } = server.address() as net.AddressInfo;
  ownHosts = new Set([`${LOOPBACK}:${port}`, `localhost:${port}`]);
  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    partition,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        http1.close();
        h2.close();
      }).then(() => kept?.folder.close()),
  };
}

/** The store is loaded only by those who want one. */
async function open(path: string, clock: Clock, storage: StorageBudget) {
  const { openState } = await import('./state/open-state.ts');
  return openState(path, services, clock, { storage });
}

function droppedNotice({ limitBytes }: StorageBudget): string {
  return `The records take more than the ${limitBytes / 1024 ** 2} MiB that a local AWS has for them: the oldest ones are being dropped. GET /_local/health counts them.`;
}

/** Nothing is acknowledged any more once the state folder has failed. */
function notKept(error: unknown): Answer {
  const why = error instanceof Error ? error.message : String(error);
  const message = `The local AWS could not write to its state folder, and answers nothing more: ${why}`;
  const body = JSON.stringify({ __type: 'InternalFailure', message });
  return { statusCode: 500, headers: { 'content-type': 'application/json' }, body };
}

/** Looks at a connection's first bytes and puts them back for the server that will read them. */
function sniff(socket: net.Socket, found: (speaksHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const look = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    const opening = seen.toString('latin1', 0, HTTP2_PREFACE.length);
    if (opening.length < HTTP2_PREFACE.length && HTTP2_PREFACE.startsWith(opening)) return;
    socket.off('data', look);
    socket.pause();
    socket.unshift(seen);
    const speaksHttp2 = opening === HTTP2_PREFACE;
    found(speaksHttp2);
    // The HTTP/2 server takes what is buffered by itself; flowing, it would be lost.
    if (!speaksHttp2) socket.resume();
  };
  socket.on('data', look);
}

/** Keeps web pages out: a page's request carries its origin, a rebound name is not our own host. */
function refuse(
  request: HttpRequest,
  host: string | undefined,
  ownHosts: ReadonlySet<string>,
): Answer | undefined {
  if (host !== undefined && ownHosts.has(host) && request.headers.origin === undefined) {
    return undefined;
  }
  const message = 'The local AWS answers programs on this machine only, at its own address';
  const body = JSON.stringify({ __type: 'AccessDeniedException', message });
  return { statusCode: 403, headers: { 'content-type': 'application/json' }, body };
}

/** The whole body; undefined when it is larger than any AWS request, or the sender went away. */
async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}
