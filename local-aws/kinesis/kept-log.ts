import type { Changes, Kept } from '../keeper.ts';
import type { RecordLog } from './record-log.ts';
import type { Segment } from './segment.ts';

/** Before the records of a piece: the segment's first place and size, count, the slab's stretch. */
const HEAD_BYTES = 8 + 4 + 4 + 4 + 4;
/** Of one record: when it came, where it ends in the slab, how long its key is. */
const FACT_BYTES = 8 + 4 + 2;

/** Sorts behind every piece of records. */
const ENDS = 'ends';

interface Piece {
  readonly name: string;
  readonly endPlace: number;
}

/** A shard's records as they are kept: what was appended in one turn is a piece. */
export class KeptLog implements Kept {
  readonly #pieces: Piece[] = [];
  #endPlace = 1;
  #firstPlace = 1;

  constructor(
    readonly name: string,
    private readonly log: RecordLog,
  ) {}

  get isGone(): boolean {
    return this.log.isDiscarded;
  }

  watch(changed: () => void): void {
    this.log.onChange = changed;
  }

  write(changes: Changes): void {
    const { log } = this;
    const oldest = log.segments[0]?.firstPlace ?? log.endPlace;
    for (let first = this.#pieces[0]; first !== undefined; first = this.#pieces[0]) {
      if (first.endPlace > oldest) break;
      changes.remove(first.name);
      this.#pieces.shift();
    }
    if (log.isDiscarded) {
      changes.remove(ENDS);
      return;
    }
    for (const segment of log.segments) {
      const from = Math.max(0, this.#endPlace - segment.firstPlace);
      if (from >= segment.count) continue;
      const name = String(segment.firstPlace + from).padStart(16, '0');
      changes.put(name, encoded(segment, from));
      this.#pieces.push({ name, endPlace: segment.firstPlace + segment.count });
    }
    this.#endPlace = log.endPlace;
    if (log.firstPlace === this.#firstPlace) return;
    this.#firstPlace = log.firstPlace;
    changes.put(ENDS, Buffer.from(JSON.stringify([log.firstPlace, log.endPlace])));
  }

  restore(piece: string, value: Buffer): void {
    if (piece === ENDS) {
      const [firstPlace = 1, endPlace = 1] = JSON.parse(value.toString()) as number[];
      this.log.restoreEnds(firstPlace, endPlace);
    } else {
      restoreRecords(this.log, piece, value);
      this.#pieces.push({ name: piece, endPlace: this.log.endPlace });
    }
    this.#endPlace = this.log.endPlace;
    this.#firstPlace = this.log.firstPlace;
  }
}

function encoded(segment: Segment, from: number): Buffer {
  const { count, used } = segment;
  const start = from === 0 ? 0 : (segment.ends[from - 1] ?? 0);
  const value = Buffer.allocUnsafe(HEAD_BYTES + (count - from) * FACT_BYTES + used - start);
  value.writeDoubleLE(segment.firstPlace, 0);
  value.writeUInt32LE(segment.size, 8);
  value.writeUInt32LE(count - from, 12);
  value.writeUInt32LE(start, 16);
  value.writeUInt32LE(used, 20);
  let at = HEAD_BYTES;
  for (const facts of [segment.arrivedMs, segment.ends, segment.keyBytes]) {
    const bytes = bytesOf(facts, from, count);
    value.set(bytes, at);
    at += bytes.length;
  }
  segment.slab.copy(value, at, start, used);
  return value;
}

function restoreRecords(log: RecordLog, piece: string, value: Buffer): void {
  const first = Number(piece);
  if (log.segments.length > 0 && first !== log.endPlace)
    throw new Error(`no record ${log.endPlace}`);
  const segment = log.segmentAt(value.readDoubleLE(0), value.readUInt32LE(8));
  const from = segment.count;
  const count = from + value.readUInt32LE(12);
  let at = HEAD_BYTES;
  for (const facts of [segment.arrivedMs, segment.ends, segment.keyBytes]) {
    const bytes = bytesOf(facts, from, count);
    bytes.set(value.subarray(at, at + bytes.length));
    at += bytes.length;
  }
  segment.slab.set(value.subarray(at), value.readUInt32LE(16));
  segment.count = count;
  segment.used = value.readUInt32LE(20);
  log.restoreEnds(log.firstPlace, segment.firstPlace + count);
}

function bytesOf(
  facts: Float64Array | Uint32Array | Uint16Array,
  from: number,
  to: number,
): Uint8Array {
  const { buffer, BYTES_PER_ELEMENT: each } = facts;
  return new Uint8Array(buffer, from * each, (to - from) * each);
}
