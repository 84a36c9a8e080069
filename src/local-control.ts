import * as http from 'node:http';
import type { CloudClock } from './cloud-clock.ts';
import { WorkshopError } from './errors.ts';

/** The extra calls of a local AWS, beside those of AWS. */
export interface LocalControl {
  /** Moves the cloud's clock forward. */
  advance(seconds: number): Promise<void>;
  close(): void;
}

const PROBE_TIMEOUT_MS = 5_000;

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
  const agent = new http.Agent({ keepAlive: true });
  const call = async (method: string, path: string, body?: object): Promise<boolean> => {
    const { text, date } = await request(new URL(path, endpoint), method, agent, body);
    const now = nowOf(text);
    if (now === undefined) {
      // any AWS tells its time with whatever it answers
      clock.read(date);
      return false;
    }
    clock.set(now);
    return true;
  };
  if (!(await call('GET', '/_local/health'))) {
    agent.destroy();
    return undefined;
  }
  return {
    advance: async (seconds) => {
      if (!(await call('POST', '/_local/clock', { advanceSeconds: seconds }))) {
        throw new WorkshopError(
          'no-connection',
          `The local AWS at ${endpoint} did not move its clock`,
          'Start it again: npm run local-aws',
        );
      }
    },
    close: () => agent.destroy(),
  };
}

function nowOf(body: string): number | undefined {
  try {
    const { version, now } = JSON.parse(body) as { version?: unknown; now?: unknown };
    const nowMs = typeof now === 'string' ? Date.parse(now) : Number.NaN;
    return version === undefined || Number.isNaN(nowMs) ? undefined : nowMs;
  } catch {
    return undefined;
  }
}

interface Answer {
  readonly text: string;
  readonly date: string | undefined;
}

function request(url: URL, method: string, agent: http.Agent, body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(
        new WorkshopError(
          'no-connection',
          `Nothing answers at ${url.origin}`,
          'Start a local AWS (npm run local-aws), or give the address of one that runs',
          cause,
        ),
      );
    const sent = http.request(url, { method, agent, timeout: PROBE_TIMEOUT_MS }, (answer) => {
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
