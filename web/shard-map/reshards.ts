import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import { shardNumber } from '../../charts/shard-map/words.ts';

/** Shards that are new, and whom they come from. */
export interface Reshard {
  readonly parents: readonly string[];
  readonly children: readonly string[];
}

/** What became of a stream's shards between two looks; nothing where they are of two streams. */
export function reshards(before: ShardMap, after: ShardMap): Reshard[] {
  if (before.stream !== after.stream) return [];
  const known = new Set(before.shards.map(({ shardId }) => shardId));
  const found = new Map<string, { parents: readonly string[]; children: string[] }>();
  for (const { shardId, parentShardIds } of after.shards) {
    if (known.has(shardId) || parentShardIds.length === 0) continue;
    const key = parentShardIds.join(' ');
    const same = found.get(key) ?? { parents: parentShardIds, children: [] };
    same.children.push(shardId);
    found.set(key, same);
  }
  return [...found.values()];
}

/** `Shard 0 was split into 4 and 5.` */
export function reshardSentence({ parents, children }: Reshard): string {
  const [into, from] = [listed(children), listed(parents)];
  return parents.length > 1
    ? `Shards ${from} were merged into ${into}.`
    : `Shard ${from} was split into ${into}.`;
}

function listed(shardIds: readonly string[]): string {
  const numbers = shardIds.map(shardNumber);
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? last : `${numbers.join(', ')} and ${last}`;
}
