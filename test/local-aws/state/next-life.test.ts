import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  GetRecordsOutput,
  GetShardIteratorOutput,
  ListShardsOutput,
  PutRecordsOutput,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadServices } from '../../../local-aws/services.ts';
import { Store } from '../../../local-aws/state/store.ts';
import { StorageBudget } from '../../../local-aws/storage-budget.ts';
import { Life, START_MS, withFolder } from './support.ts';

const TEMPLATE = JSON.stringify({
  Resources: {
    Orders: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 2 } },
    Board: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: 'board', DashboardBody: '{"widgets":[]}' },
    },
    Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
  },
  Outputs: { Name: { Value: { Ref: 'Orders' }, Export: { Name: 'orders-name' } } },
});
const BROKEN = JSON.stringify({
  Resources: {
    Taken: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'clicks', ShardCount: 1 } },
  },
});
const ALARM = {
  AlarmName: 'busy',
  Namespace: 'AWS/Kinesis',
  MetricName: 'IncomingRecords',
  Dimensions: [{ Name: 'StreamName', Value: 'clicks' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
};

/** Something of everything that changes a cloud, with failures, and with operations under way. */
async function live(life: Life): Promise<void> {
  await life.call('CreateStream', { StreamName: 'clicks', ShardCount: 4 });
  await life.call('PutMetricAlarm', ALARM);
  await life.call('CreateStack', { StackName: 'one', TemplateBody: TEMPLATE });
  await life.pass(20);
  await life.call('CreateStack', { StackName: 'two', TemplateBody: BROKEN });
  await life.call('CreateStack', { StackName: 'three', TemplateBody: BROKEN });
  await life.call('EnableEnhancedMonitoring', { StreamName: 'clicks', ShardLevelMetrics: ['ALL'] });
  await life.pass(5);
  await put(life, 20);
  await life.call('CreateStream', { StreamName: 'clicks', ShardCount: 1 }).catch(() => undefined);
  await life.call('AddTagsToStream', { StreamName: 'clicks', Tags: { team: 'blue' } });
  const shard = 'shardId-000000000000';
  const middle = `${2n ** 125n}`;
  const split = { StreamName: 'clicks', ShardToSplit: shard, NewStartingHashKey: middle };
  await life.call('SplitShard', split);
  await life.pass(90.5);
  await put(life, 8);
  await life.call('PutMetricData', {
    Namespace: 'Shop',
    MetricData: [
      { MetricName: 'Sales', Values: [1, 2, 9], Counts: [3, 1, 1], Unit: 'Count' },
      { MetricName: 'Late', Value: 4, Timestamp: new Date(START_MS - 3_600_000) },
    ],
  });
  const changes = { StackName: 'one', ChangeSetName: 'more', TemplateBody: BROKEN };
  await life.call('CreateChangeSet', { ...changes, TemplateBody: TEMPLATE.replace('2', '3') });
  await life.pass(2);
  await life.call('PutDashboard', { DashboardName: 'mine', DashboardBody: '{"widgets":[]}' });
  await life.call('DeleteStack', { StackName: 'three' });
  await life.call('CreateStream', { StreamName: 'short-lived', ShardCount: 1 });
  await life.pass(4);
  await put(life, 3, 'short-lived');
  await life.call('DeleteStream', { StreamName: 'short-lived' });
}

function put(life: Life, count: number, StreamName = 'clicks') {
  const Records = Array.from({ length: count }, (_, index) => ({
    PartitionKey: `customer-${index}`,
    Data: Buffer.from(`record ${index}`),
  }));
  return life.call<PutRecordsOutput>('PutRecords', { StreamName, Records });
}

/** What a client can see. */
async function seen(life: Life): Promise<unknown> {
  const { partition } = life.cloud;
  const at = {
    StartTime: new Date(START_MS - 7_200_000),
    EndTime: new Date(START_MS + 7_200_000),
  };
  const metrics = await life.call<{ Metrics: object[] }>('ListMetrics');
  const statistics = [];
  for (const metric of metrics.Metrics) {
    const Statistics = ['Sum', 'SampleCount', 'Minimum', 'Maximum'];
    const asked = { ...metric, ...at, Period: 60 };
    statistics.push(await life.call('GetMetricStatistics', { ...asked, Statistics }));
    statistics.push(
      await life.call('GetMetricStatistics', { ...asked, ExtendedStatistics: ['p50'] }),
    );
  }
  return {
    nowMs: partition.clock.now(),
    storedBytes: partition.storage.claimedBytes,
    streams: await life.call('ListStreams'),
    stream: await life.call('DescribeStream', { StreamName: 'clicks' }),
    tags: await life.call('ListTagsForStream', { StreamName: 'clicks' }),
    stacks: await life.call('DescribeStacks'),
    events: [
      await life.call('DescribeStackEvents', { StackName: 'one' }),
      await life.call('DescribeStackEvents', { StackName: 'two' }),
    ],
    resources: await life.call('ListStackResources', { StackName: 'one' }),
    changeSet: await life.call('DescribeChangeSet', { StackName: 'one', ChangeSetName: 'more' }),
    exports: await life.call('ListExports'),
    dashboards: await life.call('ListDashboards'),
    alarms: await life.call('DescribeAlarms'),
    metrics,
    statistics,
  };
}

/** Every record, by its shard. */
async function read(life: Life, StreamName = 'clicks') {
  const { Shards = [] } = await life.call<ListShardsOutput>('ListShards', { StreamName });
  const shards = [];
  for (const { ShardId } of Shards) {
    const input = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    const { ShardIterator } = await life.call<GetShardIteratorOutput>('GetShardIterator', input);
    const { Records } = await life.call<GetRecordsOutput>('GetRecords', { ShardIterator });
    shards.push([ShardId, Records] as const);
  }
  return shards;
}

test('A cloud that is opened again answers all that it is asked as it did before', async () => {
  await withFolder(async (folder) => {
    const first = await Life.begin(folder);
    await live(first);
    const records = await read(first);
    const before = await seen(first);
    await first.end();
    const next = await Life.begin(folder);
    assert.equal(await seen(next), before);
    assert.equal(await read(next), records);
    await next.end();
  });
});

test('What was under way goes on where it was, and comes out the same', async () => {
  await withFolder(async (kept) => {
    await withFolder(async (unbroken) => {
      const [stopped, other] = [await Life.begin(kept), await Life.begin(unbroken)];
      for (const life of [stopped, other]) {
        await life.call('CreateStream', { StreamName: 'clicks', ShardCount: 2 });
        await life.call('CreateStack', { StackName: 'one', TemplateBody: TEMPLATE });
      }
      await stopped.end();
      const resumed = await Life.begin(kept);
      const statuses = [];
      for (const life of [resumed, other]) {
        await life.pass(30);
        const { Stacks } = await life.call<{ Stacks: object[] }>('DescribeStacks');
        statuses.push(Stacks.map((stack) => ({ ...stack, StackId: '', Outputs: '' })));
        await life.end();
      }
      assert.equal(statuses[0], statuses[1]);
      assert.match(JSON.stringify(statuses[0]), 'CREATE_COMPLETE');
    });
  });
});

test('Iterators go on in the next life, and sequence numbers go on growing', async () => {
  await withFolder(async (folder) => {
    const first = await Life.begin(folder);
    await first.call('CreateStream', { StreamName: 'clicks', ShardCount: 1 });
    await first.pass(5);
    const earlier = (await put(first, 2)).Records.map(({ SequenceNumber = '' }) => SequenceNumber);
    const { ShardIterator } = await first.call<GetShardIteratorOutput>('GetShardIterator', {
      StreamName: 'clicks',
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'LATEST',
    });
    await first.end();
    const next = await Life.begin(folder);
    const later = (await put(next, 2)).Records.map(({ SequenceNumber = '' }) => SequenceNumber);
    const { Records } = await next.call<GetRecordsOutput>('GetRecords', { ShardIterator });
    assert.equal(
      Records.map(({ SequenceNumber }) => SequenceNumber),
      later,
    );
    const all = [...earlier, ...later];
    assert.equal([...new Set(all)].sort(), all);
    await next.end();
  });
});

test('Only calls that put records or metrics, or assume a role, are not run again, beside those named as reads', async () => {
  const data = (await loadServices()).flatMap(({ actions }) =>
    Object.keys(actions).filter((operation) => actions[operation]?.changes === 'data'),
  );
  assert.equal(data.sort(), ['AssumeRole', 'PutMetricData', 'PutRecord', 'PutRecords']);
});

test('Cloud time goes on from where it was, also when real time has gone back', async () => {
  await withFolder(async (folder) => {
    const first = await Life.begin(folder);
    await first.pass(600);
    await first.end();
    const next = await Life.begin(folder, { realMs: START_MS - 5_000 });
    assert.is(next.cloud.partition.clock.now(), START_MS + 600_000);
    await next.end();
    const later = await Life.begin(folder, { realMs: START_MS + 60_000 });
    assert.is(later.cloud.partition.clock.now(), START_MS + 665_000);
    await later.end();
  });
});

/** Keys in a folder that no process holds. */
async function keysIn(folder: string, prefix = ''): Promise<string[]> {
  const store = await Store.open(folder);
  const keys = [];
  for await (const [key] of store.entries(prefix)) keys.push(key);
  await store.close();
  return keys;
}

test('Records that have expired, or whose stream is gone, leave the folder', async () => {
  await withFolder(async (folder) => {
    const life = await Life.begin(folder);
    await life.call('CreateStream', { StreamName: 'clicks', ShardCount: 2 });
    await life.call('CreateStream', { StreamName: 'gone', ShardCount: 2 });
    await life.pass(5);
    await put(life, 50);
    await put(life, 50, 'gone');
    await life.call('DeleteStream', { StreamName: 'gone' });
    await life.pass(25 * 3600);
    await put(life, 1);
    await life.end();
    const pieces = (await keysIn(folder, 'data/history/')).filter((key) => !key.endsWith('|ends'));
    assert.is(pieces.length, 1);
    const next = await Life.begin(folder);
    const found = (await read(next)).flatMap(([, records]) => records);
    assert.is(found.length, 1);
    // places do not start again where records have gone
    const [{ SequenceNumber = '' } = {}] = (await put(next, 1)).Records;
    assert.ok(SequenceNumber > String(found[0]?.SequenceNumber));
    await next.end();
  });
});

test('Records that the bound has dropped leave the folder, oldest first', async () => {
  await withFolder(async (folder) => {
    const bound = 4 * 1024 * 1024;
    const life = await Life.begin(folder, { storage: new StorageBudget(bound) });
    await life.call('CreateStream', { StreamName: 'clicks', ShardCount: 1 });
    const Data = Buffer.alloc(1000, 7);
    const Records = Array.from({ length: 500 }, () => ({ PartitionKey: 'k', Data }));
    for (let turn = 0; turn < 60; turn++) {
      await life.pass(5);
      await life.call('PutRecords', { StreamName: 'clicks', Records });
    }
    const { claimedBytes, dropped } = life.cloud.partition.storage;
    const newest = await read(life);
    assert.ok(claimedBytes <= bound && dropped > 25_000);
    await life.end();
    const next = await Life.begin(folder, { storage: new StorageBudget(bound) });
    assert.equal(await read(next), newest);
    assert.is(next.cloud.partition.storage.claimedBytes, claimedBytes);
    await next.end();
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
    );
    const onDisk = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(onDisk < 20 * 1024 * 1024, `30 MB of records left ${onDisk} bytes`);
  });
});

test('Metrics that the bound has dropped leave the folder, and the others come back in order', async () => {
  await withFolder(async (folder) => {
    const storage = () => ({
      services: new StorageBudget(),
      clients: new StorageBudget(2_000_000),
    });
    const life = await Life.begin(folder, { metricStorage: storage() });
    for (let turn = 0; turn < 5; turn++) {
      await life.pass(60);
      const MetricData = Array.from({ length: 1000 }, (_, index) => ({
        MetricName: `turn-${turn}-${index}`,
        Value: turn,
      }));
      await life.call('PutMetricData', { Namespace: 'Shop', MetricData });
    }
    const { metricStorage } = life.cloud.partition;
    const { Metrics } = await life.call<{ Metrics: object[] }>('ListMetrics');
    assert.ok(metricStorage.clients.dropped >= 3000);
    await life.end();
    const pieces = await keysIn(folder, 'data/state/');
    assert.is(pieces.length, 5000 - metricStorage.clients.dropped);
    const next = await Life.begin(folder, { metricStorage: storage() });
    assert.equal((await next.call<{ Metrics: object[] }>('ListMetrics')).Metrics, Metrics);
    const { clients } = next.cloud.partition.metricStorage;
    assert.is(clients.claimedBytes, metricStorage.clients.claimedBytes);
    await next.end();
  });
});

test('When nothing is left of what calls have made, they leave the folder, and data stay', async () => {
  await withFolder(async (folder) => {
    const life = await Life.begin(folder);
    await live(life);
    await life.pass(60);
    await life.call('DeleteStack', { StackName: 'one' });
    await life.call('DeleteStack', { StackName: 'two' });
    await life.call('DeleteStream', { StreamName: 'clicks' });
    await life.call('DeleteAlarms', { AlarmNames: ['busy'] });
    await life.call('DeleteDashboards', { DashboardNames: ['mine'] });
    await life.pass(60);
    await life.end();
    assert.equal(await keysIn(folder, 'call/'), []);
    const second = await Life.begin(folder);
    const { Metrics } = await second.call<{ Metrics: object[] }>('ListMetrics');
    assert.ok(Metrics.length > 20);
    assert.equal((await second.call<{ Stacks: object[] }>('DescribeStacks')).Stacks, []);
    await second.call('CreateStack', { StackName: 'one', TemplateBody: TEMPLATE });
    await second.pass(60);
    const stacks = await second.call<{ Stacks: object[] }>('DescribeStacks');
    const events = await second.call('DescribeStackEvents', { StackName: 'one' });
    await second.end();
    assert.is((await keysIn(folder, 'call/')).length, 1);
    const third = await Life.begin(folder);
    assert.equal(await third.call('DescribeStacks'), stacks);
    assert.equal(await third.call('DescribeStackEvents', { StackName: 'one' }), events);
    await third.end();
  });
});

test('A call for which there was no room is not run again', async () => {
  await withFolder(async (folder) => {
    const [kinesis] = await loadServices();
    if (kinesis === undefined) throw new Error('there is no Kinesis');
    const life = await Life.begin(folder);
    const call = (operation: string, region: string) => {
      const caller = { account: '123456789012', region, requestId: region, accessKeyId: 'test' };
      const input = { StreamName: 'clicks', ShardCount: 1 };
      return life.cloud.partition.perform(kinesis, operation, input, caller);
    };
    call('CreateStream', 'us-east-1');
    for (let region = 1; region < 1000; region++) call('ListStreams', `region-${region}`);
    assert.throws(() => call('CreateStream', 'one-more'), 'no room');
    await life.end();
    await (await Life.begin(folder)).end();
  });
});

test('The ids of a cloud that has become empty are never those of what it held', async () => {
  await withFolder(async (folder) => {
    const ids = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const life = await Life.begin(folder);
      const made = { StackName: 'one', TemplateBody: TEMPLATE };
      ids.add((await life.call<{ StackId: string }>('CreateStack', made)).StackId);
      await life.pass(60);
      await life.call('DeleteStack', { StackName: 'one' });
      await life.pass(60);
      await life.end();
    }
    assert.is(ids.size, 3);
  });
});

test('A cloud that is emptied leaves nothing in its folder but its clock', async () => {
  await withFolder(async (folder) => {
    const life = await Life.begin(folder);
    await live(life);
    life.cloud.partition.reset();
    await life.end();
    assert.equal(await keysIn(folder), ['summary', 'turn/000000000000']);
    const next = await Life.begin(folder);
    const { StreamNames } = await next.call<{ StreamNames: string[] }>('ListStreams');
    assert.equal(StreamNames, []);
    assert.ok(next.cloud.partition.clock.now() > START_MS + 100_000);
    await next.end();
  });
});

test.run();
