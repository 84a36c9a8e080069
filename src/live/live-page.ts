import { listen } from '../cli/listen.ts';
import { ROOT } from '../cli/root.ts';
import type { Workshop } from '../contract.ts';
import { costLines } from './pace.ts';
import type { Choice, SightOptions } from './sight.ts';

/** Taken when nobody asks for a port, or the next free one: beyond those of local AWSs. */
export const FIRST_PORT = 4_700;

/** A page that is left alone soon says that AWS does not answer, and soon that it does again. */
const REQUEST_TIMEOUT_MS = 10_000;
const MAX_ATTEMPTS = 4;

export interface LivePageOptions {
  readonly workshop: Workshop;
  readonly profile: string | undefined;
  readonly walk: SightOptions['walk'];
  readonly choice: Choice;
  readonly port: number | undefined;
  readonly debug: boolean;
}

export interface LivePage {
  readonly url: string;
  /** What to say of it, by line. */
  readonly told: readonly string[];
  /** Tells of cloud time, which may have jumped. */
  setTime(nowMs: number): void;
  close(): Promise<void>;
}

/**
 * Serves the live page of a workshop's AWS until it is closed. It has connections of its own: they
 * never move the cloud's clock, and they end with the page.
 *
 * @throws {WorkshopError} `usage` when the port that was asked for is taken
 */
export async function openLivePage({
  workshop,
  profile,
  walk,
  choice,
  port,
  debug,
}: LivePageOptions): Promise<LivePage> {
  const [{ bundlePage }, { connect }, { startPageServer }, { Sight }] = await Promise.all([
    import('./bundle.ts'),
    import('../aws/cloud.ts'),
    import('./server.ts'),
    import('./sight.ts'),
  ]);
  const { target, region, endpoint, npmOptions } = workshop.cloud;
  const sight = new Sight({
    workshop,
    walk,
    connect: (signal) =>
      connect({
        target,
        region,
        npmOptions,
        realTime: true,
        signal,
        requestTimeoutMs: REQUEST_TIMEOUT_MS,
        maxAttempts: MAX_ATTEMPTS,
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(profile === undefined ? {} : { profile }),
      }),
  });
  const files = await bundlePage(ROOT, debug);
  const { dashboard, minutes } = choice;
  const start = (candidate: number) =>
    startPageServer({ port: candidate, files, sight, dashboard });
  const server = await listen(port, start, FIRST_PORT);
  // in the address, where the viewer can change it
  const url = minutes === undefined ? server.url : `${server.url}?minutes=${minutes}`;
  const told = [`Live page at ${url}`, ...costLines(workshop.cloud)];
  return { url, told, close: server.close, setTime: (nowMs) => sight.setTime(nowMs) };
}
