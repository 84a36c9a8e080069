import { createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * The ids and secrets that a cloud makes up. They follow from a seed and from how many were drawn
 * before, so that a history that is run again makes up the same ones.
 */
export class Chance {
  #seed: Buffer;
  #draws = 0;

  /** @param draws that were made before */
  constructor(seed: Buffer = randomBytes(32), draws = 0) {
    this.#seed = seed;
    this.#draws = draws;
  }

  get draws(): number {
    return this.#draws;
  }

  get seed(): Buffer {
    return this.#seed;
  }

  /** Begins again with another seed, as when the whole cloud is emptied. */
  renew(): void {
    this.#seed = randomBytes(32);
    this.#draws = 0;
  }

  /** @param count at most 32 */
  bytes(count: number): Buffer {
    const draw = createHash('sha256')
      .update(this.#seed)
      .update(String(this.#draws++))
      .digest();
    return draw.subarray(0, count);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const bytes = this.bytes(16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    return [
      [0, 8],
      [8, 12],
      [12, 16],
      [16, 20],
      [20, 32],
    ]
      .map(([from, to]) => hex.slice(from, to))
      .join('-');
  }

  /** Characters out of an alphabet of at most 256. */
  text(alphabet: string, length: number): string {
    return Array.from(
      this.bytes(length),
      // that some characters come up a little more often does not matter to a name
      (byte) => alphabet[byte % alphabet.length],
    ).join('');
  }

  /** 32 bytes that are the same for the same purpose, and are no draw. */
  secret(purpose: string): Buffer {
    return createHmac('sha256', this.#seed).update(purpose).digest();
  }
}
