import type { MappedHeat, MappedShard } from './shard-map.ts';

/** `3` of `shardId-000000000003`; an id of another form is its own number. */
export function shardNumber(shardId: string): string {
  return shardId.replace(/^shardId-0*(?=\d)/, '');
}

/** `shard 3` */
export function shardName({ shardId }: Pick<MappedShard, 'shardId'>): string {
  return `shard ${shardNumber(shardId)}`;
}

/** `77 %`, and with a decimal below ten: `7.7 %`. */
export function percent(part: number): string {
  const percents = part * 100;
  return `${percents >= 9.95 || percents === 0 ? Math.round(percents) : percents.toFixed(1)} %`;
}

/** `3.1` */
export function times({ timesFairShare }: MappedHeat): string {
  return timesFairShare.toFixed(1);
}

export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** What a shard's mark says beside it; '' where it has none. */
export function markWord(heat: MappedHeat | undefined): 'saturated' | 'hot' | '' {
  if (heat?.relation === 'saturated') return 'saturated';
  return heat?.relation === 'relatively hot' ? 'hot' : '';
}
