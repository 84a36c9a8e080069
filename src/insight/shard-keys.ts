import type { HashRange } from './hash-space.ts';
import { KeyCounts, type KeyRoom } from './key-counts.ts';
import { type UserRecord, userRecords } from './kpl.ts';
import { MEASURES, SHARD_TAKES_PER_SECOND } from './load.ts';
import { type ReadRecord, recordBytes } from './read-record.ts';
import { secondOf } from './traffic-counter.ts';

/**
 * A second counts as busy from this part of what a shard takes in one. Less than all of it, since a
 * shard's limit need not begin with the second.
 */
const BUSY_UTILISATION = 0.8;

/**
 * The keys of one shard: of all its records, and of those of its busy seconds. Who makes a burst of
 * five seconds is seen in those seconds, and may be lost in the five minutes around them.
 */
export class ShardKeys {
  readonly all: KeyCounts;
  readonly #busy: KeyCounts;
  #second = { atMs: Number.NaN, bytes: 0, records: 0, users: [] as UserRecord[] };

  constructor(
    readonly range: HashRange,
    room: KeyRoom,
  ) {
    this.all = new KeyCounts(range, room);
    this.#busy = new KeyCounts(range, room);
  }

  /** In the order in which they are read: of a second that comes in parts each is judged alone. */
  add(record: ReadRecord): void {
    const atMs = secondOf(record.arrivedMs);
    if (atMs !== this.#second.atMs) this.#endSecond(atMs);
    this.#second.records += 1;
    this.#second.bytes += recordBytes(record);
    for (const user of userRecords(record)) {
      this.all.add(user);
      this.#second.users.push(user);
    }
  }

  /** Of the busy seconds, once all records are added. */
  busy(): KeyCounts {
    this.#endSecond(Number.NaN);
    return this.#busy;
  }

  #endSecond(nextMs: number): void {
    const { users } = this.#second;
    const isBusy = MEASURES.some(
      (measure) => this.#second[measure] >= BUSY_UTILISATION * SHARD_TAKES_PER_SECOND[measure],
    );
    if (isBusy) for (const record of users) this.#busy.add(record);
    this.#second = { atMs: nextMs, bytes: 0, records: 0, users: [] };
  }
}
