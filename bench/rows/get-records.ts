import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  type Shard,
} from '@aws-sdk/client-kinesis';
import { perSecond, putRecords } from '../records.ts';
import { makeStream } from '../subject.ts';
import { defineRow, type Subject } from '../types.ts';

const STREAM = 'bench-drain';
const SHARDS = 4;
/** What one shard takes at once, where limits are enforced. */
const RECORDS_PER_SHARD = 1_000;
/** A shard is read five times a second at most, where limits are enforced. */
const DRAINS = 2;

export const getRecordsRow = defineRow({
  name: `GetRecords, records/s, ${SHARDS} shards drained from TRIM_HORIZON`,
  better: 'more',
  rounds: 5,
  measures: ({ serves }) => serves.includes('kinesis'),
  async prepare(subject) {
    await makeStream(subject, STREAM, SHARDS);
    for (const { HashKeyRange } of await shardsOf(subject)) {
      const hashKey = HashKeyRange?.StartingHashKey ?? '0';
      await putRecords(subject, STREAM, { count: RECORDS_PER_SHARD, inFlight: 1, hashKey });
    }
  },
  async measure(subject) {
    const shards = await shardsOf(subject);
    return perSecond(DRAINS * SHARDS * RECORDS_PER_SHARD, async () => {
      for (let drain = 0; drain < DRAINS; drain += 1) {
        for (const { ShardId } of shards) await drainShard(subject, ShardId ?? '');
      }
    });
  },
});

async function drainShard({ kinesis, contender }: Subject, shardId: string): Promise<void> {
  const { ShardIterator: first } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName: STREAM,
      ShardId: shardId,
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  let read = 0;
  for (let iterator = first; iterator !== undefined && read < RECORDS_PER_SHARD; ) {
    const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }));
    read += answer.Records?.length ?? 0;
    iterator = answer.NextShardIterator;
  }
  if (read !== RECORDS_PER_SHARD) throw new Error(`${contender.name} gave ${read} records back`);
}

async function shardsOf({ kinesis }: Subject): Promise<readonly Shard[]> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: STREAM }));
  return Shards;
}
