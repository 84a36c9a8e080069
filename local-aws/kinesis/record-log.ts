import type { StorageBudget } from '../storage-budget.ts';
import { lowerBound, Segment, type StoredRecord } from './segment.ts';

const SMALLEST_SEGMENT = 16 * 1024;
const LARGEST_SEGMENT = 1024 * 1024;

/** A shard's records, oldest first. Arrival times never go down. */
export class RecordLog {
  readonly #segments: Segment[] = [];
  #firstPlace = 1;
  #endPlace = 1;
  #isDiscarded = false;
  /** Called whenever a record has come or gone. */
  onChange: (() => void) | undefined;

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
    this.onChange?.();
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
        const place = first.firstPlace + first.offsetAt(horizonMs);
        if (place <= this.#firstPlace) return;
        this.#firstPlace = place;
        this.onChange?.();
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
    this.onChange?.();
    this.budget.release(segment.size);
    return dropped;
  }

  /** Forgets everything, for good. */
  discard(): void {
    while (this.#segments.length > 0) this.dropOldestSegment();
    this.budget.forget(this);
    this.#isDiscarded = true;
    this.onChange?.();
  }

  get isDiscarded(): boolean {
    return this.#isDiscarded;
  }

  /** Oldest first. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** The newest segment if it is the one from `firstPlace` on, else a new one that is. */
  segmentAt(firstPlace: number, size: number): Segment {
    const last = this.#segments.at(-1);
    return last?.firstPlace === firstPlace ? last : this.#openSegment(firstPlace, size);
  }

  /** Puts the ends where they were when segments have been filled from outside. */
  restoreEnds(firstPlace: number, endPlace: number): void {
    this.#firstPlace = Math.max(firstPlace, this.#segments[0]?.firstPlace ?? endPlace);
    this.#endPlace = Math.max(endPlace, this.#endPlace);
  }

  /** Starts small, since most shards see little, and doubles, so that a busy one has few. */
  #addSegment(bytes: number): Segment {
    const doubled = (this.#segments.at(-1)?.size ?? SMALLEST_SEGMENT / 2) * 2;
    return this.#openSegment(this.#endPlace, Math.max(bytes, Math.min(doubled, LARGEST_SEGMENT)));
  }

  #openSegment(firstPlace: number, size: number): Segment {
    this.budget.claim(size, this);
    const segment = new Segment(firstPlace, size);
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
