import type { StorageBudget } from './storage-budget.ts';

/** A record as it is kept. `data` is a view into the log: valid for ever, never to be written to. */
export interface StoredRecord {
  /** its place in the shard: 1 for the first one */
  readonly place: number;
  readonly arrivedMs: number;
  /** undefined when it was put without one, as a stream of strategy AUTO allows */
  readonly partitionKey: string | undefined;
  readonly data: Uint8Array;
  /** of data and partition key */
  readonly bytes: number;
}

const SMALLEST_SEGMENT = 16 * 1024;
const LARGEST_SEGMENT = 1024 * 1024;

/** A segment has room for as many records as fill it at this size; smaller ones fill it by number. */
const BYTES_PER_RECORD = 96;

/**
 * A run of records: their keys and data behind one another in one slab, their facts in typed arrays.
 * So a record costs its bytes and fourteen more, and no object for the garbage collector.
 */
class Segment {
  readonly slab: Buffer;
  readonly arrivedMs: Float64Array;
  readonly keyBytes: Uint16Array;
  /** where each record ends in the slab, and the next one begins */
  readonly ends: Uint32Array;
  count = 0;
  used = 0;

  constructor(
    readonly firstPlace: number,
    readonly size: number,
  ) {
    const records = Math.ceil(size / BYTES_PER_RECORD);
    this.slab = Buffer.allocUnsafeSlow(size);
    this.arrivedMs = new Float64Array(records);
    this.keyBytes = new Uint16Array(records);
    this.ends = new Uint32Array(records);
  }

  hasRoom(bytes: number): boolean {
    return this.count < this.ends.length && this.used + bytes <= this.size;
  }

  append(key: string, keyBytes: number, data: Uint8Array, atMs: number): void {
    if (keyBytes > 0) this.slab.write(key, this.used);
    this.slab.set(data, this.used + keyBytes);
    this.used += keyBytes + data.byteLength;
    this.arrivedMs[this.count] = atMs;
    this.keyBytes[this.count] = keyBytes;
    this.ends[this.count] = this.used;
    this.count++;
  }

  at(offset: number): StoredRecord {
    const start = offset === 0 ? 0 : (this.ends[offset - 1] ?? 0);
    const end = this.ends[offset] ?? start;
    const dataAt = start + (this.keyBytes[offset] ?? 0);
    return {
      place: this.firstPlace + offset,
      arrivedMs: this.arrivedMs[offset] ?? 0,
      partitionKey: dataAt === start ? undefined : this.slab.toString('utf8', start, dataAt),
      data: this.slab.subarray(dataAt, end),
      bytes: end - start,
    };
  }

  get newestMs(): number {
    return this.arrivedMs[this.count - 1] ?? 0;
  }

  /** The first record that came at `timeMs` or later, from the segment's start. */
  offsetAt(timeMs: number): number {
    return lowerBound(this.count, (offset) => (this.arrivedMs[offset] ?? 0) >= timeMs);
  }
}

/** A shard's records, oldest first. Arrival times never go down. */
export class RecordLog {
  readonly #segments: Segment[] = [];
  #firstPlace = 1;
  #endPlace = 1;

  constructor(private readonly budget: StorageBudget) {}

  /** The place of the oldest record that is still there, or `endPlace`. */
  get firstPlace(): number {
    return this.#firstPlace;
  }

  /** The place of the next record to come. */
  get endPlace(): number {
    return this.#endPlace;
  }

  /** @returns the record's place */
  append(key: string, keyBytes: number, data: Uint8Array, atMs: number): number {
    const bytes = keyBytes + data.byteLength;
    let segment = this.#segments.at(-1);
    if (segment === undefined || !segment.hasRoom(bytes)) segment = this.#addSegment(bytes);
    segment.append(key, keyBytes, data, atMs);
    return this.#endPlace++;
  }

  /** Up to `limit` records from `place` on, and no more than `maxBytes`, but one at least. */
  read(place: number, limit: number, maxBytes: number): StoredRecord[] {
    const records: StoredRecord[] = [];
    let bytes = 0;
    const from = Math.max(place, this.#firstPlace);
    for (let index = this.#segmentOf(from); index < this.#segments.length; index++) {
      const segment = this.#segments[index];
      if (segment === undefined) break;
      for (let at = Math.max(0, from - segment.firstPlace); at < segment.count; at++) {
        if (records.length === limit) return records;
        const record = segment.at(at);
        bytes += record.bytes;
        if (bytes > maxBytes && records.length > 0) return records;
        records.push(record);
      }
    }
    return records;
  }

  /** When the record at `place` came; undefined when there is none. */
  arrivedMs(place: number): number | undefined {
    const segment = this.#segments[this.#segmentOf(place)];
    return segment?.arrivedMs[place - segment.firstPlace];
  }

  /** The place of the first record that came at `timeMs` or later, or `endPlace`. */
  placeAt(timeMs: number): number {
    const index = lowerBound(
      this.#segments.length,
      (at) => (this.#segments[at]?.newestMs ?? 0) >= timeMs,
    );
    const segment = this.#segments[index];
    if (segment === undefined) return this.#endPlace;
    return Math.max(this.#firstPlace, segment.firstPlace + segment.offsetAt(timeMs));
  }

  /** Forgets the records that came before `horizonMs`. */
  trim(horizonMs: number): void {
    for (let first = this.#segments[0]; first !== undefined; first = this.#segments[0]) {
      if (first.newestMs >= horizonMs) {
        this.#firstPlace = Math.max(this.#firstPlace, first.firstPlace + first.offsetAt(horizonMs));
        return;
      }
      this.dropOldestSegment();
    }
  }

  /** When the newest record of the oldest segment came; undefined when there is none. */
  get oldestSegmentMs(): number | undefined {
    return this.#segments[0]?.newestMs;
  }

  /** @returns how many records went */
  dropOldestSegment(): number {
    const segment = this.#segments.shift();
    if (segment === undefined) return 0;
    const next = segment.firstPlace + segment.count;
    const dropped = next - this.#firstPlace;
    this.#firstPlace = next;
    this.budget.release(segment.size);
    return dropped;
  }

  /** Forgets everything, for good. */
  discard(): void {
    while (this.#segments.length > 0) this.dropOldestSegment();
    this.budget.forget(this);
  }

  /** Starts small, since most shards see little, and doubles, so that a busy one has few. */
  #addSegment(bytes: number): Segment {
    const doubled = (this.#segments.at(-1)?.size ?? SMALLEST_SEGMENT / 2) * 2;
    const size = Math.max(bytes, Math.min(doubled, LARGEST_SEGMENT));
    this.budget.claim(size, this);
    const segment = new Segment(this.#endPlace, size);
    this.#segments.push(segment);
    return segment;
  }

  /** The segment that holds `place`: the last one that starts there or before. */
  #segmentOf(place: number): number {
    const after = lowerBound(
      this.#segments.length,
      (index) => (this.#segments[index]?.firstPlace ?? 0) > place,
    );
    return Math.max(0, after - 1);
  }
}

/** The first index of `count` for which `reached` holds, or `count`; once it holds, it goes on holding. */
function lowerBound(count: number, reached: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
