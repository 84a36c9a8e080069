import type { MappedShard } from './shard-map.ts';

/** Of each closed shard, how many closed generations lie between it and the open shards. */
export function rowsAboveOpen(shards: readonly MappedShard[]): Map<string, number> {
  const rows = new Map(shards.filter(({ open }) => !open).map(({ shardId }) => [shardId, 0]));
  // A child's id comes after its parents'.
  for (const child of shards.toReversed()) {
    const below = rows.get(child.shardId);
    if (below === undefined) continue;
    for (const parent of child.parentShardIds) {
      const row = rows.get(parent);
      if (row !== undefined) rows.set(parent, Math.max(row, below + 1));
    }
  }
  return rows;
}

/** A parent and a child, and the part of the hash space that went from one to the other. */
interface Descent {
  readonly parentId: string;
  readonly childId: string;
  readonly from: number;
  readonly to: number;
}

/** Of the parents that are still known. */
export function descents(shards: readonly MappedShard[]): Descent[] {
  const known = new Map(shards.map((shard) => [shard.shardId, shard]));
  return shards.flatMap((child) =>
    child.parentShardIds.flatMap((parentId): Descent[] => {
      const parent = known.get(parentId);
      if (parent === undefined) return [];
      const from = Math.max(parent.from, child.from);
      const to = Math.min(parent.to, child.to);
      return from < to ? [{ parentId, childId: child.shardId, from, to }] : [];
    }),
  );
}
