import type { Config } from '../contract.ts';
import { MINUTE_MS } from '../minutes.ts';
import type { CountsByMinute } from './counts.ts';
import { leaderOf } from './dominance.ts';

/**
 * The shards that were hot for a while: each took the most for `minMinutes` or longer, and of all
 * these minutes together `minLead` times what any other did. Where heat is moved by a split there are
 * two; over the whole time neither leads.
 *
 * @param periodMs of the counts
 */
export function hotShards(
  counts: CountsByMinute,
  { minLead, minMinutes }: Pick<Config['dominance'], 'minLead' | 'minMinutes'>,
  periodMs = MINUTE_MS,
): string[] {
  if (counts.size < 2) return [];
  const ledAt = timesLed(counts);
  return [...counts.keys()].filter((shardId) => {
    const times = ledAt.get(shardId) ?? [];
    if (times.length * periodMs < minMinutes * MINUTE_MS) return false;
    const leader = leaderOf(at(times, counts));
    return leader !== undefined && leader.lead >= minLead;
  });
}

/** The times at which each shard took the most, by shard id. */
function timesLed(counts: CountsByMinute): ReadonlyMap<string, readonly number[]> {
  const most = new Map<number, { readonly shardId: string; readonly count: number }>();
  for (const [shardId, byTime] of counts) {
    for (const [time, count] of byTime) {
      if (count > (most.get(time)?.count ?? 0)) most.set(time, { shardId, count });
    }
  }
  const led = new Map<string, number[]>();
  for (const [time, { shardId }] of most) led.set(shardId, [...(led.get(shardId) ?? []), time]);
  return led;
}

function at(times: readonly number[], counts: CountsByMinute): CountsByMinute {
  return new Map(
    [...counts].map(([shardId, byTime]) => [
      shardId,
      new Map(times.map((time) => [time, byTime.get(time) ?? 0])),
    ]),
  );
}
