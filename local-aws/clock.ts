/** A transition that the cloud owes: a stream that becomes ACTIVE, a stack that completes. */
interface Appointment {
  readonly atMs: number;
  readonly run: () => void;
}

/**
 * Cloud time: real time plus an offset that only moves forward.
 *
 * Life cycles are appointments on this clock. They are kept whenever somebody looks at the time,
 * in the order in which they are due, each one seeing its own due time as `now()`. So a minute
 * that a client skips plays out exactly like a minute that it waited.
 */
export class Clock {
  #offsetMs = 0;
  #appointments: Appointment[] = [];
  #heldMs: number | undefined;

  constructor(private readonly realNow: () => number = Date.now) {}

  /** Cloud time in milliseconds since the epoch. Everything due by then has happened. */
  now(): number {
    if (this.#heldMs !== undefined) return this.#heldMs;
    const nowMs = this.realNow() + this.#offsetMs;
    this.#keepAppointments(nowMs);
    return nowMs;
  }

  /**
   * Runs `step` at one moment: everything due by then has happened before, and within it `now()`
   * does not move on.
   *
   * @param atMs cloud milliseconds, when the step belongs to a history that is run again
   */
  hold<T>(step: () => T, atMs = this.now()): T {
    this.#keepAppointments(atMs);
    this.#heldMs = atMs;
    try {
      return step();
    } finally {
      this.#heldMs = undefined;
    }
  }

  /** How far cloud time is ahead of real time, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Goes on where another clock was: with its offset, and not before its last moment. */
  goOn(offsetMs: number, lastMs: number): void {
    this.#offsetMs = Math.max(this.#offsetMs, offsetMs, lastMs - this.realNow());
  }

  /** @throws {RangeError} when `seconds` is negative or not finite: cloud time never goes back */
  advance(seconds: number): void {
    if (!(seconds >= 0 && Number.isFinite(seconds))) {
      throw new RangeError(`advanceSeconds must be a number of at least 0, not ${seconds}`);
    }
    this.#offsetMs += seconds * 1000;
    this.now();
  }

  /** Runs `run` once, when cloud time has reached `delaySeconds` from now. */
  after(delaySeconds: number, run: () => void): void {
    const atMs = this.now() + delaySeconds * 1000;
    const before = this.#appointments.findLastIndex((other) => other.atMs <= atMs);
    this.#appointments.splice(before + 1, 0, { atMs, run });
  }

  /** Drops every appointment, as when the whole cloud is emptied. */
  forgetAppointments(): void {
    this.#appointments = [];
  }

  #keepAppointments(nowMs: number): void {
    try {
      for (;;) {
        const next = this.#appointments[0];
        if (next === undefined || next.atMs > nowMs) return;
        this.#appointments.shift();
        this.#heldMs = next.atMs;
        next.run();
      }
    } finally {
      this.#heldMs = undefined;
    }
  }
}
