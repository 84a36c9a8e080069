import { MEASURES, SHARD_TAKES_PER_SECOND, sumLoads } from '../insight/load.ts';
import { MINUTE_MS } from '../minutes.ts';
import type { Diagnosis } from './diagnosis.ts';

/**
 * The stream's busiest minute as a part of what all its shards together take in one, 0 to 1, by
 * records or by bytes, whichever is more. A shard can refuse writes while this is far below 1.
 */
export function peakUse({ traffic }: Pick<Diagnosis, 'traffic'>): number {
  const minutes = new Set([...traffic.values()].flatMap((shard) => [...shard.minutes.keys()]));
  let peak = 0;
  for (const minute of minutes) {
    const load = sumLoads(
      [...traffic.values()].flatMap((shard) => shard.minutes.get(minute) ?? []),
    );
    for (const measure of MEASURES) {
      const takes = SHARD_TAKES_PER_SECOND[measure] * (MINUTE_MS / 1_000) * traffic.size;
      peak = Math.max(peak, load[measure] / takes);
    }
  }
  return peak;
}
