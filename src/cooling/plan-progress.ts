import type { Config, Progress } from '../contract.ts';
import { hourlyUsd } from '../cost/usd.ts';
import { usdText } from '../cost/words.ts';
import { type Load, type Measure, sumLoads } from '../insight/load.ts';
import type { SplitPlan } from '../insight/split-plan.ts';
import { percent } from '../percent.ts';

/** A plan for people: how many splits, where, what is left on each shard, and what it costs. */
export function planProgress(
  plan: SplitPlan,
  measure: Measure,
  openShards: number,
  config: Pick<Config, 'cost' | 'heat'>,
): Progress[] {
  if (plan.kind === 'out of reach') return [];
  if (plan.splits.length === 0) {
    return [{ kind: 'fact', text: 'No split is needed: no shard is hot under this traffic' }];
  }
  const { shards, splits } = plan;
  const total = sumLoads(shards.map(({ load }) => load))[measure];
  const share = (load: Load) => percent(load[measure] / total);
  const parts = shards.map(({ load }) => share(load)).join(', ');
  const cost = (count: number) => usdText(hourlyUsd({ ...NOTHING, shards: count }, config));
  return [
    {
      kind: 'table',
      caption: `Plan: ${splits.length} splits, from ${openShards} shards to ${shards.length}, each with at most ${config.heat.maxTimesFairShare} times an even part of the ${measure}`,
      head: ['shard', 'at hash key', 'below', 'above'],
      rows: splits.map(({ shardId, newStartingHashKey, below, above }) => [
        shardId,
        String(newStartingHashKey),
        share(below),
        share(above),
      ]),
    },
    { kind: 'fact', text: `Then the shards have ${parts} of the load` },
    {
      kind: 'fact',
      text: `Shards cost ${cost(openShards)} an hour now, and ${cost(shards.length)} after`,
    },
  ];
}

const NOTHING = { customMetrics: 0, dashboards: 0, alarmMetrics: 0, putUnits: 0 };
