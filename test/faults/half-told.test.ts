import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WorkshopError } from '../../src/errors.ts';
import { describeStack } from '../../src/stack/stack.ts';
import { readShard } from '../../src/stream/shard-records.ts';
import { withWorkshop } from '../support/workshop.ts';

test('An open shard whose next iterator is lost was not read to its end', async () => {
  await withWorkshop(async ({ cloud }) => {
    const StreamName = 'orders';
    await cloud.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await cloud.sleep(10);
    const Records = ['a', 'b', 'c'].map((PartitionKey) => ({
      PartitionKey,
      Data: new Uint8Array([1]),
    }));
    const startMs = cloud.now() - 60_000;
    for (const record of Records) {
      await cloud.kinesis.send(new PutRecordsCommand({ StreamName, Records: [record] }));
      await cloud.sleep(5);
    }
    const endMs = cloud.now() + 60_000;
    const read = async () => {
      const keys: string[] = [];
      const window = { startMs, endMs };
      for await (const page of readShard(cloud, StreamName, 'shardId-000000000000', window, 1)) {
        keys.push(...page.map(({ PartitionKey }) => PartitionKey));
      }
      return keys;
    };
    assert.equal(await read(), ['a', 'b', 'c']);
    cloud.kinesis.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        delete (result.output as { NextShardIterator?: string }).NextShardIterator;
        return result;
      },
      { step: 'initialize' },
    );
    await read().then(
      () => assert.unreachable('it was taken for read'),
      (error) => {
        assert.instance(error, WorkshopError);
        assert.is(
          error.message,
          "AWS's answer to GetRecords is not whole: it has no NextShardIterator",
        );
      },
    );
  });
});

test('Only CloudFormation’s own refusal says that a stack does not exist', async () => {
  await withWorkshop(async (workshop) => {
    assert.is(await describeStack(workshop, 'none'), undefined);
    workshop.cloud.cloudformation.middlewareStack.add(
      () => async () => {
        throw Object.assign(new Error('The role of this session does not exist'), {
          name: 'AccessDenied',
        });
      },
      { step: 'initialize' },
    );
    await describeStack(workshop, 'none').then(
      () => assert.unreachable('it was taken for an answer'),
      (error) => assert.is(error.name, 'AccessDenied'),
    );
  });
});

test.run();
