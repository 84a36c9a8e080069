import { inspect } from 'node:util';
import { answer, type Backend } from './answer.ts';
import { Clock } from './clock.ts';
import { CONTROL_PREFIX, control } from './control.ts';
import { LIMITS, type Limits } from './http/limits.ts';
import { Listener } from './http/listener.ts';
import { refuse } from './http/refuse.ts';
import type { Respond } from './http/respond.ts';
import { LiveHeap } from './live-heap.ts';
import { Partition, type PartitionStorage } from './partition.ts';
import { services } from './services.ts';
import { type Connection, SharedTime } from './shared-time.ts';
import { metricStorage, StorageBudget } from './storage-budget.ts';
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
  /** Bytes of JavaScript heap, beyond which calls that take more are refused; 1 GiB unless told. */
  readonly heapBytes?: number;
  /** How long clients may take, and how much is held for them. */
  readonly limits?: Partial<Limits>;
  /** Told, in one line, what the owner of the process should know. */
  readonly onNotice?: (line: string) => void;
  /** Told of exceptions that are defects of the local AWS itself. */
  readonly onDefect?: (error: unknown) => void;
}

const LOOPBACK = '127.0.0.1';

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
  const room = roomFor(options, notice);
  const kept = options.state === undefined ? undefined : await open(options.state, clock, room);
  const partition = kept?.partition ?? new Partition(clock, room);
  const backend: Backend = {
    services,
    partition,
    onDefect: options.onDefect ?? ((error) => process.stderr.write(`${inspect(error)}\n`)),
  };
  let port = 0;
  const time = new SharedTime(partition.clock);
  const perform = (request: HttpRequest, connection: Connection): Answer | Promise<Answer> =>
    request.target.startsWith(CONTROL_PREFIX)
      ? control({ partition, services, time }, request, connection)
      : answer(backend, request);
  const keep = async (reply: Answer): Promise<Answer> => {
    if (kept === undefined) return reply;
    return kept.folder.settled().then(
      () => reply,
      (error) => notKept(error),
    );
  };
  const respond: Respond = async (request, { host, connection }) => {
    try {
      const reply = refuse(request, host, port) ?? (await keep(await perform(request, connection)));
      const date = new Date(partition.clock.now()).toUTCString();
      return { ...reply, headers: { ...reply.headers, date } };
    } catch (error) {
      backend.onDefect(error);
      return failed('The local AWS failed; this is a defect in it');
    }
  };
  const listener = new Listener(respond, { ...LIMITS, ...options.limits });
  try {
    port = await listener.listen(options.port ?? 0, LOOPBACK);
  } catch (error) {
    await kept?.folder.close();
    throw error;
  }
  room.heap.watch();
  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    partition,
    async stop() {
      room.heap.unwatch();
      await listener.close();
      await kept?.folder.close();
    },
  };
}

/** The store is loaded only by those who want one. */
async function open(path: string, clock: Clock, room: PartitionStorage) {
  const { openState } = await import('./state/open-state.ts');
  return openState(path, services, clock, room);
}

/** @param notice told when data begin to be dropped */
function roomFor({ recordBytes, heapBytes }: LocalAwsOptions, notice: (line: string) => void) {
  const storage = new StorageBudget(recordBytes, () => notice(droppedNotice('records', storage)));
  const metrics = metricStorage((whose) =>
    notice(droppedNotice(`metrics of ${whose}`, metrics[whose])),
  );
  return { storage, metricStorage: metrics, heap: new LiveHeap(heapBytes) };
}

function droppedNotice(what: string, { limitBytes }: StorageBudget): string {
  return `The ${what} take more than the ${limitBytes / 1024 ** 2} MiB that a local AWS has for them: the oldest ones are being dropped. GET /_local/health counts them.`;
}

/** Nothing is acknowledged any more once the state folder has failed. */
function notKept(error: unknown): Answer {
  const why = error instanceof Error ? error.message : String(error);
  return failed(
    `The local AWS could not write to its state folder, and answers nothing more: ${why}`,
  );
}

function failed(message: string): Answer {
  const body = JSON.stringify({ __type: 'InternalFailure', message });
  return { statusCode: 500, headers: { 'content-type': 'application/json' }, body };
}
