import type { Table } from '../contract.ts';
import { grouped } from '../grouped.ts';
import type { HotSpot } from '../insight/heat.ts';
import { type Measure, NO_LOAD } from '../insight/load.ts';
import { percent } from '../percent.ts';
import { type Diagnosis, heaviestKeys, judgedKeys, knowsThrottles } from './diagnosis.ts';
import { bytesText, keyText, loadText } from './units.ts';

/** A row a shard that took part. */
export function shardTable(diagnosis: Diagnosis): Table {
  const isKnown = knowsThrottles(diagnosis);
  return {
    caption: 'Shards, their busiest minute and second in % of a limit, and writes refused',
    head: ['shard', 'records', 'share', 'bytes', 'share', 'minute', 'second', 'refused'],
    rows: diagnosis.heat.shards.map(
      ({ shardId, load, share, peakMinute, peakSecond, throttled }) => [
        shardId,
        grouped(load.records),
        shortPercent(share.records),
        bytesText(load.bytes),
        shortPercent(share.bytes),
        shortPercent(greater(peakMinute)),
        shortPercent(greater(peakSecond)),
        isKnown || throttled > 0 ? grouped(throttled) : '?',
      ],
    ),
  };
}

/** The heaviest keys of the hottest shard, by records or by bytes. */
export function keyTable(
  diagnosis: Diagnosis,
  { shard }: HotSpot,
  measure: Measure,
  count: number,
): Table {
  const { finding } = diagnosis;
  const counts = judgedKeys(diagnosis);
  const total = counts?.total[measure] || 1;
  const bound = counts?.errorBound ?? NO_LOAD;
  const exactness = counts?.isExact
    ? 'exact counts'
    : `too great by at most ${loadText(bound, measure)}`;
  const busy =
    'judged' in finding && finding.judged === 'busy seconds' ? ' in its busy seconds' : '';
  return {
    caption: `Heaviest keys of ${shard.shardId}${busy} by ${measure}, ${exactness}`,
    head: ['key', 'records', 'bytes', 'share'],
    rows: heaviestKeys(diagnosis, measure, count).map(({ partitionKey, load }) => [
      keyText(partitionKey),
      grouped(load.records),
      bytesText(load.bytes),
      percent(load[measure] / total),
    ]),
  };
}

/** `77 %`, `7.7 %`: eight columns have to fit a terminal. */
function shortPercent(part: number): string {
  return part < 0.0995 ? percent(part) : `${Math.round(part * 100)} %`;
}

/** By records or by bytes, whichever is nearer to the limit. */
function greater(peak: Diagnosis['heat']['shards'][number]['peakMinute']): number {
  return Math.max(peak?.records.utilisation ?? 0, peak?.bytes.utilisation ?? 0);
}
