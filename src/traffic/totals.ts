import type { ShardCounts } from '../contract.ts';
import { grouped } from '../grouped.ts';
import { sumCounts } from './count.ts';

/** What a producer has to show at its end. */
export interface Produced {
  readonly shards: Readonly<Record<string, ShardCounts>>;
  /** records that a late producer left out */
  readonly skipped: number;
}

/** One line: what was sent, and only those losses that there were. */
export function totalsText({ shards, skipped }: Produced, unsent: number): string {
  const { sent, accepted, givenUp, throttled } = sumCounts(shards);
  return [
    `${grouped(sent)} records sent, ${grouped(accepted)} accepted`,
    ...(throttled > 0 ? [`${grouped(throttled)} refusals for a shard's limits`] : []),
    ...(givenUp > 0 ? [`${grouped(givenUp)} given up`] : []),
    ...(unsent > 0 ? [`${grouped(unsent)} not sent any more`] : []),
    ...(skipped > 0 ? [`${grouped(skipped)} skipped, as the producer was late`] : []),
  ].join(', ');
}
