import { setImmediate as soon } from 'node:timers/promises';
import { serialize } from 'node:v8';
import type { Chance } from '../chance.ts';
import type { Clock } from '../clock.ts';
import type { Changes, Keeper, Kept, PastCall } from '../keeper.ts';
import type { Operation, Store } from './store.ts';
import { empty, numbered, type Summary, summaryOperation, turnOperations } from './summary.ts';

/** Parts a holder's name from those of its pieces; it is in neither. */
export const PART = '|';

/**
 * Keeps a cloud in a store. Calls and changed data gather while a batch is being written, and make
 * up the next one; an answer goes out when all that it may know of has been written.
 */
export class StateFolder implements Keeper {
  readonly #holders = new Map<string, Kept>();
  readonly #changed = new Set<Kept>();
  #newCalls: PastCall[] = [];
  #isEmptied = false;
  #isRestoring = true;
  #offsetMs = 0;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #failure: unknown;
  #draws: number;
  #calls: number;
  #turns: number;

  /** @param isEmpty whether the cloud holds nothing of what calls have made */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly isEmpty: () => boolean,
    { draws, calls, turns }: Counts = { draws: 0, calls: 0, turns: 0 },
  ) {
    this.#draws = draws;
    this.#calls = calls;
    this.#turns = turns;
  }

  /** From here on things happen for the first time, and are kept. */
  async begin(): Promise<void> {
    this.#isRestoring = false;
    for (const [name, holder] of this.#holders) if (holder.isGone) this.#holders.delete(name);
    this.#writing = this.#write();
    await this.#writing;
  }

  keep(holder: Kept): void {
    this.#holders.set(holder.name, holder);
    holder.watch(() => {
      if (!this.#isRestoring) this.#changed.add(holder);
    });
  }

  /** While a history is run again, also one whose data are gone. */
  holder(name: string): Kept | undefined {
    return this.#holders.get(name);
  }

  called(call: PastCall): void {
    if (!this.#isRestoring) this.#newCalls.push(call);
  }

  emptied(): void {
    this.#holders.clear();
    this.#changed.clear();
    this.#newCalls = [];
    this.#isEmptied = true;
  }

  /**
   * Until everything that has happened so far is written.
   *
   * @throws what the store failed with; again and again, as the cloud has gone on without it
   */
  async settled(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isDirty) this.#next ??= this.#writeNext();
    await (this.#next ?? this.#writing);
  }

  /** Writes what is left and gives the store back. */
  async close(): Promise<void> {
    try {
      await this.settled();
    } finally {
      await this.store.close();
    }
  }

  get #isDirty(): boolean {
    return (
      this.#changed.size > 0 ||
      this.#newCalls.length > 0 ||
      this.#isEmptied ||
      this.#offsetMs !== this.clock.offsetMs
    );
  }

  async #writeNext(): Promise<void> {
    await this.#writing;
    await soon(); // requests that have arrived together share a batch
    this.#next = undefined;
    this.#writing = this.#write();
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      const isEmptied = this.#isEmptied;
      if (isEmptied) {
        this.#draws = 0;
        this.#calls = 0;
        this.#turns = 0;
      }
      const batch = this.#batch();
      if (isEmptied) await empty(this.store, this.#summary());
      await this.store.write(batch);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  /** Everything up to now; what comes from now on is the next batch's. */
  #batch(): Operation[] {
    const batch: Operation[] = [];
    for (const holder of this.#changed) {
      holder.write(changesOf(holder, batch));
      if (holder.isGone) this.#holders.delete(holder.name);
    }
    this.#changed.clear();
    if (this.isEmpty()) batch.push(...this.#forgetCalls());
    for (const call of this.#newCalls) {
      batch.push({ type: 'put', key: callKey(this.#calls++), value: serialize(call) });
    }
    this.#newCalls = [];
    this.#isEmptied = false;
    this.#offsetMs = this.clock.offsetMs;
    batch.push(...turnOperations(this.#turns++), summaryOperation(this.#summary()));
    return batch;
  }

  /** What no longer has any effect needs not be run again, and what is due of it is nothing. */
  #forgetCalls(): Operation[] {
    const calls = Array.from({ length: this.#calls }, (_, number) => number);
    this.clock.forgetAppointments();
    this.#draws = this.chance.draws;
    this.#calls = 0;
    this.#newCalls = [];
    return calls.map((number) => ({ type: 'del', key: callKey(number) }));
  }

  #summary(): Summary {
    return {
      seed: this.chance.seed.toString('hex'),
      draws: this.#draws,
      offsetMs: this.#offsetMs,
      lastMs: this.clock.now(),
      calls: this.#calls,
      turns: this.#turns,
    };
  }
}

type Counts = Pick<Summary, 'draws' | 'calls' | 'turns'>;

function callKey(number: number): string {
  return `call/${numbered(number)}`;
}

function changesOf(holder: Kept, batch: Operation[]): Changes {
  const key = (piece: string) => `data/${holder.name}${PART}${piece}`;
  return {
    put: (piece, value) => batch.push({ type: 'put', key: key(piece), value }),
    remove: (piece) => batch.push({ type: 'del', key: key(piece) }),
  };
}
