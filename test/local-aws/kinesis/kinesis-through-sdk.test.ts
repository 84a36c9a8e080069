import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
  paginateListStreams,
  ResourceInUseException,
  ResourceNotFoundException,
  SplitShardCommand,
  StartStreamEncryptionCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';
import { END, shardId } from './kinesis-cloud.ts';

const StreamName = 'orders';

/** A client of its own against a stream of two shards. */
async function withStream(use: (client: KinesisClient) => Promise<void>): Promise<void> {
  await withLocalAws(async (aws) => {
    const client = new KinesisClient({ ...clientOptions(aws), maxAttempts: 1 });
    try {
      await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
      aws.partition.clock.advance(3);
      await use(client);
    } finally {
      client.destroy();
    }
  });
}

/** What a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the call was not refused');
}

test('The unchanged SDK puts records and reads the same bytes, keys and numbers back', async () => {
  await withStream(async (client) => {
    const binary = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { Records: put = [] } = await client.send(
      new PutRecordsCommand({
        StreamName,
        Records: [
          { Data: binary, PartitionKey: 'Müller 🦊', ExplicitHashKey: '0' },
          { Data: new Uint8Array(), PartitionKey: 'b', ExplicitHashKey: '0' },
          { Data: Buffer.from('last'), PartitionKey: 'c', ExplicitHashKey: END.toString() },
        ],
      }),
    );
    assert.equal(
      put.map(({ ShardId }) => ShardId),
      [shardId(0), shardId(0), shardId(1)],
    );
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamName,
        ShardId: shardId(0),
        ShardIteratorType: 'AT_TIMESTAMP',
        Timestamp: new Date('2026-06-01T12:00:00Z'),
      }),
    );
    const { Records = [], MillisBehindLatest } = await client.send(
      new GetRecordsCommand({ ShardIterator }),
    );
    assert.equal(
      Records.map(({ PartitionKey, SequenceNumber, Data = new Uint8Array() }) => [
        PartitionKey,
        SequenceNumber,
        [...Data],
      ]),
      [
        ['Müller 🦊', put[0]?.SequenceNumber, [...binary]],
        ['b', put[1]?.SequenceNumber, []],
      ],
    );
    assert.equal(
      Records[0]?.ApproximateArrivalTimestamp,
      new Date(Date.parse('2026-06-01T12:00:30Z') + 3000),
    );
    assert.is(MillisBehindLatest, 0);
  });
});

test("The SDK throws the service's own error classes with their messages", async () => {
  await withStream(async (client) => {
    const split = { StreamName, ShardToSplit: shardId(0), NewStartingHashKey: '1000' };
    await client.send(new SplitShardCommand(split));
    const busy = await refusal(client.send(new SplitShardCommand(split)));
    assert.instance(busy, ResourceInUseException);
    assert.is(
      busy.message,
      'Stream orders under account 123456789012 not ACTIVE, instead in state UPDATING',
    );
    const missing = await refusal(
      client.send(new DescribeStreamSummaryCommand({ StreamName: 'none' })),
    );
    assert.instance(missing, ResourceNotFoundException);
    assert.is(missing.message, 'Stream none under account 123456789012 not found.');
  });
});

test("The SDK's paginator walks through all streams", async () => {
  await withStream(async (client) => {
    for (const name of ['b', 'a', 'c']) {
      await client.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
    }
    const names: string[] = [];
    for await (const page of paginateListStreams({ client, pageSize: 1 }, {})) {
      names.push(...(page.StreamNames ?? []));
    }
    assert.equal(names, ['a', 'b', 'c', 'orders']);
  });
});

test('What is not implemented is refused by name: operations and members', async () => {
  await withStream(async (client) => {
    const encryption = await refusal(
      client.send(
        new StartStreamEncryptionCommand({ StreamName, EncryptionType: 'KMS', KeyId: 'alias/k' }),
      ),
    );
    assert.match(encryption.message, 'StartStreamEncryption');
    const dryRun = await refusal(
      client.send(
        new PutRecordCommand({
          StreamName,
          PartitionKey: 'a',
          Data: Buffer.from('x'),
          DryRun: true,
        }),
      ),
    );
    assert.match(dryRun.message, 'DryRun');
  });
});

test.run();
