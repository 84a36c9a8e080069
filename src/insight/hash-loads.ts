import type { HashRange } from './hash-space.ts';
import type { Load } from './load.ts';

/** The load between two hash keys, both included: of one hash key, or of a bin of them. */
export interface HashLoad {
  readonly range: HashRange;
  readonly load: Load;
}

/** How finely a load is told apart where there are too many keys to count each. */
const BINS = 4_096;

/** The load of a hash range in equal bins. */
export class HashBins {
  readonly #records = new Float64Array(BINS);
  readonly #bytes = new Float64Array(BINS);

  constructor(readonly range: HashRange) {}

  /** @param hashKey within the range */
  add(hashKey: bigint, { records, bytes }: Load): void {
    const { start, end } = this.range;
    const bin = Number(((hashKey - start) * BigInt(BINS)) / (end - start + 1n));
    this.#records[bin] = (this.#records[bin] ?? 0) + records;
    this.#bytes[bin] = (this.#bytes[bin] ?? 0) + bytes;
  }

  /** The bins that are not empty, by hash key. */
  loads(): HashLoad[] {
    const loads: HashLoad[] = [];
    this.#records.forEach((records, bin) => {
      if (records === 0) return;
      const range = { start: this.#startOf(bin), end: this.#startOf(bin + 1) - 1n };
      loads.push({ range, load: { records, bytes: this.#bytes[bin] ?? 0 } });
    });
    return loads;
  }

  /** The least hash key that `add` counts in a bin. */
  #startOf(bin: number): bigint {
    const { start, end } = this.range;
    const bins = BigInt(BINS);
    return start + (BigInt(bin) * (end - start + 1n) + bins - 1n) / bins;
  }
}
