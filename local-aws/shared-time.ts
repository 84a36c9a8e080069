import { setImmediate as soon } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** Whoever asks for time to pass, for as long as its connection stands. */
export interface Connection {
  once(event: 'close', listener: () => void): unknown;
}

interface Sleeper {
  readonly connection: Connection;
  readonly wakesAtMs: number;
  /** Answers it, due or not; with an error where time can not pass. */
  readonly answer: (error?: unknown) => void;
}

/** Real milliseconds. */
export interface Patience {
  /** How long a connection that was woken holds the clock, at most. */
  readonly holdsMs: number;
  /** After which a sleeper is answered in any case, so that it knows that somebody is there. */
  readonly answeredWithinMs: number;
}

const PATIENCE: Patience = { holdsMs: 5_000, answeredWithinMs: 2_000 };

/** Every minute of the cloud's time is gone through: a minute of many alarms may take long. */
const STRIDE_SECONDS = 60;
/** Real milliseconds after which other requests have their turn. */
const TURN_MS = 50;

/**
 * Passes cloud time for those who share it, as in a simulation of discrete events: the clock moves
 * to the earliest wake-up once all are asleep. Who was woken is busy, and holds the clock, until it
 * sleeps again, its connection ends, or `holdsMs` have passed. Who has never slept holds nothing.
 */
export class SharedTime {
  #sleepers: Sleeper[] = [];
  /** connection → when it holds the clock no longer, on the clock of `performance.now()` */
  readonly #busy = new Map<Connection, number>();
  /** A connection may sleep many times; it is listened to once. */
  readonly #known = new WeakSet<Connection>();
  #isPassing = false;
  #holdEnds: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly patience = PATIENCE,
  ) {}

  /** Moves the clock at once, whoever is busy. */
  async advance(seconds: number): Promise<void> {
    const turn = new Turn();
    for (let left = seconds; left > 0; left -= STRIDE_SECONDS) {
      this.clock.advance(Math.min(left, STRIDE_SECONDS));
      await turn.share();
    }
    void this.#passOn();
  }

  /**
   * @param seconds of cloud time from now
   * @returns the seconds that are left: 0, or more for one who is to ask again
   */
  async sleep(connection: Connection, seconds: number): Promise<number> {
    const wakesAtMs = this.clock.now() + seconds * 1000;
    this.#listenTo(connection);
    this.#busy.delete(connection);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#wake((one) => one === sleeper);
      }, this.patience.answeredWithinMs);
      const answer = (error?: unknown) => {
        clearTimeout(timer);
        if (error === undefined) resolve();
        else reject(error);
      };
      const sleeper = { connection, wakesAtMs, answer };
      this.#sleepers.push(sleeper);
      void this.#passOn();
    });
    return Math.max(0, wakesAtMs - this.clock.now()) / 1000;
  }

  #listenTo(connection: Connection): void {
    if (this.#known.has(connection)) return;
    this.#known.add(connection);
    connection.once('close', () => {
      this.#wake((one) => one.connection === connection);
      this.#busy.delete(connection);
      void this.#passOn();
    });
  }

  /** Moves to one wake-up after the other for as long as nobody is busy. */
  async #passOn(): Promise<void> {
    clearTimeout(this.#holdEnds);
    if (this.#isPassing) return;
    this.#isPassing = true;
    const turn = new Turn();
    try {
      while (this.#sleepers.length > 0 && !this.#isHeld()) {
        const nextMs = Math.min(...this.#sleepers.map(({ wakesAtMs }) => wakesAtMs));
        const leftSeconds = (nextMs - this.clock.now()) / 1000;
        if (leftSeconds > 0) {
          this.clock.advance(Math.min(leftSeconds, STRIDE_SECONDS));
          await turn.share();
        } else {
          this.#wake(({ wakesAtMs }) => wakesAtMs <= nextMs);
        }
      }
    } catch (error) {
      for (const { answer } of this.#sleepers.splice(0)) answer(error);
    } finally {
      this.#isPassing = false;
    }
    if (this.#sleepers.length === 0) return;
    const heldMs = Math.max(...this.#busy.values()) - performance.now();
    this.#holdEnds = setTimeout(() => void this.#passOn(), Math.max(1, Math.ceil(heldMs)));
  }

  #isHeld(): boolean {
    const nowMs = performance.now();
    for (const [connection, endsMs] of this.#busy) {
      if (endsMs <= nowMs) this.#busy.delete(connection);
    }
    return this.#busy.size > 0;
  }

  #wake(isDue: (sleeper: Sleeper) => boolean): void {
    const due = this.#sleepers.filter(isDue);
    this.#sleepers = this.#sleepers.filter((sleeper) => !due.includes(sleeper));
    for (const { connection, answer } of due) {
      this.#busy.set(connection, performance.now() + this.patience.holdsMs);
      answer();
    }
  }
}

/** Lets other requests have their turn, now and then. */
class Turn {
  #endsMs = performance.now() + TURN_MS;

  async share(): Promise<void> {
    if (performance.now() < this.#endsMs) return;
    await soon();
    this.#endsMs = performance.now() + TURN_MS;
  }
}
