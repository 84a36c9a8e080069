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

/** A segment has room for as many records as fill it at this size; smaller ones fill it by number. */
const BYTES_PER_RECORD = 96;

/**
 * A run of records: their keys and data behind one another in one slab, their facts in typed arrays.
 * So a record costs its bytes and fourteen more, and no object for the garbage collector.
 */
export class Segment {
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

/** The first index of `count` for which `reached` holds, or `count`; once it holds, it goes on holding. */
export function lowerBound(count: number, reached: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
