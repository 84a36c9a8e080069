/** The id that a stream's shard gets at creation, counted from 0. Later ones count on from there. */
export function shardIdAtCreation(shard: number): string {
  return `shardId-${String(shard).padStart(12, '0')}`;
}

/** The number in a shard's id. */
export function shardNumberOf(shardId: string): number {
  return Number(shardId.slice('shardId-'.length));
}
