import type { ShardCounts } from '../contract.ts';
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
  const whole = (count: number) => count.toLocaleString('en-US');
  return [
    `${whole(sent)} records sent, ${whole(accepted)} accepted`,
    ...(throttled > 0 ? [`${whole(throttled)} refusals for a shard's limits`] : []),
    ...(givenUp > 0 ? [`${whole(givenUp)} given up`] : []),
    ...(unsent > 0 ? [`${whole(unsent)} not sent any more`] : []),
    ...(skipped > 0 ? [`${whole(skipped)} skipped, as the producer was late`] : []),
  ].join(', ');
}
