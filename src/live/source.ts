import type { Cloud } from '../contract.ts';
import { explain } from '../explain.ts';
import { type Connect, Link } from './link.ts';
import { type See, Shown } from './shown.ts';

export interface SourceOptions<Model> {
  readonly connect: Connect;
  /** One round: looks at AWS, and shows what it sees, in parts or as a whole. */
  readonly look: (cloud: Cloud, show: (model: Model) => void) => Promise<void>;
  /** Real time from the end of a round to the next, at least. */
  readonly everyMs: number;
  /** Real time after which a round that has not ended is broken off. */
  readonly withinMs: number;
  /** Told after each round. */
  readonly onRound: (round: Round) => void;
}

export interface Round {
  /** cloud time at its end, in milliseconds since the epoch; undefined where it failed */
  readonly nowMs: number | undefined;
  /** It failed and the one before did not, or the other way round. */
  readonly turned: boolean;
}

/**
 * After a long round the pause is so many times as long, for looking is not all that a machine and a
 * shard's readers have to do; but no more than so many usual pauses, as a round that reads records
 * mostly waits for its turn to read on. One that failed is followed as soon as another says that AWS
 * answers again.
 */
const PAUSE_PER_ROUND = 5;
const LONGEST_PAUSE = 3;

/**
 * Looks at AWS round after round while somebody watches, and not at all while nobody does. Its
 * viewers share one sight. A round that fails leaves the last model as it is.
 */
export class Source<Model> {
  readonly #options: SourceOptions<Model>;
  readonly #shown = new Shown<Model>();
  #trouble = '';
  #running: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  /** on the clock of `performance.now()`: when the next round is due, and when at the earliest */
  #dueMs = 0;
  #earliestMs = 0;
  /** Something has changed since the round began. */
  #isWoken = false;
  #endPause: () => void = () => undefined;

  constructor(options: SourceOptions<Model>) {
    this.#options = options;
  }

  get isWatched(): boolean {
    return this.#shown.isWatched;
  }

  /** Why the last round failed; '' where it did not, and while nobody watches. */
  get trouble(): string {
    return this.#trouble;
  }

  /** @returns what ends it */
  watch(see: See): () => void {
    const unwatch = this.#shown.watch(see);
    if (this.#running === undefined) {
      const running = new AbortController();
      this.#running = running;
      this.#ended = this.#ended.then(() => this.#run(running.signal));
    }
    return () => {
      unwatch();
      if (this.#shown.isWatched) return;
      this.#running?.abort();
      this.#running = undefined;
      this.#trouble = '';
    };
  }

  /** Looks again soon, since something has changed. */
  wake(): void {
    this.#isWoken = true;
    this.#dueMs = this.#earliestMs;
    this.#endPause();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const link = new Link(this.#options.connect);
    signal.addEventListener('abort', () => {
      link.close();
      this.#endPause();
    });
    while (!signal.aborted) {
      const leftMs = this.#dueMs - performance.now();
      if (leftMs > 0) await this.#pause(leftMs);
      else await this.#round(link, signal);
    }
    link.close();
  }

  async #round(link: Link, signal: AbortSignal): Promise<void> {
    const { look, everyMs, withinMs, onRound } = this.#options;
    this.#isWoken = false;
    const startedMs = performance.now();
    let trouble = '';
    let nowMs: number | undefined;
    try {
      await link.use(async (cloud) => {
        await look(cloud, (model) => {
          if (!signal.aborted) this.#shown.show(model);
        });
        nowMs = cloud.now();
      }, withinMs);
    } catch (error) {
      trouble = explain(error, false)[0] ?? '';
    }
    if (signal.aborted) return;
    const endedMs = performance.now();
    const pauseMs = Math.min(PAUSE_PER_ROUND * (endedMs - startedMs), LONGEST_PAUSE * everyMs);
    this.#earliestMs = endedMs + (trouble === '' ? pauseMs : 0);
    this.#dueMs = Math.max(this.#earliestMs, this.#isWoken ? 0 : endedMs + everyMs);
    const turned = (trouble === '') !== (this.#trouble === '');
    this.#trouble = trouble;
    onRound({ nowMs, turned });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
