import type { Changes, Kept } from '../keeper.ts';
import type { MetricIdentity } from './metric-identity.ts';
import type { MetricStore, Series, StatisticSet } from './metric-store.ts';

const MINUTE_MS = 60_000;

/** Metrics as they are kept: a piece that says which series it is, then one for each minute. */
export class KeptMetrics implements Kept {
  readonly #numbers = new Map<Series, string>();
  readonly #series = new Map<string, Series>();
  readonly #changed = new Map<Series, Set<number>>();
  readonly isGone = false;

  constructor(
    readonly name: string,
    private readonly store: MetricStore,
  ) {}

  watch(changed: () => void): void {
    this.store.onChange = (series, minute) => {
      let minutes = this.#changed.get(series);
      if (minutes === undefined) {
        minutes = new Set();
        this.#changed.set(series, minutes);
      }
      if (minute !== undefined) minutes.add(minute);
      changed();
    };
  }

  write(changes: Changes): void {
    for (const [series, minutes] of this.#changed) {
      const number = this.#numbers.get(series) ?? this.#introduce(series, changes);
      for (const minute of minutes) {
        const set = series.minutes.get(minute);
        if (set === undefined) continue;
        changes.put(`${number}/${minute / MINUTE_MS}`, encoded(set));
      }
    }
    this.#changed.clear();
  }

  restore(piece: string, value: Buffer): void {
    const [number = '', minute] = piece.split('/');
    if (minute === undefined) {
      const [identity, unit] = JSON.parse(value.toString()) as [MetricIdentity, string];
      const series = this.store.series(identity, unit);
      this.#register(number, series);
      this.#changed.delete(series);
    } else {
      const series = this.#series.get(number);
      if (series === undefined) throw new Error(`no series ${number}`);
      series.add(decoded(value), Number(minute) * MINUTE_MS);
      this.#changed.delete(series);
    }
  }

  #introduce(series: Series, changes: Changes): string {
    const number = String(this.#numbers.size).padStart(8, '0');
    changes.put(number, Buffer.from(JSON.stringify([series.identity, series.unit])));
    this.#register(number, series);
    return number;
  }

  #register(number: string, series: Series): void {
    this.#numbers.set(series, number);
    this.#series.set(number, series);
  }
}

/** The four sums, and then each sample with its count, where samples are known. */
function encoded({ sum, sampleCount, minimum, maximum, samples }: StatisticSet): Buffer {
  const numbers = [sum, sampleCount, minimum, maximum, ...[...(samples ?? [])].flat()];
  return Buffer.from(Float64Array.from(numbers).buffer);
}

function decoded(value: Buffer): StatisticSet {
  const numbers = Array.from({ length: value.length / 8 }, (_, at) => value.readDoubleLE(at * 8));
  const [sum = 0, sampleCount = 0, minimum = 0, maximum = 0, ...rest] = numbers;
  const samples = new Map<number, number>();
  for (let at = 0; at < rest.length; at += 2) samples.set(rest[at] ?? 0, rest[at + 1] ?? 0);
  return { sum, sampleCount, minimum, maximum, samples: rest.length > 0 ? samples : undefined };
}
