import { countValue } from './bounds.ts';

const [INTEGER, NEGATIVE, BYTES, TEXT, LIST, MAP, TAG] = [0, 1, 2, 3, 4, 5, 6];
const INDEFINITE = 31;
const BREAK = 0xff;
/** The one tag that inputs have: seconds since the epoch. */
const EPOCH_TAG = 1;
/** Far deeper than any input. */
const MAX_DEPTH = 64;
/** Bytes of a head's argument, by the low five bits of its first byte; below 24 they are it. */
const ARGUMENT_BYTES: Readonly<Record<number, number>> = { 24: 1, 25: 2, 26: 4, 27: 8 };

/**
 * Walks over a CBOR body before it is decoded: the SDK's reader makes room for as many items as a
 * body claims to have, and works out numbers of any length.
 *
 * @throws {Error} when the body is not one whole value, nests too deeply or has too many values
 */
export function checkCbor(bytes: Buffer): void {
  const end = new Walk(bytes).skip(0, 0);
  if (end !== bytes.length) throw new Error('There is more behind the value');
}

class Walk {
  #values = 0;
  /** of the head that was read last */
  #argument = 0;

  constructor(private readonly bytes: Buffer) {}

  /** @returns where the value ends that begins at `at` */
  skip(at: number, depth: number): number {
    this.#values = countValue(this.#values);
    if (depth > MAX_DEPTH) throw new Error('The body is nested too deeply');
    const first = this.#byte(at);
    const major = first >> 5;
    if ((first & 31) === INDEFINITE && major >= BYTES && major <= MAP) {
      return this.#skipToBreak(at + 1, major, depth);
    }
    const inside = this.#head(at);
    switch (major) {
      case INTEGER:
      case NEGATIVE:
        return inside;
      case BYTES:
      case TEXT:
        return this.#within(inside + this.#argument);
      case LIST:
        return this.#skipMany(inside, this.#argument, depth);
      case MAP:
        return this.#skipMany(inside, this.#argument * 2, depth);
      case TAG:
        if (this.#argument !== EPOCH_TAG) throw new Error(`Tag ${this.#argument} is not expected`);
        return this.skip(inside, depth + 1);
      default:
        return inside; // false, true, null or a float
    }
  }

  #skipMany(at: number, count: number, depth: number): number {
    this.#within(at + count); // each takes a byte at least
    let next = at;
    for (let left = count; left > 0; left -= 1) next = this.skip(next, depth + 1);
    return next;
  }

  #skipToBreak(at: number, major: number, depth: number): number {
    let next = at;
    while (this.#byte(next) !== BREAK) {
      if (major <= TEXT && this.#byte(next) >> 5 !== major)
        throw new Error('A part of a text is not one');
      next = this.skip(next, depth + 1);
    }
    return next + 1;
  }

  /** Reads a head's argument; @returns where the head ends */
  #head(at: number): number {
    const low = this.#byte(at) & 31;
    if (low < 24) {
      this.#argument = low;
      return at + 1;
    }
    const size = ARGUMENT_BYTES[low];
    if (size === undefined) throw new Error(`Byte ${at} begins no value`);
    const end = this.#within(at + 1 + size);
    this.#argument =
      size === 8 ? Number(this.bytes.readBigUInt64BE(at + 1)) : this.bytes.readUIntBE(at + 1, size);
    return end;
  }

  #byte(at: number): number {
    const byte = this.bytes[at];
    if (byte === undefined) throw new Error('The body ends too early');
    return byte;
  }

  #within(end: number): number {
    if (end > this.bytes.length) throw new Error('The body ends too early');
    return end;
  }
}
