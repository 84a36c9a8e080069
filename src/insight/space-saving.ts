/** What a sketch knows of a key: its true weight is from `weight − error` to `weight`. */
export interface Estimate {
  readonly weight: number;
  readonly error: number;
}

interface Counter {
  readonly key: string;
  weight: number;
  readonly error: number;
  /** index in the heap */
  place: number;
}

/**
 * The heaviest keys of a stream of any length, in the room of `capacity` keys. Space-Saving
 * (Metwally, Agrawal and El Abbadi 2005), with weights: a key that finds no room takes over the
 * lightest one's counter, weight included, which is then its error.
 *
 * What holds at any time, also after merging (Agarwal et al. 2012, "Mergeable summaries"):
 * - no weight is under-estimated, and none over-estimated by more than `errorBound`;
 * - `errorBound` is at most total ÷ capacity;
 * - every key that weighs more than `errorBound` is kept.
 */
export class SpaceSaving {
  #counters = new Map<string, Counter>();
  /** a binary heap, lightest first */
  #heap: Counter[] = [];
  #total = 0;

  /** @throws {RangeError} when it is no whole number above 0 */
  constructor(readonly capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(`A sketch needs room for at least one key, not for ${capacity}.`);
    }
  }

  /** A sketch of weights that are known exactly: the heaviest are kept, without any error. */
  static ofExact(weights: Iterable<readonly [string, number]>, capacity: number): SpaceSaving {
    const sketch = new SpaceSaving(capacity);
    const counters: Counter[] = [];
    for (const [key, weight] of weights) {
      counters.push({ key, weight, error: 0, place: 0 });
      sketch.#total += weight;
    }
    sketch.#keepHeaviest(counters);
    return sketch;
  }

  /** All weight that was added. */
  get total(): number {
    return this.#total;
  }

  /** The most that a weight can be over-estimated by, and that a key that is not kept can weigh. */
  get errorBound(): number {
    const [lightest] = this.#heap;
    return lightest === undefined || this.#heap.length < this.capacity ? 0 : lightest.weight;
  }

  /** @param weight above 0 */
  add(key: string, weight: number): void {
    this.#total += weight;
    const counter = this.#counters.get(key);
    if (counter !== undefined) {
      counter.weight += weight;
      this.#sink(counter);
    } else if (this.#heap.length < this.capacity) {
      const added = { key, weight, error: 0, place: this.#heap.length };
      this.#counters.set(key, added);
      this.#heap.push(added);
      this.#rise(added);
    } else {
      this.#takeOver(key, weight);
    }
  }

  /** Of a key that is not kept: from 0 to `errorBound`. */
  estimate(key: string): Estimate {
    const { weight, error } = this.#counters.get(key) ?? {
      weight: this.errorBound,
      error: this.errorBound,
    };
    return { weight, error };
  }

  /** The heaviest keys first, as far as they are kept; equal ones in the order of their names. */
  top(count = this.capacity): (Estimate & { readonly key: string })[] {
    return [...this.#heap]
      .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
      .slice(0, count)
      .map(({ key, weight, error }) => ({ key, weight, error }));
  }

  /**
   * Adds what another sketch has seen. A key that only one of them keeps may have weighed up to the
   * other's bound there, which goes into its weight and its error.
   *
   * @throws {RangeError} when the other has another capacity
   */
  merge(other: SpaceSaving): void {
    if (other.capacity !== this.capacity) {
      throw new RangeError(`A sketch of ${this.capacity} keys can not take in ${other.capacity}.`);
    }
    const keys = new Set([...this.#counters.keys(), ...other.#counters.keys()]);
    const counters = [...keys].map((key) => {
      const [mine, theirs] = [this.estimate(key), other.estimate(key)];
      const [weight, error] = [mine.weight + theirs.weight, mine.error + theirs.error];
      return { key, weight, error, place: 0 };
    });
    this.#total += other.#total;
    this.#keepHeaviest(counters);
  }

  #keepHeaviest(counters: Counter[]): void {
    const heaviest = counters.sort((a, b) => b.weight - a.weight).slice(0, this.capacity);
    // Lightest first is a heap already.
    this.#heap = heaviest.reverse();
    this.#heap.forEach((counter, place) => {
      counter.place = place;
    });
    this.#counters = new Map(this.#heap.map((counter) => [counter.key, counter]));
  }

  #takeOver(key: string, weight: number): void {
    const [lightest] = this.#heap;
    if (lightest === undefined) return;
    const error = lightest.weight;
    const counter = { key, weight: error + weight, error, place: 0 };
    this.#counters.delete(lightest.key);
    this.#counters.set(key, counter);
    this.#heap[0] = counter;
    this.#sink(counter);
  }

  #sink(counter: Counter): void {
    const heap = this.#heap;
    for (;;) {
      const left = heap[2 * counter.place + 1];
      const right = heap[2 * counter.place + 2];
      const lighter = right !== undefined && left && right.weight < left.weight ? right : left;
      if (lighter === undefined || lighter.weight >= counter.weight) return;
      this.#swap(counter, lighter);
    }
  }

  #rise(counter: Counter): void {
    for (;;) {
      const parent = this.#heap[(counter.place - 1) >> 1];
      if (parent === undefined || parent.weight <= counter.weight) return;
      this.#swap(counter, parent);
    }
  }

  #swap(a: Counter, b: Counter): void {
    [a.place, b.place] = [b.place, a.place];
    this.#heap[a.place] = a;
    this.#heap[b.place] = b;
  }
}
