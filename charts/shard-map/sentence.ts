import type { MappedShard } from './shard-map.ts';
import { grouped, markWord, percent, times } from './words.ts';

/** What is known of one shard: `shardId-000000000000: 77 % of the records, 3.1 times its fair share, hot`. */
export function shardSentence({ shardId, open, heat }: MappedShard): string {
  const id = open ? shardId : `${shardId}, closed`;
  if (heat === undefined) return `${id}: its heat is not known`;
  const parts = [
    `${percent(heat.share)} of the records`,
    `${times(heat)} times its fair share`,
    ...(heat.throttled > 0 ? [`${grouped(heat.throttled)} writes refused`] : []),
    ...(heat.relation === 'not hot' ? [] : [markWord(heat)]),
  ];
  return `${id}: ${parts.join(', ')}`;
}
