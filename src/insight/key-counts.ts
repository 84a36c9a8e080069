import { ExactKeys, type KeyLoad } from './exact-keys.ts';
import type { HashLoad } from './hash-loads.ts';
import { type HashRange, isWithin } from './hash-space.ts';
import type { UserRecord } from './kpl.ts';
import { type Load, type Measure, NO_LOAD, sumLoads } from './load.ts';
import { SketchedKeys } from './sketched-keys.ts';

/** How much room the keys of one shard may take. */
export interface KeyRoom {
  /** distinct keys that are counted exactly; with one more, sketches take over */
  readonly exactKeys: number;
  /** keys that each sketch keeps: its error is at most the load ÷ this */
  readonly sketchKeys: number;
}

/** A partition key with all that it sent. */
export interface HeavyKey {
  readonly partitionKey: string;
  readonly load: Load;
  /** what the load may be too great by */
  readonly error: Load;
}

/** What went to one hash: no split can part it. */
export interface HeavyHash {
  /** the heaviest first; several only when they were sent with the same explicit hash key */
  readonly partitionKeys: readonly string[];
  /** undefined when it was sent with an explicit hash key that the records do not tell */
  readonly hashKey: bigint | undefined;
  readonly load: Load;
  readonly error: Load;
}

/**
 * The keys of one shard, by user records and their bytes, in bounded room.
 *
 * Where a key's records go is the MD5 of the key, or the explicit hash key that they were sent with;
 * of that GetRecords tells nothing, only aggregates do. A key whose MD5 is not in the shard's range
 * must have been sent with one: its load is `outside`, and no split can be planned for it. By chance
 * the MD5 of such a key is in the range, too, as often as the range is a part of the hash space. So
 * where much is outside, what is inside is not to be trusted either.
 */
export class KeyCounts {
  readonly #room: KeyRoom;
  readonly #range: HashRange;
  #keys: ExactKeys | SketchedKeys;
  #total = NO_LOAD;

  /** @param range the shard's */
  constructor(range: HashRange, room: KeyRoom) {
    this.#room = room;
    this.#range = range;
    this.#keys = new ExactKeys(range);
  }

  add(record: UserRecord): void {
    this.#keys.add(record);
    this.#total = sumLoads([this.#total, { records: 1, bytes: record.bytes }]);
    if (this.#keys instanceof ExactKeys && this.#keys.size > this.#room.exactKeys) {
      this.#keys = new SketchedKeys(this.#keys, this.#room.sketchKeys);
    }
  }

  get total(): Load {
    return this.#total;
  }

  /** What was sent with an explicit hash key that is not told, as far as that can be seen. */
  get outside(): Load {
    return this.#keys.outside();
  }

  get isExact(): boolean {
    return this.#keys instanceof ExactKeys;
  }

  /** What one key's load at one hash may be too great by, or be when it is not told of at all. */
  get errorBound(): Load {
    return this.#keys.errorBound;
  }

  heaviestKeys(measure: Measure, count: number): HeavyKey[] {
    const keys = groupedBy(this.#keys.keyLoads(), ({ partitionKey }) => partitionKey);
    return [...keys]
      .map(([partitionKey, loads]) => ({ partitionKey, ...together(loads) }))
      .sort(heavierBy(measure))
      .slice(0, count);
  }

  /** Undefined when there are no records. */
  heaviestHash(measure: Measure): HeavyHash | undefined {
    const hashes = groupedBy(this.#keys.keyLoads(), ({ hashKey }) => hashKey);
    const [heaviest] = [...hashes]
      .map(([hashKey, loads]) => ({
        partitionKeys: [...loads].sort(heavierBy(measure)).map(({ partitionKey }) => partitionKey),
        hashKey: isWithin(hashKey, this.#range) ? hashKey : undefined,
        ...together(loads),
      }))
      .sort(heavierBy(measure));
    return heaviest;
  }

  /** The load in the shard's range by hash key: of single ones, or in bins when not exact. */
  hashLoads(): HashLoad[] {
    return this.#keys.hashLoads();
  }
}

function together(loads: readonly KeyLoad[]): Pick<KeyLoad, 'load' | 'error'> {
  return {
    load: sumLoads(loads.map(({ load }) => load)),
    error: sumLoads(loads.map(({ error }) => error)),
  };
}

function heavierBy(measure: Measure): (a: { load: Load }, b: { load: Load }) => number {
  return (a, b) => b.load[measure] - a.load[measure];
}

function groupedBy<Group>(
  loads: readonly KeyLoad[],
  groupOf: (load: KeyLoad) => Group,
): Map<Group, KeyLoad[]> {
  const groups = new Map<Group, KeyLoad[]>();
  for (const load of loads) {
    const group = groups.get(groupOf(load));
    if (group === undefined) groups.set(groupOf(load), [load]);
    else group.push(load);
  }
  return groups;
}
