import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Look } from '../../src/roster/look.ts';
import { STREAM, withStream } from '../diagnosis/support.ts';

test('a question that was asked is not asked again, also where the answer is that there is none', () =>
  withStream(async (cloud) => {
    const look = new Look();
    const seen = look.through(cloud);
    const list = (StreamName: string) => seen.kinesis.send(new ListShardsCommand({ StreamName }));
    assert.is(await list(STREAM), await list(STREAM));
    assert.is(look.questions, 1);
    const missing = () =>
      list('none').then(
        () => assert.unreachable('it was listed'),
        (error: Error) => error,
      );
    const [first, second] = [await missing(), await missing()];
    assert.is(first?.name, 'ResourceNotFoundException');
    assert.is(first, second);
    assert.is(look.questions, 2);
    // another look is another moment
    const other = new Look();
    await other
      .through(cloud)
      .kinesis.send(new ListShardsCommand({ StreamName: 'none' }))
      .catch(() => undefined);
    assert.is(other.questions, 1);
  }));

test('once nobody answers no further question is asked', () =>
  withStream(async (cloud) => {
    const look = new Look();
    let sent = 0;
    const kinesis = Object.create(cloud.kinesis, {
      send: {
        value: async () => {
          sent += 1;
          throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        },
      },
    });
    const seen = look.through({ ...cloud, kinesis });
    for (const StreamName of ['a', 'b']) {
      await seen.kinesis.send(new ListShardsCommand({ StreamName })).then(
        () => assert.unreachable('somebody answered'),
        (error) => assert.is(error.message, 'connect ECONNREFUSED'),
      );
    }
    const dashboards = await seen.cloudformation.send({} as never).catch((error) => error.message);
    assert.is(dashboards, 'connect ECONNREFUSED');
    assert.is(sent, 1);
  }));

test('records are kept for the checks of one look, and no more of them than there is room for', () =>
  withStream(async (cloud, aws) => {
    const StreamName = STREAM;
    const Records = Array.from({ length: 500 }, (_, at) => ({
      PartitionKey: `key-${at}`,
      ExplicitHashKey: '0',
      Data: new Uint8Array([1]),
    }));
    for (let second = 0; second < 42; second += 1) {
      await cloud.kinesis.send(new PutRecordsCommand({ StreamName, Records }));
      aws.partition.clock.advance(1);
    }
    const look = new Look();
    const { kinesis } = look.through(cloud);
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName,
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const read = async (from: string | undefined) => {
      let iterator = from;
      for (let page = 0; page < 3; page += 1) {
        const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }));
        iterator = answer.NextShardIterator;
        aws.partition.clock.advance(1);
      }
    };
    await read(ShardIterator);
    assert.is(look.questions, 4);
    // one record is asked for before all of them, and is the first of the same page
    const { Records: found } = await kinesis.send(
      new GetRecordsCommand({ ShardIterator, Limit: 1 }),
    );
    assert.is(found?.[0]?.PartitionKey, 'key-0');
    assert.is(look.questions, 4);
    // of 10,000, 10,000 and 1,000 records the last are one page too many
    await read(ShardIterator);
    assert.is(look.questions, 5);
  }));

test('a stack of a list is not asked for, and one that is not in it is', () =>
  withStream(async (cloud) => {
    const listed = {
      StackName: 'anns',
      CreationTime: new Date(0),
      StackStatus: 'CREATE_COMPLETE',
    } as const;
    const look = new Look(new Map([['anns', listed]]));
    const seen = look.through(cloud);
    const describe = (StackName: string) =>
      seen.cloudformation.send(new DescribeStacksCommand({ StackName }));
    assert.is((await describe('anns')).Stacks?.[0], listed);
    assert.is(look.questions, 0);
    const reason = await describe('bos').catch((error: Error) => error.message);
    assert.is(reason, 'Stack with id bos does not exist');
    assert.is(look.questions, 1);
  }));

test.run();
