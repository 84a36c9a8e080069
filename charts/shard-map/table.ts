import type { MappedShard, ShardMap } from './shard-map.ts';
import { grouped, percent, shardNumber, times } from './words.ts';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the drawing shows, for those who do not see it: all shards by id, and the heaviest keys. */
export function shardMapTable({ shards, keys }: ShardMap): { shards: Table; keys: Table } {
  return {
    shards: {
      head: [
        'Shard',
        'State',
        'Hash range',
        'Records',
        'Times fair share',
        'Refused',
        'Heat',
        'Parents',
      ],
      rows: shards.map(rowOf),
    },
    keys: {
      head: ['Partition key', 'Shard', 'Hash', 'Records', 'Share'],
      rows: keys.map(({ partitionKey, shardId, at, records, share }) => [
        partitionKey,
        shardNumber(shardId),
        place(at),
        grouped(records),
        percent(share),
      ]),
    },
  };
}

function rowOf({ shardId, open, from, to, heat, parentShardIds }: MappedShard): string[] {
  const known =
    heat === undefined
      ? ['not known', 'not known', 'not known', 'not known']
      : [percent(heat.share), times(heat), grouped(heat.throttled), heat.relation];
  return [
    shardId,
    open ? 'open' : 'closed',
    `${place(from)} to ${place(to)}`,
    ...known,
    parentShardIds.map(shardNumber).join(', ') || 'none',
  ];
}

/** Where in the hash space: `12.5 %`. */
function place(at: number): string {
  return `${Number((at * 100).toFixed(2))} %`;
}
