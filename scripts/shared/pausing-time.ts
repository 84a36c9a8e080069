/**
 * Real time that stands still until it is let go on: what is told to wait for it waits, and what is
 * made meanwhile has one time stamp, each time it is made.
 */
export class PausingTime {
  #ranMs = 0;
  #runningSinceMs: number | undefined;

  constructor(private readonly startMs: number) {}

  now(): number {
    const sinceMs = this.#runningSinceMs;
    return this.startMs + this.#ranMs + (sinceMs === undefined ? 0 : performance.now() - sinceMs);
  }

  /** Lets it go on while something is done. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#runningSinceMs = performance.now();
    try {
      return await act();
    } finally {
      this.#ranMs += performance.now() - this.#runningSinceMs;
      this.#runningSinceMs = undefined;
    }
  }
}
