import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  EnableEnhancedMonitoringCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordsCommand,
  type Shard,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

const StreamName = 'soak';
const WRITERS = 16;
const KEYS_PER_WRITER = 20;

export interface SoakOptions {
  readonly url: string;
  /** Lets cloud time pass; the writers go on meanwhile. */
  readonly sleepCloudSeconds: (seconds: number) => Promise<void>;
  readonly cloudSeconds: number;
  readonly readers: number;
}

export interface Soaked {
  /** partition key → how many of its records were acknowledged, numbered from 0 */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** refusals of single records, each sent again */
  readonly refused: number;
  /** per reader: partition key → the numbers that it read, in the order in which it read them */
  readonly read: readonly ReadonlyMap<string, readonly number[]>[];
  readonly shardIds: readonly string[];
}

/**
 * Writers that keep each key's order, readers that follow parents to their children, and in the
 * middle of it a split and a merge.
 */
export async function soak({
  url,
  sleepCloudSeconds,
  cloudSeconds,
  readers,
}: SoakOptions): Promise<Soaked> {
  const kinesis = new KinesisClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'soak', secretAccessKey: 'soak' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
  const active = async () => {
    for (;;) {
      const { StreamDescriptionSummary } = await kinesis.send(
        new DescribeStreamSummaryCommand({ StreamName }),
      );
      if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') return;
      await sleepCloudSeconds(0.5);
    }
  };
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 4 }));
  await active();
  await kinesis.send(
    new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
  );
  await active();

  let isOver = false;
  let refused = 0;
  const acknowledged = new Map<string, number>();
  const write = async (writer: number) => {
    const keys = Array.from({ length: KEYS_PER_WRITER }, (_, at) => `writer-${writer}-key-${at}`);
    for (const key of keys) acknowledged.set(key, 0);
    while (!isOver) {
      // One record a key: a refused one is the key's next one again, so its order holds.
      const { Records = [] } = await kinesis.send(
        new PutRecordsCommand({
          StreamName,
          Records: keys.map((PartitionKey) => ({
            PartitionKey,
            Data: Buffer.from(String(acknowledged.get(PartitionKey))),
          })),
        }),
      );
      for (const [at, key] of keys.entries()) {
        if (Records[at]?.ErrorCode === undefined) {
          acknowledged.set(key, (acknowledged.get(key) ?? 0) + 1);
        } else {
          refused += 1;
        }
      }
    }
  };
  const read = async () => {
    const numbers = new Map<string, number[]>();
    const done = new Set<string>();
    const started = new Set<string>();
    const follow = async (shardId: string): Promise<void> => {
      const { ShardIterator } = await politely(() =>
        kinesis.send(
          new GetShardIteratorCommand({
            StreamName,
            ShardId: shardId,
            ShardIteratorType: 'TRIM_HORIZON',
          }),
        ),
      );
      let iterator = ShardIterator;
      while (iterator !== undefined) {
        const wasOver = isOver;
        const from = iterator;
        const answer = await politely(() =>
          kinesis.send(new GetRecordsCommand({ ShardIterator: from })),
        );
        for (const { PartitionKey = '', Data = new Uint8Array() } of answer.Records ?? []) {
          const ofKey = numbers.get(PartitionKey) ?? [];
          ofKey.push(Number(Buffer.from(Data).toString()));
          numbers.set(PartitionKey, ofKey);
        }
        iterator = answer.NextShardIterator;
        if (wasOver && answer.MillisBehindLatest === 0) break;
        await sleepCloudSeconds(1);
      }
      done.add(shardId);
      const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
      const children = Shards.filter((shard) => {
        const parents = parentsOf(shard);
        return parents.includes(shardId) && parents.every((parent) => done.has(parent));
      });
      await Promise.all(children.map(({ ShardId = '' }) => startOnce(ShardId)));
    };
    const startOnce = async (shardId: string): Promise<void> => {
      if (started.has(shardId)) return;
      started.add(shardId);
      await follow(shardId);
    };
    const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
    const first = Shards.filter((shard) => parentsOf(shard).length === 0);
    await Promise.all(first.map(({ ShardId = '' }) => startOnce(ShardId)));
    return numbers;
  };
  const politely = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if ((error as Error).name !== 'ProvisionedThroughputExceededException') throw error;
        await sleepCloudSeconds(0.5 + Math.random());
      }
    }
  };

  const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  const reading = Promise.all(Array.from({ length: readers }, read));
  try {
    await sleepCloudSeconds(cloudSeconds / 3);
    await kinesis.send(
      new SplitShardCommand({
        StreamName,
        ShardToSplit: 'shardId-000000000001',
        NewStartingHashKey: String(2n ** 126n + 2n ** 125n),
      }),
    );
    await active();
    await kinesis.send(
      new MergeShardsCommand({
        StreamName,
        ShardToMerge: 'shardId-000000000002',
        AdjacentShardToMerge: 'shardId-000000000003',
      }),
    );
    await active();
    await sleepCloudSeconds(cloudSeconds / 3);
  } finally {
    isOver = true;
  }
  await writing;
  const allRead = await reading;
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
  kinesis.destroy();
  return {
    acknowledged,
    refused,
    read: allRead,
    shardIds: Shards.map(({ ShardId = '' }) => ShardId),
  };
}

function parentsOf({ ParentShardId, AdjacentParentShardId }: Shard): string[] {
  return [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined);
}
