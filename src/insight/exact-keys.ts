import type { HashLoad } from './hash-loads.ts';
import { type HashRange, isWithin, md5HashKey } from './hash-space.ts';
import { keyId } from './key-id.ts';
import type { UserRecord } from './kpl.ts';
import { type Load, NO_LOAD, sumLoads } from './load.ts';

/** What one key sent to one hash. */
export interface KeyLoad {
  readonly partitionKey: string;
  readonly hashKey: bigint;
  readonly load: Load;
  /** what the load may be too great by: none where it was counted exactly */
  readonly error: Load;
}

interface Count extends KeyLoad {
  readonly load: { records: number; bytes: number };
}

/** Counts every key. */
export class ExactKeys {
  readonly #counts = new Map<string, Count>();
  readonly errorBound = NO_LOAD;

  constructor(readonly range: HashRange) {}

  /** Keys so far; one that was sent to several hashes counts once for each. */
  get size(): number {
    return this.#counts.size;
  }

  add({ partitionKey, explicitHashKey, bytes }: UserRecord): void {
    const id = keyId(partitionKey, explicitHashKey);
    let count = this.#counts.get(id);
    if (count === undefined) {
      const hashKey = explicitHashKey ?? md5HashKey(partitionKey);
      count = { partitionKey, hashKey, load: { records: 0, bytes: 0 }, error: NO_LOAD };
      this.#counts.set(id, count);
    }
    count.load.records += 1;
    count.load.bytes += bytes;
  }

  byId(): ReadonlyMap<string, KeyLoad> {
    return this.#counts;
  }

  keyLoads(): KeyLoad[] {
    return [...this.#counts.values()];
  }

  /** Of the keys whose hash is in the range. */
  hashLoads(): HashLoad[] {
    return this.keyLoads()
      .filter(({ hashKey }) => isWithin(hashKey, this.range))
      .map(({ hashKey, load }) => ({ range: { start: hashKey, end: hashKey }, load }));
  }

  /** Of the keys whose hash is not. */
  outside(): Load {
    const outside = this.keyLoads().filter(({ hashKey }) => !isWithin(hashKey, this.range));
    return sumLoads(outside.map(({ load }) => load));
  }
}
