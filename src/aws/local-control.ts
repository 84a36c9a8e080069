import * as http from 'node:http';
import { typed } from '../again.ts';
import { WorkshopError } from '../errors.ts';
import type { CloudClock } from './cloud-clock.ts';

/** The extra calls of a local AWS, beside those of AWS. */
export interface LocalControl {
  /**
   * Lets cloud time pass, one wait at a time. Whoever sleeps so shares the clock with others who do:
   * it moves to the first wake-up when all are asleep, and does not move for a while between two
   * sleeps of one of them. Rejects as soon as the signal is aborted.
   */
  sleep(seconds: number, signal: AbortSignal): Promise<void>;
  /** Sets the clock by the local AWS's own word. */
  readTime(): Promise<void>;
  close(): void;
}

/** A sleeper is answered within 2 seconds, asleep or not. */
const TIMEOUT_MS = 5_000;

/**
 * Asks an endpoint whether it is a local AWS; undefined when it is some other AWS endpoint, which
 * answers, but not that question.
 *
 * @throws {WorkshopError} `no-connection` when nothing answers
 */
export async function findControl(
  endpoint: string,
  clock: CloudClock,
): Promise<LocalControl | undefined> {
  if (new URL(endpoint).protocol !== 'http:') return undefined; // a local AWS has no certificate
  // A sleeper is known by its connection.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const call = async (asked: Asked): Promise<Health | undefined> => {
    const { text, date } = await request(new URL(asked.path, endpoint), agent, asked);
    const health = healthOf(text);
    // any AWS tells its time with whatever it answers
    if (health === undefined) clock.read(date);
    else clock.set(health.nowMs);
    return health;
  };
  const health = () => call({ method: 'GET', path: '/_local/health' });
  if ((await health()) === undefined) {
    agent.destroy();
    return undefined;
  }
  return {
    sleep: async (seconds, signal) => {
      let leftSeconds = seconds;
      while (leftSeconds > 0) {
        const body = { sleepSeconds: leftSeconds };
        const asked = { method: 'POST', path: '/_local/clock', body, signal };
        const answer = await call(asked).catch((error: unknown) => {
          signal.throwIfAborted();
          throw error;
        });
        if (answer?.leftSeconds === undefined) throw noTimePasses(endpoint);
        leftSeconds = answer.leftSeconds;
      }
    },
    readTime: async () => {
      await health();
    },
    close: () => agent.destroy(),
  };
}

function noTimePasses(endpoint: string): WorkshopError {
  return new WorkshopError(
    'no-connection',
    `The local AWS at ${endpoint} did not move its clock`,
    `Start it again: ${typed('local-aws')}`,
  );
}

/** What a local AWS says of itself in each answer to a control call. */
interface Health {
  readonly nowMs: number;
  /** of a sleep */
  readonly leftSeconds: number | undefined;
}

function healthOf(body: string): Health | undefined {
  try {
    const { version, now, leftSeconds } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    const nowMs = typeof now === 'string' ? Date.parse(now) : Number.NaN;
    if (version === undefined || Number.isNaN(nowMs)) return undefined;
    return { nowMs, leftSeconds: typeof leftSeconds === 'number' ? leftSeconds : undefined };
  } catch {
    return undefined;
  }
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

interface Answer {
  readonly text: string;
  readonly date: string | undefined;
}

function request(url: URL, agent: http.Agent, { method, body, signal }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(
        new WorkshopError(
          'no-connection',
          `Nothing answers at ${url.origin}`,
          `Start a local AWS (${typed('local-aws')}), or give the address of one that runs`,
          cause,
        ),
      );
    const sent = http.request(url, { method, agent, timeout: TIMEOUT_MS, signal }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () => {
        resolve({ text: Buffer.concat(chunks).toString('utf8'), date: answer.headers.date });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error('timed out')));
    sent.on('error', fail);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
