import { CreateStreamCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import type { Cloud, Config, Lane } from '../../src/contract.ts';
import type { FleetEvent } from '../../src/fleet/event.ts';
import type { MinuteAnswer } from '../../src/fleet/send-minute.ts';
import { readShard } from '../../src/stream/shard-records.ts';
import { rangeAtCreation } from '../../src/traffic/hash-key.ts';
import { produce } from '../../src/traffic/produce.ts';
import config from '../../workshop.config.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { deployedCode, Lambda } from './lambda.ts';

const STREAM = config.names.stream;
const SHARDS = [0, 1, 2, 3].map((shard) => `shardId-00000000000${shard}`);
const LANES: readonly Lane[] = [
  { shard: 0, recordsPerSecond: 9 },
  { shard: 1, recordsPerSecond: 1.5 },
  { shard: 2, recordsPerSecond: 1 },
  { shard: 3, recordsPerSecond: 1 },
];
/** A test's local AWS begins at 12:00:30. */
const START = '2026-06-01T12:02:00Z';
const BEFORE = '2026-06-01T12:00:40Z';

test('A minute has the records of the local producers, in the same shards, under the same keys', async () => {
  const sentHere = await withStream(async ({ cloud }) => {
    const traffic = { ...config.traffic, lanes: LANES, durationSeconds: 60 };
    await produce({ cloud, config: { ...config, traffic }, tell: () => undefined });
    return readBack(cloud);
  });
  await withStream(async ({ lambda, cloud }) => {
    const answer = await lambda.invoke(event('2026-06-01T12:01:00Z'));
    const sent = await readBack(cloud);
    assert.is(sent.length, 750);
    assert.equal(sent.map(identity).sort(), sentHere.map(identity).sort());
    assert.equal(answer, {
      minute: '2026-06-01 12:02Z',
      part: 0,
      parts: 1,
      shards: Object.fromEntries(
        LANES.map(({ recordsPerSecond }, shard) => {
          const accepted = recordsPerSecond * 60;
          return [SHARDS[shard], { sent: accepted, accepted, givenUp: 0, throttled: 0 }];
        }),
      ),
      skipped: 0,
      unsent: 0,
    });
    assert.equal(lambda.log, [JSON.stringify(answer)]);
    assert.is(lambda.timersLeft, 0);
  });
});

test('The records of a minute come one second after the other, from its first to its end', async () => {
  await withStream(async ({ lambda, cloud }) => {
    await lambda.invoke(event('2026-06-01T12:01:00Z'));
    const seconds = new Map<number, number>();
    for (const { shardId, atMs } of await readBack(cloud)) {
      if (shardId !== SHARDS[0]) continue;
      const second = Math.round((atMs - Date.parse(START)) / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    assert.equal(
      [...seconds].sort(([a], [b]) => a - b),
      Array.from({ length: 60 }, (_, second) => [second + 1, 9]),
    );
  });
});

test('The parts of two minutes are together what one producer sends in two, each record once', async () => {
  const traffic = { ...config.traffic, lanes: LANES, durationSeconds: 120 };
  const sentHere = await withStream(async ({ cloud }) => {
    await produce({ cloud, config: { ...config, traffic }, tell: () => undefined });
    return readBack(cloud);
  });
  await withStream(async ({ lambda, cloud }) => {
    const parts = [0, 1, 2];
    const accepted: number[] = [];
    for (const minute of ['2026-06-01T12:01:00Z', '2026-06-01T12:02:00Z']) {
      const ended = await lambda.invokeAll(parts.map((part) => event(minute, { parts: 3 }, part)));
      for (const end of ended) {
        assert.is(end.status, 'fulfilled');
        if (end.status === 'fulfilled') accepted.push(acceptedOf(end.value));
      }
    }
    const sent = await readBack(cloud);
    assert.is(sent.length, 1_500);
    assert.equal(sent.map(identity).sort(), sentHere.map(identity).sort());
    assert.is(
      accepted.reduce((sum, count) => sum + count, 0),
      1_500,
    );
    for (const count of accepted) assert.ok(Math.abs(count - 250) <= 4, `${count} of 250`);
  });
});

test('An invocation anywhere within its scheduled minute, and a clock some seconds off, change nothing', async () => {
  for (const invokedAfterSeconds of [-15, 59, 64]) {
    await withStream(async ({ lambda, cloud, waitUntil }) => {
      await waitUntil(Date.parse('2026-06-01T12:01:00Z') + invokedAfterSeconds * 1000);
      const answer = await lambda.invoke(event('2026-06-01T12:01:00Z'));
      assert.is(answer.minute, '2026-06-01 12:02Z');
      assert.is(answer.skipped, 0);
      const indexes = (await readBack(cloud))
        .filter(({ shardId }) => shardId === SHARDS[0])
        .map(({ index }) => index)
        .sort((a, b) => a - b);
      assert.equal(
        indexes,
        Array.from({ length: 540 }, (_, index) => index),
      );
    }, BEFORE);
  }
});

test('A late invocation leaves out what is older than a local producer would send, and counts as an error', async () => {
  await withStream(async ({ lambda, cloud, waitUntil }) => {
    await waitUntil(Date.parse(START) + 30_000);
    const answer = await failedAnswer(lambda.invoke(event('2026-06-01T12:01:00Z')));
    // of 30 s that had passed, the newest 6 are sent
    assert.is(answer.skipped, 24 * (9 + 1.5 + 1 + 1));
    assert.is(acceptedOf(answer), 36 * (9 + 1.5 + 1 + 1));
    const first = Math.min(
      ...(await readBack(cloud))
        .filter(({ shardId }) => shardId === SHARDS[0])
        .map(({ index }) => index),
    );
    assert.is(first, 24 * 9);
  });
});

test('Nothing is sent before the start, after the end, too early or too late, and the answer says which', async () => {
  const endMs = Date.parse('2026-06-01T12:04:00Z');
  await withStream(async ({ lambda, cloud, waitUntil }) => {
    const refusalAt = async (now: string, scheduledAt: string) => {
      await waitUntil(Date.parse(now));
      return (await lambda.invoke(event(scheduledAt, { endMs }))).refused;
    };
    assert.equal(
      [
        await refusalAt('2026-06-01T12:00:40Z', '2026-06-01T12:00:00Z'),
        await refusalAt('2026-06-01T12:00:41Z', '2026-06-01T12:02:00Z'),
        await refusalAt('2026-06-01T12:03:10Z', '2026-06-01T12:01:00Z'),
        await refusalAt('2026-06-01T12:03:20Z', '2026-06-01T12:03:00Z'),
        await refusalAt('2026-06-01T12:04:00Z', '2026-06-01T12:02:00Z'),
        await refusalAt('2026-06-02T12:00:00Z', '2026-06-02T12:00:00Z'),
      ],
      [
        'before the start',
        'too early',
        'too late',
        'after the end',
        'after the end',
        'after the end',
      ],
    );
    assert.equal(await readBack(cloud), []);
  }, BEFORE);
});

test('The last minute is sent to its end, and an invocation ends with it', async () => {
  await withStream(async ({ lambda, cloud, aws, waitUntil }) => {
    const endMs = Date.parse('2026-06-01T12:04:00Z');
    await waitUntil(Date.parse('2026-06-01T12:02:30Z'));
    await lambda.invoke(event('2026-06-01T12:02:00Z', { endMs }));
    assert.is(aws.partition.clock.now(), endMs);
    const times = (await readBack(cloud)).map(({ atMs }) => atMs);
    assert.is(Math.min(...times), endMs - 59_000);
    assert.is(Math.max(...times), endMs);
  });
});

test('Refused records are sent again until they are accepted, and none twice', async () => {
  await withStream(async ({ lambda, cloud, waitUntil }) => {
    // 10 s of 150 records a second at once: half as much again as a shard takes
    await waitUntil(Date.parse(START) + 10_000);
    const answer = await lambda.invoke(burst({}));
    const counts = answer.shards[SHARDS[0] ?? ''];
    assert.is(counts?.accepted, 9_000);
    assert.is(counts?.givenUp, 0);
    assert.ok((counts?.throttled ?? 0) >= 500, `${counts?.throttled} refused`);
    const indexes = (await readBack(cloud)).map(({ index }) => index);
    assert.is(indexes.length, 9_000);
    assert.is(new Set(indexes).size, 9_000);
  });
});

test('Records that were given up make an invocation an error that says how many', async () => {
  await withStream(async ({ lambda, waitUntil }) => {
    await waitUntil(Date.parse(START) + 10_000);
    const answer = await failedAnswer(lambda.invoke(burst({ maxAttempts: 1 })));
    const { accepted = 0, givenUp = 0, sent } = answer.shards[SHARDS[0] ?? ''] ?? {};
    assert.ok(givenUp >= 400, `${givenUp} given up`);
    assert.is(accepted + givenUp, 9_000);
    assert.is(sent, 9_000);
    assert.equal(lambda.log, []);
  });
});

test('Whatever is refused for long, an invocation ends within 20 s of its minute', async () => {
  await withStream(async ({ lambda, aws }) => {
    lambda.refusesAll = true;
    const sender = { ...config.traffic.sender, maxAttempts: 100 };
    const answer = await failedAnswer(lambda.invoke(event('2026-06-01T12:01:00Z', { sender })));
    const counts = Object.values(answer.shards);
    const sum = (of: 'sent' | 'accepted' | 'givenUp') =>
      counts.reduce((total, shard) => total + shard[of], 0);
    assert.is(sum('accepted'), 0);
    assert.is(sum('givenUp'), 750);
    const endMs = Date.parse(START) + 60_000 + 20_000;
    assert.is(aws.partition.clock.now(), endMs);
  });
});

test('A stream that is gone ends an invocation with the error of Kinesis', async () => {
  await withStream(async ({ lambda }) => {
    const gone = event('2026-06-01T12:01:00Z', { stream: 'gone' });
    const error = await lambda.invoke(gone).catch((reason: unknown) => reason);
    assert.is((error as Error).name, 'ResourceNotFoundException');
  });
});

test('What is no event of a schedule is refused', async () => {
  await withStream(async ({ lambda }) => {
    const error = await lambda.invoke(event('now')).catch((reason: unknown) => reason);
    assert.is((error as Error).message, 'scheduledAt is not a time: "now"');
  });
});

/** A part of the fleet's traffic, as its schedule sends it. */
function event(
  scheduledAt: string,
  changes: Partial<FleetEvent['traffic']> = {},
  part = 0,
): FleetEvent {
  const { recordBytes, keys, sender } = config.traffic;
  const traffic = {
    stream: STREAM,
    lanes: LANES.map(withRange),
    startMs: Date.parse(START),
    endMs: Date.parse('2026-06-01T13:00:00Z'),
    parts: 1,
    recordBytes,
    keys,
    sender,
    ...changes,
  };
  // through JSON, as from a schedule
  return JSON.parse(JSON.stringify({ scheduledAt, part, traffic })) as FleetEvent;
}

/** A minute that begins with more than a shard takes at once. */
function burst(sender: Partial<Config['traffic']['sender']>): FleetEvent {
  return event('2026-06-01T12:01:00Z', {
    lanes: [{ shard: 0, recordsPerSecond: 150 }].map(withRange),
    sender: { ...config.traffic.sender, maxCatchUpSeconds: 59, ...sender },
  });
}

function withRange(lane: Lane) {
  const { start, end } = rangeAtCreation(lane.shard, 4);
  return { ...lane, start: String(start), end: String(end) };
}

function acceptedOf({ shards }: MinuteAnswer): number {
  return Object.values(shards).reduce((sum, { accepted }) => sum + accepted, 0);
}

/** What an invocation that did not get everything through says, as an error. */
async function failedAnswer(invocation: Promise<MinuteAnswer>): Promise<MinuteAnswer> {
  const error = await invocation.then(
    () => assert.unreachable('it was no error'),
    (reason: unknown) => reason,
  );
  return JSON.parse((error as Error).message) as MinuteAnswer;
}

interface ReadBack {
  readonly shardId: string;
  readonly key: string;
  readonly lane: string;
  readonly index: number;
  readonly atMs: number;
}

/** Apart from when it was sent, and in which run. */
function identity({ shardId, key, lane, index }: ReadBack): string {
  return `${shardId} ${key} ${lane}-${index}`;
}

async function readBack(cloud: Cloud): Promise<ReadBack[]> {
  const window = { startMs: cloud.now() - 48 * 3_600_000, endMs: cloud.now() + 3_600_000 };
  const found: ReadBack[] = [];
  for (const shardId of SHARDS) {
    for await (const records of readShard(cloud, STREAM, shardId, window)) {
      for (const record of records) {
        const { orderId } = JSON.parse(new TextDecoder().decode(record.Data)) as {
          orderId: string;
        };
        const [, lane = '', index = ''] = orderId.split('-');
        const { PartitionKey: key, ApproximateArrivalTimestamp } = record;
        const atMs = ApproximateArrivalTimestamp.getTime();
        found.push({ shardId, key, lane, index: Number(index), atMs });
      }
    }
  }
  return found;
}

interface World {
  readonly aws: LocalAws;
  readonly cloud: Cloud;
  readonly lambda: Lambda;
  readonly waitUntil: (atMs: number) => Promise<void>;
}

/** @param from when it begins: by default some seconds after the schedule of the first minute */
async function withStream<T>(
  use: (world: World) => Promise<T>,
  from = '2026-06-01T12:01:05Z',
): Promise<T> {
  return withLocalAws(async (aws) => {
    const { clock } = aws.partition;
    const cloud = await connect({
      target: 'endpoint',
      region: 'us-east-1',
      endpoint: aws.url,
      realTime: false,
      signal: new AbortController().signal,
    });
    try {
      await cloud.kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 4 }));
      const waitUntil = async (atMs: number) => clock.advance((atMs - clock.now()) / 1000);
      await waitUntil(Date.parse(from));
      return await use({
        aws,
        cloud,
        lambda: new Lambda(aws, await deployedCode()),
        waitUntil,
      });
    } finally {
      cloud.close();
    }
  });
}

test.run();
