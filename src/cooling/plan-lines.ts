import type { Config } from '../contract.ts';
import { hourlyUsd } from '../cost/usd.ts';
import { usdText } from '../cost/words.ts';
import { type Load, type Measure, sumLoads } from '../insight/load.ts';
import type { SplitPlan } from '../insight/split-plan.ts';
import { percent } from '../percent.ts';

/** A plan for people: how many splits, where, what is left on each shard, and what it costs. */
export function planLines(
  plan: SplitPlan,
  measure: Measure,
  openShards: number,
  config: Pick<Config, 'cost' | 'heat'>,
): string[] {
  if (plan.kind === 'out of reach') return [];
  if (plan.splits.length === 0) return ['No split is needed: no shard is hot under this traffic'];
  const { shards, splits } = plan;
  const total = sumLoads(shards.map(({ load }) => load))[measure];
  const share = (load: Load) => percent(load[measure] / total);
  const parts = shards.map(({ load }) => share(load)).join(', ');
  const cost = (count: number) => usdText(hourlyUsd({ ...NOTHING, shards: count }, config));
  return [
    `Plan: ${splits.length} splits, from ${openShards} shards to ${shards.length}, each with at most ${config.heat.maxTimesFairShare} times an even part of the ${measure}`,
    ...splits.map(
      ({ shardId, newStartingHashKey, below, above }) =>
        `  ${shardId} at ${newStartingHashKey}: ${share(below)} below, ${share(above)} from there on`,
    ),
    `  Then the shards have ${parts} of the load`,
    `  Shards cost ${cost(openShards)} an hour now, and ${cost(shards.length)} after`,
  ];
}

const NOTHING = { customMetrics: 0, dashboards: 0, alarmMetrics: 0, putUnits: 0 };
