import {
  AddTagsToStreamCommand,
  DeleteStreamCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/05-diagnose.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import type { Config, Outcome, Workshop } from '../../src/contract.ts';
import { FINDING_TAG, KEY_TAG, streamTags } from '../../src/diagnosis/finding-tags.ts';
import { judge } from '../../src/judge.ts';
import nearMisses from '../../src/near-misses/worlds/05-diagnose.ts';
import step from '../../steps/05-diagnose.ts';
import config from '../../workshop.config.ts';
import type { ToSend } from '../diagnosis/shapes.ts';
import { enableMetrics, STREAM, send, withStream } from '../diagnosis/support.ts';
import { keyIn } from '../insight/observed.ts';
import { testNearMisses } from '../support/near-misses.ts';
import { runStep, undoStep } from '../support/workshop.ts';

const HOT = 'shardId-000000000000';

test('Before the step both checks say that the tag is not there', async () => {
  await afterTraffic(manyKeys(), async (workshop) => {
    const missing = 'FAIL: Stream hot-shard-data-stream has no tag hot-shard-finding.';
    assert.equal(await verdicts(workshop), [missing, missing]);
  });
});

test('After the step both pass, and it told heat, keys, finding and the ready split', async () => {
  await afterTraffic(manyKeys(), async (workshop) => {
    const told = await runStep(step, workshop);
    assert.equal(await verdicts(workshop), ['PASS', 'PASS']);
    assert.match(told.join('\n'), /\nshardId-000000000000 +3,000 +77 % /);
    assert.match(told.join('\n'), `\nHeaviest keys of ${HOT} by records, exact counts\n`);
    assert.match(
      told.join('\n'),
      `\nMany keys make ${HOT} hot: the heaviest, "${keyIn(0, 0)}", has 20.0 % of its records, 600 records.\n`,
    );
    assert.match(told.join('\n'), / 3\.1 times its fair share and 10\.0 times as much as shardId-/);
    const split = told.find((text) => text.startsWith('see  '));
    assert.match(
      split ?? '',
      /^see {2}aws kinesis split-shard --stream-name hot-shard-data-stream --shard-to-split shardId-000000000000 --new-starting-hash-key \d+ --region us-east-1 --endpoint-url http/,
    );
    assert.equal(told.slice(-2), [
      'Tagged: hot-shard-finding = many keys',
      `Tagged: hottest-key = ${keyIn(0, 0)}`,
    ]);
  });
});

test('In the lesson of one key the step says why no split helps, and names none', async () => {
  await afterTraffic(
    oneKey(),
    async (workshop) => {
      const told = await runStep(step, workshop);
      assert.equal(await verdicts(workshop), ['PASS', 'PASS']);
      assert.is(
        told.find((text) => text.startsWith('Splitting')),
        'Splitting can not help: all records of one key have one hash, so at least 90.0 % of the records stay in one shard whatever is split. Spread the key over several, by a suffix, or send less of it.',
      );
      assert.not.ok(told.some((text) => text.includes('split-shard')));
    },
    { lesson: 'one-key' },
  );
});

test('In the lesson of the saturated shard both pass while the stream has room', async () => {
  await afterTraffic(
    saturating(0),
    async (workshop) => {
      const told = await runStep(step, workshop);
      assert.equal(await verdicts(workshop), ['PASS', 'PASS']);
      assert.match(told.join('\n'), /; it refused [\d,]+ writes: saturated\.\n/);
    },
    { lesson: 'saturated' },
  );
});

test('Run again after other traffic, the step ends with the tags of that', async () => {
  await withStream(async (cloud, aws) => {
    const workshop = { config, cloud };
    await send(cloud, aws, oneKey());
    await runStep(step, workshop);
    assert.is((await streamTags(cloud, STREAM)).get(FINDING_TAG), 'one key');
    await cloud.sleep(20 * 60);
    await runStep(step, workshop);
    assert.equal([...(await streamTags(cloud, STREAM))], [[FINDING_TAG, 'nothing to judge']]);
  });
});

testNearMisses(test, nearMisses);

test('Any of the heaviest keys will do, as a sample does not tell them apart', async () => {
  await afterTraffic(manyKeys(), async (workshop) => {
    await tag(workshop, { [FINDING_TAG]: 'many keys', [KEY_TAG]: keyIn(0, 2) });
    assert.is((await verdicts(workshop))[0], 'PASS');
  });
});

test('Even traffic is tagged as not hot, and is not what the lesson is about', async () => {
  await afterTraffic(traffic([25, 25, 25, 25], tenKeys), async (workshop) => {
    await runStep(step, workshop);
    assert.equal(await verdicts(workshop), [
      'PASS',
      `FAIL: The lesson many-keys is about "many keys". Not hot: ${HOT}, the hottest, has 1.0 times its fair share of the records.`,
    ]);
  });
});

test('Heat on another shard than the lesson’s fails by its name', async () => {
  await afterTraffic(traffic([10, 10, 100, 10], tenKeys), async (workshop) => {
    await runStep(step, workshop);
    assert.equal(await verdicts(workshop), [
      'PASS',
      'FAIL: The hot shard is shardId-000000000002, not shardId-000000000000.',
    ]);
  });
});

test('An empty window fails for what it is, whatever the tags say', async () => {
  await afterTraffic([], async (workshop) => {
    await workshop.cloud.sleep(60);
    await tag(workshop, { [FINDING_TAG]: 'nothing to judge' });
    const [tags, lesson] = await verdicts(workshop);
    assert.match(tags ?? '', /^FAIL: There are no records from .*: nothing to judge\.$/);
    assert.match(lesson ?? '', /^FAIL: The lesson many-keys .* There are no records from /);
  });
});

test('On a stream younger than a minute the checks say so', async () => {
  await withStream(async (cloud) => {
    const workshop = { config, cloud };
    await tag(workshop, { [FINDING_TAG]: 'many keys' });
    const young =
      'FAIL: The stream is younger than a minute: there is no complete minute to look at yet.';
    assert.equal(await verdicts(workshop), [young, young]);
  });
});

test('With metrics off the tags are judged, and the lesson is not: who refuses is not known', async () => {
  await afterTraffic(
    manyKeys(),
    async (workshop) => {
      await runStep(step, workshop);
      assert.equal(await verdicts(workshop), [
        'PASS',
        'FAIL: Which shards refused writes is not known. The shard-level metric WriteProvisionedThroughputExceeded is off: run step 2 first.',
      ]);
    },
    { withMetrics: false },
  );
});

test('A shard that refuses nothing is not the saturated lesson’s', async () => {
  await afterTraffic(
    manyKeys(),
    async (workshop) => {
      await runStep(step, workshop);
      assert.is(
        (await verdicts(workshop))[1],
        `FAIL: The lesson saturated makes ${HOT} saturated; it is relatively hot, with 0 writes refused.`,
      );
    },
    { lesson: 'saturated' },
  );
});

test('Refusals that CloudWatch may still tell of are waited for, and then count as none', async () => {
  await afterTraffic(
    manyKeys(),
    async (workshop) => {
      await enableMetrics(workshop.cloud);
      await runStep(step, workshop);
      const early = await judged(workshop, 1);
      assert.is(early.verdict, 'NOT YET');
      assert.match(early.reason, / CloudWatch has no shard-level metrics of 3 of the minutes with/);
      assert.ok((early.waitSeconds ?? 0) > 500, `${early.waitSeconds} s`);
      await workshop.cloud.sleep(config.deadlines.metricsSeconds);
      assert.is((await judged(workshop, 1)).verdict, 'FAIL');
    },
    { lesson: 'saturated', withMetrics: false },
  );
});

test('Two shards at their limit are not one', async () => {
  await afterTraffic(
    [...saturating(0), ...saturating(1, 1_150)].sort((a, b) => a.atMs - b.atMs),
    async (workshop) => {
      await runStep(step, workshop);
      assert.match(
        (await verdicts(workshop))[1] ?? '',
        /^FAIL: Other shards refused writes, too: shardId-000000000001 [\d,]+\.$/,
      );
    },
    { lesson: 'saturated' },
  );
});

test('A stream that is full as a whole is told as that', async () => {
  await afterTraffic(
    // of two halves of the hash space the first has the keys of the first two quarters
    traffic([1_000, 0, 120], tenKeys, 60),
    async (workshop) => {
      await runStep(step, workshop);
      assert.match(
        (await verdicts(workshop))[1] ?? '',
        /^FAIL: The stream as a whole is busy: in its busiest minute it took 5\d\.\d % of what its/,
      );
    },
    { lesson: 'saturated', shardCount: 2 },
  );
});

test('Traffic that still goes on in the running minute is not judged yet', async () => {
  await afterTraffic(manyKeys().slice(0, 520), async (workshop) => {
    const { cloud } = workshop;
    await tag(workshop, { [FINDING_TAG]: 'many keys' });
    const record = { PartitionKey: keyIn(0, 0), Data: new Uint8Array(1) };
    await cloud.kinesis.send(new PutRecordsCommand({ StreamName: STREAM, Records: [record] }));
    const { verdict, reason, waitSeconds = 0 } = await judged(workshop, 0);
    assert.is(verdict, 'NOT YET');
    assert.is(
      reason.replace(/from .* are/, 'are'),
      '520 records are too few to judge. Records arrived in the minute that is still running.',
    );
    assert.ok(waitSeconds > 0 && waitSeconds <= 60, `${waitSeconds} s`);
  });
});

test('What could not be read in time is no verdict', async () => {
  await afterTraffic(manyKeys(4_000), async (workshop) => {
    await tag(workshop, { [FINDING_TAG]: 'many keys' });
    const deadlines = { ...config.deadlines, diagnosisSeconds: 1 };
    const hasty = { ...workshop, config: { ...workshop.config, deadlines } };
    const [tags] = await verdicts(hasty);
    assert.match(
      tags ?? '',
      /^CANNOT TELL: Reading came to its deadline before the end of shardId-0/,
    );
  });
});

test('Without a stream both checks name step 1', async () => {
  await withStream(async (cloud) => {
    await cloud.kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    await cloud.sleep(10);
    for (const verdict of await verdicts({ config, cloud })) assert.match(verdict, 'step 1');
  });
});

test('Undoing takes both tags and no other, and is nothing without a stream', async () => {
  await afterTraffic(manyKeys(), async (workshop) => {
    const { cloud } = workshop;
    await tag(workshop, { team: 'orders' });
    await runStep(step, workshop);
    assert.equal(await undoStep(step, workshop), [
      'Tags hot-shard-finding and hottest-key of hot-shard-data-stream are gone',
    ]);
    assert.equal([...(await streamTags(cloud, STREAM))], [['team', 'orders']]);
    await undoStep(step, workshop);
    await cloud.kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    assert.equal(await undoStep(step, workshop), []);
    await cloud.sleep(10);
    assert.equal(await undoStep(step, workshop), []);
  });
});

interface Setting {
  readonly lesson?: Config['lesson'];
  readonly withMetrics?: boolean;
  readonly shardCount?: number;
}

async function afterTraffic(
  records: readonly ToSend[],
  use: (workshop: Workshop, aws: LocalAws) => Promise<void>,
  { lesson = config.lesson, ...stream }: Setting = {},
): Promise<void> {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, records);
    await use({ config: { ...config, lesson }, cloud }, aws);
  }, stream);
}

/** Three keys with a fifth of the hot shard's records each, and 12 with a thirtieth. */
function manyKeys(bytes = 100): ToSend[] {
  const keyOf = (shard: number, index: number) => {
    const turn = index % 30;
    return keyIn(shard, turn < 18 ? turn % 3 : turn - 15);
  };
  return traffic([100, 10, 10, 10], keyOf, 30, bytes, 6);
}

function oneKey(): ToSend[] {
  const keyOf = (shard: number, index: number) =>
    keyIn(shard, index % 10 === 0 ? 1 + (index % 7) : 0);
  return traffic([100, 10, 10, 10], keyOf, 30, 100, 6);
}

function tenKeys(shard: number, index: number): string {
  return keyIn(shard, index % 10);
}

/** More than a shard takes, for some seconds of one minute. */
function saturating(shard: number, recordsPerSecond = 1_400): ToSend[] {
  const rates = [0, 1, 2, 3].map((other) => (other === shard ? recordsPerSecond : 0));
  return traffic(rates, tenKeys, 8);
}

/** So many records of each shard in each of the steps; key and data together have so many bytes. */
function traffic(
  perShard: readonly number[],
  keyOf: (shard: number, index: number) => string,
  steps = 30,
  bytes = 100,
  stepSeconds = 1,
): ToSend[] {
  const counts = perShard.map(() => 0);
  return Array.from({ length: steps }, (_, at) =>
    perShard.flatMap((count, shard) =>
      Array.from({ length: count }, (): ToSend => {
        const index = counts[shard] ?? 0;
        counts[shard] = index + 1;
        const partitionKey = keyOf(shard, index);
        const data = new Uint8Array(bytes - partitionKey.length);
        return { atMs: at * stepSeconds * 1_000, partitionKey, data };
      }),
    ),
  ).flat();
}

async function tag({ cloud }: Workshop, Tags: Record<string, string>): Promise<void> {
  await cloud.kinesis.send(new AddTagsToStreamCommand({ StreamName: STREAM, Tags }));
}

async function judged(workshop: Workshop, index: number): Promise<Outcome> {
  const check = checks[index];
  if (check === undefined) throw new RangeError(`there is no check ${index}`);
  return judge({ stem: '05-diagnose' }, check, workshop);
}

/** Of the check of the tags, and of the one of the lesson. */
async function verdicts(workshop: Workshop): Promise<string[]> {
  const outcomes = [await judged(workshop, 0), await judged(workshop, 1)];
  return outcomes.map(({ verdict, reason }) => (reason === '' ? verdict : `${verdict}: ${reason}`));
}

test.run();
