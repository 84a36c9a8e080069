import {
  CreateStreamCommand,
  DisableEnhancedMonitoringCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import type { Cloud } from '../../src/contract.ts';
import { keysAside } from '../../src/live/shards/keys-aside.ts';
import { readShards } from '../../src/live/shards/read-shards.ts';
import config from '../../workshop.config.ts';
import { HOT, twoKeys } from '../diagnosis/shapes.ts';
import { STREAM, send, withStream } from '../diagnosis/support.ts';
import { keyIn } from '../insight/observed.ts';
import { withWorkshop } from '../support/workshop.ts';

async function mapOf(cloud: Cloud): Promise<ShardMap> {
  const { map, problem } = await readShards({ cloud, config });
  assert.is(problem, '');
  if (map === undefined) throw new Error('no map');
  return map;
}

/** From now on AWS answers this call as it does to those who may not make it. */
function deny({ kinesis, cloudwatch }: Cloud, denied: string): void {
  const refuse = (commandName: unknown) => {
    if (commandName !== `${denied}Command`) return;
    throw Object.assign(new Error(`no right to ${denied}`), { name: 'AccessDeniedException' });
  };
  kinesis.middlewareStack.add((next, { commandName }) => async (args) => {
    refuse(commandName);
    return next(args);
  });
  cloudwatch.middlewareStack.add((next, { commandName }) => async (args) => {
    refuse(commandName);
    return next(args);
  });
}

test('Where there is no stream, or not yet one, that is said with what to type', async () => {
  await withWorkshop(async (workshop) => {
    assert.equal(await readShards(workshop), {
      map: undefined,
      problem:
        'Stream hot-shard-data-stream does not exist in us-east-1: step 1 deploys it. Run step 1: npm run workshop -- --only 1',
    });
    await workshop.cloud.kinesis.send(
      new CreateStreamCommand({ StreamName: STREAM, ShardCount: 1 }),
    );
    assert.equal(await readShards(workshop), {
      map: undefined,
      problem: 'Stream hot-shard-data-stream is CREATING.',
    });
  });
});

test('Metrics that are off leave the heat unknown, and the map says why', async () => {
  await withStream(
    async (cloud) => {
      const map = await mapOf(cloud);
      assert.equal(map.unknown, [
        'Heat and keys are not known: CloudWatch counted records in no complete minute. The shard-level metric IncomingRecords is off: run step 2 first.',
      ]);
      assert.is(map.window, undefined);
      assert.equal(
        map.shards.map(({ shardId, from, to, open, heat }) => ({ shardId, from, to, open, heat })),
        [0, 1, 2, 3].map((at) => ({
          shardId: `shardId-00000000000${at}`,
          from: at / 4,
          to: (at + 1) / 4,
          open: true,
          heat: undefined,
        })),
      );
      assert.is(map.shards[3]?.endingHashKey, String(2n ** 128n - 1n));
    },
    { withMetrics: false },
  );
});

test('Metrics that were switched off leave the heat that was counted, and the map says that it is old', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    await cloud.kinesis.send(
      new DisableEnhancedMonitoringCommand({
        StreamName: STREAM,
        ShardLevelMetrics: ['IncomingRecords'],
      }),
    );
    await cloud.sleep(30);
    const { shards, unknown } = await mapOf(cloud);
    assert.equal(unknown, [
      'Records that came since are not counted. The shard-level metric IncomingRecords is off: run step 2 first.',
    ]);
    assert.is(shards[HOT]?.heat?.relation, 'relatively hot');
  });
});

test('The map tells the heat of each shard, and its heaviest keys where they lie', async () => {
  await withStream(async (cloud, aws) => {
    const sent = twoKeys();
    await send(cloud, aws, sent);
    const { shards, keys, window, unknown } = await mapOf(cloud);
    assert.equal(unknown, []);
    const total = shards.reduce((sum, { heat }) => sum + (heat?.records ?? 0), 0);
    assert.is(total, sent.length);
    assert.ok(window !== undefined && window.endMs <= cloud.now());
    const relations = shards.map(({ heat }) => heat?.relation);
    assert.equal(relations, ['not hot', 'not hot', 'relatively hot', 'not hot']);
    const hot = shards[HOT];
    assert.is(hot?.heat?.timesFairShare, (hot?.heat?.share ?? 0) * 4);
    const [first, second] = keys;
    const heaviest = [first?.partitionKey, second?.partitionKey].sort();
    assert.equal(heaviest, [keyIn(HOT, 0), keyIn(HOT, 1)].sort());
    assert.is(keys.length, 12);
    const count = sent.filter(({ partitionKey }) => partitionKey === first?.partitionKey).length;
    assert.is(first?.records, count);
    assert.is(first?.share, count / sent.length);
    assert.is(first?.shardId, hot?.shardId);
    assert.ok(
      hot !== undefined && first !== undefined && hot.from <= first.at && first.at < hot.to,
    );
  });
});

test('A split is seen: the parent is closed and keeps its heat, its children have none yet', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    const ShardToSplit = `shardId-00000000000${HOT}`;
    const NewStartingHashKey = String((5n * 2n ** 128n) / 8n);
    await cloud.kinesis.send(
      new SplitShardCommand({ StreamName: STREAM, ShardToSplit, NewStartingHashKey }),
    );
    assert.is((await mapOf(cloud)).status, 'UPDATING');
    await cloud.sleep(30);
    const { status, shards } = await mapOf(cloud);
    assert.is(status, 'ACTIVE');
    const [parent, , ...children] = shards.slice(HOT);
    assert.is(parent?.open, false);
    assert.is(parent?.heat?.relation, 'relatively hot');
    assert.equal(
      children.map(({ from, to, open, parentShardIds, heat }) => [
        from,
        to,
        open,
        parentShardIds,
        heat,
      ]),
      [
        [0.5, 0.625, true, [ShardToSplit], undefined],
        [0.625, 0.75, true, [ShardToSplit], undefined],
      ],
    );
  });
});

test('What these credentials may not read is unknown, and the rest is shown', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    deny(cloud, 'GetShardIterator');
    const withoutKeys = await mapOf(cloud);
    assert.equal(withoutKeys.unknown, [
      'The keys are not known. AWS denies access. AccessDeniedException: no right to GetShardIterator',
    ]);
    assert.equal(withoutKeys.keys, []);
    assert.is(withoutKeys.shards[HOT]?.heat?.relation, 'relatively hot');
    deny(cloud, 'GetMetricData');
    const withoutHeat = await mapOf(cloud);
    assert.is(withoutHeat.shards.length, 4);
    assert.equal(withoutHeat.unknown, [
      'Heat and keys are not known. AWS denies access. AccessDeniedException: no right to GetMetricData',
    ]);
  });
});

test('Keys that were sent with explicit hash keys have no place on the map, and it says so', async () => {
  await withStream(async (cloud, aws) => {
    const elsewhere = keyIn(0, 0);
    await cloud.kinesis.send(
      new PutRecordsCommand({
        StreamName: STREAM,
        Records: Array.from({ length: 20 }, () => ({
          PartitionKey: elsewhere,
          ExplicitHashKey: String(2n ** 128n - 1n),
          Data: new Uint8Array(1),
        })),
      }),
    );
    aws.partition.clock.advance(60);
    const { keys, unknown } = await mapOf(cloud);
    assert.equal(keys, []);
    assert.equal(unknown, [
      'At least 20 records were sent with explicit hash keys, which records do not tell: their keys have no place on the map.',
    ]);
  });
});

test('Keys that are read beside the looks are those of the last reading, and are read once for the same records', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    let reads = 0;
    cloud.kinesis.middlewareStack.add((next, { commandName }) => (args) => {
      if (commandName === 'GetShardIteratorCommand') reads += 1;
      return next(args);
    });
    const findKeys = keysAside(0);
    const look = async () => (await readShards({ cloud, config }, findKeys)).map;
    const first = await look();
    assert.equal(first?.keys, []);
    assert.equal(first?.unknown, ['The keys are being read.']);
    let map = first;
    while (map?.keys.length === 0) map = await look();
    assert.equal(map?.unknown, []);
    await look();
    assert.is(reads, 4);
  });
});

test.run();
