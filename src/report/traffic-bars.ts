import type { MultiBar, SingleBar } from 'cli-progress';
import type { Progress } from '../contract.ts';
import { grouped } from '../grouped.ts';
import { total } from './text.ts';

type Traffic = Extract<Progress, { kind: 'traffic' }>;

export interface TrafficBars {
  show(traffic: Traffic): void;
  /** Leaves the bars as they are on the screen. */
  stop(): void;
}

/**
 * A bar a shard, all on one scale: the hottest shard's bar is full when the traffic ends, so the
 * heat is seen while it grows.
 */
export async function loadTrafficBars(stream: NodeJS.WritableStream): Promise<TrafficBars> {
  const { default: progress } = await import('cli-progress');
  let multi: MultiBar | undefined;
  let bars = new Map<string, SingleBar>();
  return {
    show: (traffic) => {
      multi ??= new progress.MultiBar({
        stream,
        format: '  {shardId} {bar} {records}  {share}  {refused}',
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 24,
        hideCursor: true,
        autopadding: false,
        emptyOnZero: true,
      });
      for (const { shardId, value, of, words } of barValues(traffic)) {
        const bar = bars.get(shardId) ?? multi.create(of, 0, words);
        bars.set(shardId, bar);
        bar.setTotal(of);
        bar.update(value, words);
      }
    },
    stop: () => {
      multi?.stop();
      multi = undefined;
      bars = new Map();
    },
  };
}

/** What each shard's bar shows, in the order of the shard ids. */
export function barValues(traffic: Traffic) {
  const { cloudSeconds, totalCloudSeconds, shards } = traffic;
  const accepted = total(shards, 'accepted');
  const most = Math.max(0, ...Object.values(shards).map((counts) => counts.accepted));
  const elapsedPart = totalCloudSeconds === 0 ? 1 : Math.min(1, cloudSeconds / totalCloudSeconds);
  const of = elapsedPart === 0 ? Math.max(most, 1) : Math.max(most / elapsedPart, 1);
  return Object.entries(shards)
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([shardId, counts]) => ({
      shardId,
      value: counts.accepted,
      of,
      words: {
        shardId,
        records: `${grouped(counts.accepted)} records`.padStart(16),
        share: `${((100 * counts.accepted) / Math.max(accepted, 1)).toFixed(1)} %`.padStart(7),
        refused: counts.throttled === 0 ? '' : `${grouped(counts.throttled)} refused`,
      },
    }));
}
