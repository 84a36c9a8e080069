import type { ShardCounts } from '../contract.ts';
import { grouped } from '../grouped.ts';
import { sumCounts } from './count.ts';

/** What a producer has to show at its end. */
export interface Produced {
  readonly shards: Readonly<Record<string, ShardCounts>>;
  /** records that a late producer left out */
  readonly skipped: number;
  /** records that were due, but in no request when the producer was stopped */
  readonly unsent: number;
}

/** Whether every record that was due was accepted. */
export function isComplete({ shards, skipped, unsent }: Produced): boolean {
  return sumCounts(shards).givenUp + skipped + unsent === 0;
}

/** One line: what was sent, and only those losses that there were. */
export function totalsText({ shards, skipped, unsent }: Produced): string {
  const { sent, accepted, givenUp, throttled } = sumCounts(shards);
  return [
    `${grouped(sent)} records sent, ${grouped(accepted)} accepted`,
    ...(throttled > 0 ? [`${grouped(throttled)} refusals for a shard's limits`] : []),
    ...(givenUp > 0 ? [`${grouped(givenUp)} given up`] : []),
    ...(unsent > 0 ? [`${grouped(unsent)} not sent any more`] : []),
    ...(skipped > 0 ? [`${grouped(skipped)} skipped, as the producer was late`] : []),
  ].join(', ');
}
