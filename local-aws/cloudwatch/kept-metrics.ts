import type { Changes, Kept } from '../keeper.ts';
import type { MetricIdentity } from './metric-identity.ts';
import type { MetricStore, Series, StatisticSet } from './metric-store.ts';

/** Metrics as they are kept: a piece for each minute of a series, which says when and of which. */
export class KeptMetrics implements Kept {
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
      minutes.add(minute);
      changed();
    };
  }

  write(changes: Changes): void {
    for (const [series, minutes] of this.#changed) {
      const name = encodeURIComponent(JSON.stringify([series.identity, series.unit]));
      for (const minute of minutes) {
        const set = series.minutes.get(minute);
        const piece = `${minute}/${name}`;
        if (set === undefined) changes.remove(piece);
        else changes.put(piece, encoded(set));
      }
    }
    this.#changed.clear();
  }

  restore(piece: string, value: Buffer): void {
    const [minute, name = ''] = piece.split('/');
    const [identity, unit] = JSON.parse(decodeURIComponent(name)) as [MetricIdentity, string];
    this.store.series(identity, unit).add(decoded(value), Number(minute));
    this.#changed.clear();
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
