/*
 * A sequence number as Kinesis writes it: a 186-bit integer in 56 decimal digits, whose bits are,
 * from the highest: 2 (2 bits), the second in which the shard was created (36), the lowest four bits
 * of the shard's number (4), the record's place in its shard (64), 0 (8), the second in which the
 * record came (36), the shard's number (32), and the layout's version, 2 (4).
 *
 * So numbers grow within a shard by their place, and a child, created a second later than its
 * parents were closed, has greater ones than they.
 */
const CREATED_AT = 148n;
const LOW_SHARD_AT = 144n;
const PLACE_AT = 80n;
const SECOND_AT = 36n;
const SHARD_AT = 4n;
const TOP = 2n << 184n;
const VERSION = 2n;

const DIGITS = 56;
const ZERO = 48;
const LAST_PLACE = 0x7fff_ffff_ffff_ffffn;

/** One place further, as digits from the lowest. */
const STEP = [...(1n << PLACE_AT).toString()].reverse().map(Number);

/** What a sequence number tells of its record. */
export interface SequenceNumberParts {
  readonly shardNumber: number;
  readonly shardCreatedSeconds: number;
  /** 0 for the shard's start, before its first record, which has 1 */
  readonly place: bigint;
  readonly second: number;
}

/** The parts of a sequence number; undefined when it is none. */
export function parseSequenceNumber(text: string): SequenceNumberParts | undefined {
  if (!/^\d{1,129}$/.test(text)) return undefined;
  const value = BigInt(text);
  const part = (at: bigint, bits: bigint) => BigInt.asUintN(Number(bits), value >> at);
  const shardNumber = part(SHARD_AT, 32n);
  const place = part(PLACE_AT, 64n);
  if (value >> 184n !== 2n || part(0n, 4n) !== VERSION) return undefined;
  if (place > LAST_PLACE || shardNumber > 0x7fff_ffffn) return undefined;
  return {
    shardNumber: Number(shardNumber),
    shardCreatedSeconds: Number(part(CREATED_AT, 36n)),
    place,
    second: Number(part(SECOND_AT, 36n)),
  };
}

/** A shard's sequence numbers. */
export class SequenceNumbers {
  readonly #base: bigint;

  constructor(
    shardNumber: number,
    readonly shardCreatedSeconds: number,
  ) {
    const number = BigInt(shardNumber);
    this.#base =
      TOP |
      (BigInt(shardCreatedSeconds) << CREATED_AT) |
      ((number & 15n) << LOW_SHARD_AT) |
      (number << SHARD_AT) |
      VERSION;
  }

  /** `StartingSequenceNumber`: before the first record. */
  get starting(): string {
    return this.at(0n, this.shardCreatedSeconds);
  }

  /** `EndingSequenceNumber` of a shard that was closed in that second. */
  ending(second: number): string {
    return this.at(LAST_PLACE, second);
  }

  at(place: bigint, second: number): string {
    return (this.#base | (place << PLACE_AT) | (BigInt(second) << SECOND_AT)).toString();
  }
}

/**
 * Writes a shard's sequence numbers one after the other. The next place in the same second is an
 * addition on the digits at hand: a tenth of a microsecond, where a big integer takes a whole one.
 */
export class SequenceCounter {
  readonly #digits = Buffer.alloc(DIGITS, ZERO);
  #place = -1;
  #second = -1;

  constructor(readonly numbers: SequenceNumbers) {}

  /** The sequence number of the record at `place`, 1 for the first one, that came at `atMs`. */
  at(place: number, atMs: number): string {
    const second = Math.floor(atMs / 1000);
    if (second === this.#second && place === this.#place + 1) {
      this.#addStep();
    } else {
      this.#digits.write(this.numbers.at(BigInt(place), second), 'latin1');
      this.#second = second;
    }
    this.#place = place;
    return this.#digits.toString('latin1');
  }

  #addStep(): void {
    const digits = this.#digits;
    let carry = 0;
    for (let index = 0, at = DIGITS - 1; index < STEP.length || carry > 0; index++, at--) {
      let digit = (digits[at] ?? ZERO) + (STEP[index] ?? 0) + carry;
      carry = digit >= ZERO + 10 ? 1 : 0;
      if (carry === 1) digit -= 10;
      digits[at] = digit;
    }
  }
}
