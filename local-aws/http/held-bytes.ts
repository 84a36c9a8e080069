import type { Readable, Writable } from 'node:stream';
import type { Limits } from './limits.ts';

/** Counts what is held in memory for clients that are slow to send or to read. */
export class HeldBytes {
  #held = 0;
  #requests = 0;

  constructor(private readonly limits: Pick<Limits, 'heldBytes' | 'requests'>) {}

  /** @returns false when there are too many requests; else one is counted until it closes */
  open(request: Readable): boolean {
    if (this.#requests >= this.limits.requests) return false;
    this.#requests += 1;
    request.once('close', () => {
      this.#requests -= 1;
    });
    return true;
  }

  /** @returns false, and holds nothing, when it is too much */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.limits.heldBytes) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }

  /** Counts what a stream has not been able to pass on yet, until it ends in one way or another. */
  hold(stream: Writable): void {
    const bytes = stream.writableLength;
    if (bytes === 0 || stream.destroyed) return;
    this.#held += bytes;
    stream.once('close', () => this.give(bytes));
  }
}
