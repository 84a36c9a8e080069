import type { Writable } from 'node:stream';

/** Counts what is held in memory for clients that are slow to send or to read. */
export class HeldBytes {
  #held = 0;

  constructor(private readonly limitBytes: number) {}

  /** @returns false, and holds nothing, when it is too much */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.limitBytes) return false;
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
