import type { Cloud, Config, Tell } from '../contract.ts';
import { Gate } from '../gate.ts';
import { grouped } from '../grouped.ts';
import { ShardKeys } from '../insight/shard-keys.ts';
import { type ShardTraffic, TrafficCounter } from '../insight/traffic-counter.ts';
import type { MinuteWindow } from '../minutes.ts';
import { arrivalMs, readShard, SHARDS_AT_ONCE } from '../stream/shard-records.ts';
import { isNoSuchStream, type ListedShard } from '../stream/shards.ts';

export interface ReadOptions {
  readonly cloud: Cloud;
  readonly stream: string;
  readonly shards: readonly ListedShard[];
  readonly window: MinuteWindow;
  readonly room: Pick<Config['heat'], 'exactKeys' | 'sketchKeys'>;
  /** cloud milliseconds since the epoch at which reading ends, done or not */
  readonly deadlineMs: number;
  readonly tell: Tell;
}

export interface ReadTraffic {
  readonly traffic: ReadonlyMap<string, Required<ShardTraffic>>;
  readonly keys: ReadonlyMap<string, ShardKeys>;
  /** Shards that were not read to their end when the deadline came. */
  readonly cutShardIds: readonly string[];
  /** Closed shards that were listed, and whose retention ended before they were read. */
  readonly goneShardIds: readonly string[];
  /** Whether records came behind the window while it was read. */
  readonly sawNewer: boolean;
}

class DeadlineReached extends Error {}

/** Counts the records of the window in each shard, within what a shard gives its readers. */
export async function readTraffic(options: ReadOptions): Promise<ReadTraffic> {
  const { cloud, stream, shards, window, room, deadlineMs, tell } = options;
  const counter = new TrafficCounter(shards.map(({ shardId }) => shardId));
  const keys = new Map(shards.map((shard) => [shard.shardId, new ShardKeys(rangeOf(shard), room)]));
  const cutShardIds: string[] = [];
  const goneShardIds: string[] = [];
  let sawNewer = false;
  let records = 0;

  const failed = new AbortController();
  // A reader sleeps between any two of its calls, so that is where the deadline and another
  // reader's failure end it, also while it gets empty pages or is refused.
  const timed: Cloud = {
    ...cloud,
    sleep: async (seconds) => {
      failed.signal.throwIfAborted();
      if (cloud.now() + seconds * 1000 > deadlineMs) throw new DeadlineReached();
      await cloud.sleep(seconds);
    },
  };
  const readOne = async ({ shardId }: ListedShard) => {
    const fromStart = { startMs: window.startMs, endMs: Number.POSITIVE_INFINITY };
    for await (const page of readShard(timed, stream, shardId, fromStart)) {
      const inWindow = page.filter((record) => arrivalMs(record) < window.endMs);
      for (const record of inWindow) {
        const { PartitionKey: partitionKey, Data: data } = record;
        const read = { partitionKey, data, arrivedMs: arrivalMs(record) };
        counter.add(shardId, read);
        keys.get(shardId)?.add(read);
      }
      records += inWindow.length;
      tell({ kind: 'wait', text: `${grouped(records)} records read of ${shards.length} shards` });
      if (inWindow.length === page.length) continue;
      sawNewer = true;
      return;
    }
  };
  const gate = new Gate(SHARDS_AT_ONCE);
  const readAll = shards.map(async (shard) => {
    await gate.enter();
    try {
      if (cloud.now() > deadlineMs) throw new DeadlineReached();
      await readOne(shard);
    } catch (error) {
      if (error instanceof DeadlineReached) cutShardIds.push(shard.shardId);
      else if (isNoSuchStream(error) && !shard.open) goneShardIds.push(shard.shardId);
      else throw error;
    } finally {
      gate.leave();
    }
  });
  try {
    await Promise.all(readAll);
  } finally {
    failed.abort();
  }
  return { traffic: counter.byShard(), keys, cutShardIds, goneShardIds, sawNewer };
}

function rangeOf({ startingHashKey, endingHashKey }: ListedShard) {
  return { start: startingHashKey, end: endingHashKey };
}
