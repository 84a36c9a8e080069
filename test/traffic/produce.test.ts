import {
  CreateStreamCommand,
  type KinesisClient,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import type { Cloud, Config, Progress, ShardCounts } from '../../src/contract.ts';
import { WorkshopError } from '../../src/errors.ts';
import { md5HashKey } from '../../src/insight/hash-space.ts';
import { arrivalMs, readShard } from '../../src/stream/shard-records.ts';
import { listAllShards, openShards } from '../../src/stream/shards.ts';
import { laneRange } from '../../src/traffic/lane-range.ts';
import { produce } from '../../src/traffic/produce.ts';
import defaults from '../../workshop.config.ts';
import { withLocalAws } from '../support/local-aws.ts';

const STREAM = defaults.names.stream;
const SHARDS = [0, 1, 2, 3].map((n) => `shardId-00000000000${n}`);

test('Every record of every lane arrives once in the shard of its lane', async () => {
  await withStream(async (cloud) => {
    const config = traffic({ durationSeconds: 10 });
    const { shards, skipped } = await produce({ cloud, config, tell: () => {} });
    assert.is(skipped, 0);
    assert.equal(Object.fromEntries(Object.entries(shards).map(([id, { sent }]) => [id, sent])), {
      [SHARDS[0] ?? '']: 2_000,
      [SHARDS[1] ?? '']: 200,
      [SHARDS[2] ?? '']: 200,
      [SHARDS[3] ?? '']: 200,
    });
    for (const shardId of SHARDS) {
      assert.is(shards[shardId]?.accepted, shards[shardId]?.sent);
      const orders = (await readBack(cloud, shardId)).map(({ orderId }) => orderId);
      assert.is(orders.length, shards[shardId]?.accepted);
      assert.is(new Set(orders).size, orders.length);
    }
  });
});

test('The traffic takes its cloud seconds, evenly', async () => {
  await withStream(async (cloud) => {
    const startMs = cloud.now();
    await produce({ cloud, config: traffic({ durationSeconds: 10 }), tell: () => {} });
    const seconds = new Set(
      (await readBack(cloud, SHARDS[0] ?? '')).map(({ atMs }) =>
        Math.floor((atMs - startMs) / 1000),
      ),
    );
    assert.ok(seconds.size >= 9 && seconds.size <= 11, `${[...seconds]}`);
  });
});

test('A key keeps its hash when the same traffic is sent again after a split', async () => {
  await withStream(async (cloud) => {
    const config = traffic({ durationSeconds: 5, lanes: [{ shard: 0, recordsPerSecond: 100 }] });
    await produce({ cloud, config, tell: () => {} });
    const range = laneRange(await listAllShards(cloud, STREAM), 0, STREAM);
    await cloud.kinesis.send(
      new SplitShardCommand({
        StreamName: STREAM,
        ShardToSplit: SHARDS[0],
        NewStartingHashKey: String((range.start + range.end) / 2n),
      }),
    );
    await cloud.sleep(30);
    const { shards } = await produce({ cloud, config, tell: () => {} });
    const children = ['shardId-000000000004', 'shardId-000000000005'];
    assert.not.ok(SHARDS[0] !== undefined && SHARDS[0] in shards, 'a closed shard is not shown');
    assert.is(
      children.reduce((sum, id) => sum + (shards[id]?.accepted ?? 0), 0),
      500,
    );
    const open = openShards(await listAllShards(cloud, STREAM));
    for (const shardId of children) {
      const { startingHashKey = 0n, endingHashKey = 0n } =
        open.find((shard) => shard.shardId === shardId) ?? {};
      const keys = (await readBack(cloud, shardId)).map(({ key }) => key);
      assert.ok(keys.length > 0, `${shardId} received none`);
      for (const key of keys) {
        const hash = md5HashKey(key);
        assert.ok(startingHashKey <= hash && hash <= endingHashKey, `${key} is in ${shardId}`);
      }
    }
  });
});

test('A shard over its limit refuses records, and sent is accepted and given up all the same', async () => {
  await withStream(async (cloud, aws) => {
    const config = traffic({ durationSeconds: 10, lanes: [{ shard: 1, recordsPerSecond: 1_600 }] });
    const facts: string[] = [];
    const startMs = aws.partition.clock.now();
    const { shards, skipped } = await produce({
      cloud,
      config,
      tell: (progress) => {
        if (progress.kind === 'fact') facts.push(progress.text);
      },
    });
    const seconds = (aws.partition.clock.now() - startMs) / 1000;
    assert.ok(accepted(shards) <= (seconds + 1) * 1_000, 'more than a shard takes');
    assert.is(skipped, 0);
    const counts = shards[SHARDS[1] ?? ''] ?? NOTHING;
    assert.is(counts.sent, 16_000);
    assert.is(counts.accepted + counts.givenUp, 16_000);
    assert.ok(counts.throttled > 0, 'nothing was throttled');
    assert.is((await readBack(cloud, SHARDS[1] ?? '')).length, counts.accepted);
    assert.match(facts[0] ?? '', /^16,000 records sent, [\d,]+ accepted, [\d,]+ refusals/);
  });
});

test('An answer that was lost on its way is asked for again: a record may be stored twice, never not at all', async () => {
  await withStream(async (cloud) => {
    let lost = 0;
    cloud.kinesis.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        if ('Records' in args.input && lost++ === 0) throw new ConnectionLost();
        return result;
      },
      { step: 'deserialize', priority: 'high', name: 'loseFirstAnswer' },
    );
    const config = traffic({ durationSeconds: 2, lanes: [{ shard: 0, recordsPerSecond: 10 }] });
    const { shards } = await produce({ cloud, config, tell: () => {} });
    assert.equal(shards[SHARDS[0] ?? ''], { sent: 20, accepted: 20, givenUp: 0, throttled: 0 });
    const orders = (await readBack(cloud, SHARDS[0] ?? '')).map(({ orderId }) => orderId);
    assert.is(new Set(orders).size, 20);
    assert.ok(orders.length > 20, 'the lost answer belonged to stored records');
  });
});

test('An interruption tells the totals so far before it is passed on', async () => {
  const stop = new AbortController();
  await withStream(async (cloud) => {
    const told: Progress[] = [];
    const error = await rejection(
      produce({
        cloud,
        config: traffic({ durationSeconds: 300 }),
        tell: (progress) => {
          told.push(progress);
          stop.abort();
        },
      }),
    );
    assert.instance(error, WorkshopError);
    assert.is((error as WorkshopError).code, 'interrupted');
    const [last, totals] = told.slice(-2);
    assert.is(last?.kind, 'traffic');
    const counts = last?.kind === 'traffic' ? Object.values(last.shards) : [];
    for (const { sent, accepted, givenUp } of counts) assert.is(sent, accepted + givenUp);
    assert.ok(totals?.kind === 'fact' && /^[\d,]+ records sent, /.test(totals.text));
  }, stop.signal);
});

test('A stream that does not exist is an error that names step 1', async () => {
  await withCloud(async (cloud) => {
    const error = await rejection(produce({ cloud, config: defaults, tell: () => {} }));
    assert.is((error as WorkshopError).code, 'not-found');
    assert.is(
      (error as WorkshopError).message,
      `Stream ${STREAM} does not exist in us-east-1: step 1 deploys it.`,
    );
    assert.is((error as WorkshopError).remedy, 'Run step 1: npm run workshop -- --only 1');
  });
});

test('Another producer that moves the clock on makes a tick late, not the traffic longer', async () => {
  await withStream(async (cloud, aws) => {
    const config = traffic({ durationSeconds: 30, lanes: [{ shard: 0, recordsPerSecond: 10 }] });
    const hastening: Cloud = {
      ...cloud,
      sleep: async (seconds) => {
        aws.partition.clock.advance(3);
        await cloud.sleep(seconds);
      },
    };
    const startMs = aws.partition.clock.now();
    const { shards, skipped } = await produce({ cloud: hastening, config, tell: () => {} });
    assert.is(skipped, 0);
    assert.is(shards[SHARDS[0] ?? '']?.accepted, 300);
    const seconds = (aws.partition.clock.now() - startMs) / 1000;
    // the last two ticks may be late, of 4 s each; a longer traffic would take 120 s
    assert.ok(seconds >= 29 && seconds <= 38, `${seconds} s`);
  });
});

function accepted(shards: Readonly<Record<string, ShardCounts>>): number {
  return Object.values(shards).reduce((sum, counts) => sum + counts.accepted, 0);
}

const NOTHING = { sent: 0, accepted: 0, givenUp: 0, throttled: 0 };

class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';
}

interface ReadBack {
  readonly orderId: string;
  readonly key: string;
  readonly atMs: number;
}

async function readBack(cloud: Cloud, shardId: string): Promise<ReadBack[]> {
  const window = { startMs: cloud.now() - 3_600_000, endMs: cloud.now() + 60_000 };
  const found: ReadBack[] = [];
  for await (const records of readShard(cloud, STREAM, shardId, window)) {
    for (const record of records) {
      const { orderId } = JSON.parse(new TextDecoder().decode(record.Data)) as { orderId: string };
      found.push({ orderId, key: record.PartitionKey ?? '', atMs: arrivalMs(record) });
    }
  }
  return found;
}

function traffic(overrides: Partial<Config['traffic']>): Config {
  return { ...defaults, traffic: { ...defaults.traffic, ...overrides } };
}

async function withCloud(
  use: (cloud: Cloud, aws: LocalAws) => Promise<void>,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  await withLocalAws(async (aws) => {
    const cloud = await connect({
      target: 'endpoint',
      region: 'us-east-1',
      endpoint: aws.url,
      realTime: false,
      signal,
    });
    try {
      await use(cloud, aws);
    } finally {
      cloud.close();
    }
  });
}

async function withStream(
  use: (cloud: Cloud, aws: LocalAws) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  await withCloud(async (cloud, aws) => {
    await create(cloud.kinesis);
    await cloud.sleep(30);
    await use(cloud, aws);
  }, signal);
}

async function create(kinesis: KinesisClient): Promise<void> {
  await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 4 }));
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
}

test.run();
