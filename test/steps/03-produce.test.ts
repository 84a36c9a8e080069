import type { GetMetricDataInput, GetMetricDataOutput } from '@aws-sdk/client-cloudwatch';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  EnableEnhancedMonitoringCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/03-produce.ts';
import { connect } from '../../src/aws/cloud.ts';
import type { Cloud, Config, Outcome, Progress, Workshop } from '../../src/contract.ts';
import { md5HashKey } from '../../src/insight/hash-space.ts';
import { judge } from '../../src/judge.ts';
import nearMisses from '../../src/near-misses/worlds/03-produce.ts';
import { isOldTraffic } from '../../src/old-traffic.ts';
import { HASH_KEYS } from '../../src/stream/shards.ts';
import { rangeAtCreation } from '../../src/traffic/hash-key.ts';
import step from '../../steps/03-produce.ts';
import defaults from '../../workshop.config.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { testNearMisses } from '../support/near-misses.ts';

const STREAM = defaults.names.stream;
const HOT = 'shardId-000000000000';
const MINUTE_SECONDS = 60;

test('After the step all checks pass, and the judgement gives share and lead', async () => {
  await withWorkshop(
    async (workshop) => {
      const told: Progress[] = [];
      await step.run(workshop, (progress) => told.push(progress));
      const [received, dominates, agree] = await judgeChecks(workshop);
      assert.equal([received, dominates, agree].map(verdict), ['PASS', 'PASS', 'PASS']);
      assert.is(received?.observed, '4 of 4 open shards received records');
      assert.match(
        dominates?.observed ?? '',
        /^shardId-000000000000 received 76\.9 % of 5,200 records, 10\.0 times as many as shardId-000000000001; 3\.1 times its fair share; peak 2\.0 % of 1,000 records\/s; 0 writes throttled$/,
      );
      assert.is(agree?.observed, 'CloudWatch 5,200 records, read back 5,200');
      const facts = told.flatMap((progress) => (progress.kind === 'fact' ? [progress.text] : []));
      assert.equal(facts, ['5,200 records sent, 5,200 accepted']);
      const traffic = told.flatMap((progress) => (progress.kind === 'traffic' ? [progress] : []));
      assert.is(traffic.at(-1)?.shards[HOT]?.accepted, 4_000);
    },
    { traffic: scaled(200, [20, 2, 2, 2]) },
  );
});

testNearMisses(test, nearMisses);

test('Without a stream each check fails and names step 1', async () => {
  await withWorkshop(
    async (workshop) => {
      const outcomes = await judgeChecks(workshop);
      assert.equal(outcomes.map(verdict), ['FAIL', 'FAIL', 'FAIL']);
      for (const { reason } of outcomes) assert.match(reason, 'step 1');
    },
    { withoutStream: true },
  );
});

test('On a stream younger than a minute each check says so, in words', async () => {
  await withWorkshop(async (workshop) => {
    for (const outcome of await judgeChecks(workshop)) {
      assert.is(outcome.verdict, 'FAIL');
      assert.is(
        outcome.reason,
        'The stream is younger than a minute: there is no complete minute to look at yet.',
      );
      assert.is(outcome.evidence.window, 'no complete minute');
    }
  });
});

test('Without traffic each check fails and the remedy is step 3', async () => {
  await withWorkshop(async (workshop) => {
    await workshop.cloud.sleep(MINUTE_SECONDS);
    const outcomes = await judgeChecks(workshop);
    assert.equal(outcomes.map(verdict), ['FAIL', 'FAIL', 'FAIL']);
    assert.equal(
      outcomes.map(({ remedy }) => remedy),
      Array(3).fill('Run step 3: npm run workshop -- --only 3'),
    );
    const [received, dominates, agree] = outcomes;
    assert.match(received?.reason ?? '', /^No records from .* in shardId-000000000000, shardId-0/);
    assert.match(
      dominates?.reason ?? '',
      /^CloudWatch counted no records, neither from .* before\.$/,
    );
    assert.match(
      agree?.reason ?? '',
      /^There are no records from .*, neither in CloudWatch nor in/,
    );
  });
});

test('The datapoints of a deleted stream do not count for a new one of its name', async () => {
  await withWorkshop(async (workshop) => {
    const { cloud } = workshop;
    await putMinutes(cloud, Array(3).fill([490, 40, 40, 40]));
    await cloud.kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    await cloud.sleep(MINUTE_SECONDS);
    await createStream(cloud);
    await enableMetrics(cloud);
    await cloud.sleep(MINUTE_SECONDS);
    const outcomes = await judgeChecks(workshop);
    assert.equal(outcomes.map(verdict), ['FAIL', 'FAIL', 'FAIL']);
    assert.match(outcomes[1]?.reason ?? '', /^CloudWatch counted no records, neither from /);
    assert.match(outcomes[2]?.reason ?? '', /^There are no records from /);

    await putMinutes(cloud, Array(3).fill([400, 400, 400, 400]));
    await fails(workshop, /^The traffic is too even: .* leads with 25\.0 % of the records/);
    assert.is(verdict(await judgeOne(workshop, 2)), 'PASS');
  });
});

test('Traffic that still goes on in the running minute is not judged yet', async () => {
  await withWorkshop(async (workshop) => {
    await putMinutes(workshop.cloud, [
      [490, 40, 40, 40],
      [490, 40, 40, 40],
    ]);
    await put(workshop.cloud, [400, 40, 40, 40]);
    const outcome = await judgeOne(workshop, 1);
    assert.is(outcome.verdict, 'NOT YET');
    assert.match(
      outcome.reason,
      /^Too few records: .* Records arrived in the minute that is still running\.$/,
    );
    assert.ok((outcome.waitSeconds ?? 0) > 0 && (outcome.waitSeconds ?? 0) <= MINUTE_SECONDS);
  });
});

test('First records in the running minute make the first check wait for its end', async () => {
  await withWorkshop(async (workshop) => {
    await put(workshop.cloud, [4, 4, 4, 0]);
    const outcome = await judgeOne(workshop, 0);
    assert.is(outcome.verdict, 'NOT YET');
    assert.match(outcome.reason, /Records arrived in the minute that is still running\.$/);
  });
});

test('With the shard-level metrics off the reason is step 2, at once', async () => {
  await withWorkshop(
    async (workshop) => {
      await putMinutes(workshop.cloud, [[490, 40, 40, 40]]);
      const [received, dominates, agree] = await judgeChecks(workshop);
      assert.is(received?.verdict, 'PASS');
      assert.equal([dominates, agree].map(verdict), ['FAIL', 'FAIL']);
      assert.match(
        dominates?.reason ?? '',
        /^CloudWatch has no IncomingRecords of shardId-\d+ at 2026-06-01 12:01Z, and \d+ records of that minute were read back\. The shard-level metric IncomingRecords is off: run step 2 first\.$/,
      );
      assert.match(
        agree?.reason ?? '',
        / 490 were read back\. The shard-level metric IncomingRecords is off: run step 2/,
      );
    },
    { withoutMetrics: true },
  );
});

test('Datapoints that are still missing are waited for, and missed for good after the deadline', async () => {
  await withWorkshop(
    async (workshop) => {
      const { cloud } = workshop;
      await putMinutes(cloud, [[490, 40, 40, 40]]);
      await enableMetrics(cloud);
      for (const check of [1, 2]) {
        const outcome = await judgeOne(workshop, check);
        assert.is(outcome.verdict, 'NOT YET', outcome.title);
        const wait = outcome.waitSeconds ?? 0;
        assert.ok(wait > 500 && wait <= workshop.config.deadlines.metricsSeconds, `${wait} s`);
      }
      await cloud.sleep(workshop.config.deadlines.metricsSeconds);
      const [, dominates, agree] = await judgeChecks(workshop);
      assert.equal([dominates, agree].map(verdict), ['FAIL', 'FAIL']);
      assert.match(
        dominates?.reason ?? '',
        /They did not come within 600 s: metrics count from the moment they are on\.$/,
      );
    },
    { withoutMetrics: true },
  );
});

test('Traffic from before the metrics were on is left out, and a proper run after it passes', async () => {
  await withWorkshop(
    async (workshop) => {
      const { cloud } = workshop;
      await putMinutes(cloud, [
        [100, 100, 100, 100],
        [100, 100, 100, 100],
      ]);
      // in one minute: some traffic, the switch, and more traffic
      await put(cloud, [100, 100, 100, 100]);
      await enableMetrics(cloud);
      await put(cloud, [490, 40, 40, 40]);
      await putMinutes(cloud, Array(2).fill([490, 40, 40, 40]));
      const outcomes = await judgeChecks(workshop);
      assert.equal(outcomes.map(verdict), ['PASS', 'PASS', 'PASS']);
      const { observed, evidence } = outcomes[2] ?? {};
      assert.is(observed, 'CloudWatch 1,830 records, read back 2,230');
      assert.is(evidence?.countedFrom, '2026-06-01 12:03Z');
      assert.is(evidence?.leftOut, 800);
      assert.is(evidence?.shortInFirstMinute, 400);
    },
    { withoutMetrics: true },
  );
});

test('A near miss after such traffic is told as what it is', async () => {
  await withWorkshop(
    async (workshop) => {
      await putMinutes(workshop.cloud, [[490, 40, 40, 40]]);
      await enableMetrics(workshop.cloud);
      await putMinutes(workshop.cloud, [[490, 40, 40, 40]]);
      await fails(workshop, /^Too few records: shardId-000000000000, the busiest, received 490 /);
    },
    { withoutMetrics: true },
  );
});

test('The evidence of traffic that is only old says of which minute its newest is', async () => {
  await withWorkshop(async (workshop) => {
    await putMinutes(workshop.cloud, Array(3).fill([490, 40, 40, 40]));
    const young = await judgeOne(workshop, 1);
    assert.equal([young.verdict, isOldTraffic(young)], ['PASS', false]);
    await workshop.cloud.sleep(workshop.config.dominance.windowMinutes * MINUTE_SECONDS);
    const old = await judgeOne(workshop, 1);
    assert.equal([old.verdict, old.evidence.newestRecords], ['FAIL', '2026-06-01 12:03Z']);
    assert.ok(isOldTraffic(old));
  });
});

test('A datapoint that lacks records is waited for, and then fails with both numbers', async () => {
  await withWorkshop(async (workshop) => {
    await putMinutes(workshop.cloud, Array(3).fill([490, 40, 40, 40]));
    recount(workshop, ({ shardId, minute, sum }) =>
      shardId === HOT && minute === '12:02' ? 90 : sum,
    );
    const early = await judgeOne(workshop, 2);
    assert.is(early.verdict, 'NOT YET');
    // from the end of the minute that lacks them
    assert.ok((early.waitSeconds ?? 0) > 400 && (early.waitSeconds ?? 0) < 540);
    await workshop.cloud.sleep(workshop.config.deadlines.metricsSeconds);
    const late = await judgeOne(workshop, 2);
    assert.is(late.verdict, 'FAIL');
    assert.match(late.reason, /: CloudWatch counted 1,070 records, 1,470 were read back\.$/);
  });
});

test('A slow shard’s records at an edge of the window may be in the neighbouring minute', async () => {
  await withWorkshop(async (workshop) => {
    await putMinutes(workshop.cloud, Array(3).fill([490, 40, 40, 40]));
    recount(workshop, ({ shardId, minute, sum }) =>
      shardId === 'shardId-000000000001' && minute === '12:03' ? sum - 20 : sum,
    );
    assert.is(verdict(await judgeOne(workshop, 2)), 'PASS');
  });
});

test('An overcount, which no time will mend, goes before an undercount in an earlier shard', async () => {
  await withWorkshop(async (workshop) => {
    await putMinutes(workshop.cloud, Array(3).fill([490, 40, 40, 40]));
    recount(workshop, ({ shardId, minute, sum }) => {
      if (shardId === HOT && minute === '12:03') return 0;
      return shardId === 'shardId-000000000002' ? sum + 30 : sum;
    });
    const outcome = await judgeOne(workshop, 2);
    assert.is(outcome.verdict, 'FAIL');
    assert.match(
      outcome.reason,
      /^The two differ on shardId-000000000002 from .*: CloudWatch counted 210 records, 120 were read back\.$/,
    );
  });
});

test('Sums that are greater than what was read back fail at once with both numbers', async () => {
  await withWorkshop(async (workshop) => {
    await putMinutes(workshop.cloud, [[490, 40, 40, 40]]);
    recount(workshop, ({ sum }) => sum * 2);
    const outcome = await judgeOne(workshop, 2);
    assert.is(outcome.verdict, 'FAIL');
    assert.match(
      outcome.reason,
      /^The two differ on shardId-000000000000 from .*: CloudWatch counted 980 records, 490 were read back\.$/,
    );
  });
});

test('What was true of the hot shard stays true once it is split and the traffic is even', async () => {
  await withWorkshop(async (workshop) => {
    const { cloud } = workshop;
    await putMinutes(cloud, Array(4).fill([400, 40, 40, 40]));
    await cloud.kinesis.send(
      new SplitShardCommand({
        StreamName: STREAM,
        ShardToSplit: HOT,
        NewStartingHashKey: String(HASH_KEYS / 8n),
      }),
    );
    await cloud.sleep(MINUTE_SECONDS);
    await putMinutes(cloud, Array(20).fill([40, 40, 40, 40]));
    const outcomes = await judgeChecks(workshop);
    assert.equal(outcomes.map(verdict), ['PASS', 'PASS', 'PASS']);
    const observed = outcomes[1]?.observed ?? '';
    assert.match(observed, /^shardId-000000000000 received 76\.9 % of 2,080 /);
    assert.match(observed, '3.1 times its fair share', 'its children were not there yet');
  });
});

test('After a split the parent speaks for its children until they have records of their own', async () => {
  await withWorkshop(async (workshop) => {
    const { cloud } = workshop;
    await putMinutes(cloud, [
      [490, 40, 40, 40],
      [490, 40, 40, 40],
      [490, 40, 40, 40],
    ]);
    await cloud.kinesis.send(
      new SplitShardCommand({
        StreamName: STREAM,
        ShardToSplit: HOT,
        NewStartingHashKey: String(HASH_KEYS / 8n),
      }),
    );
    await cloud.sleep(MINUTE_SECONDS);
    const outcomes = await judgeChecks(workshop);
    assert.equal(outcomes.map(verdict), ['PASS', 'PASS', 'PASS']);
    assert.is(outcomes[0]?.observed, '5 of 5 open shards received records');
  });
});

test('Undoing says that records leave with their stream', async () => {
  const told: Progress[] = [];
  await withWorkshop((workshop) => step.undo(workshop, (progress) => told.push(progress)));
  assert.equal(told, [
    { kind: 'fact', text: 'Nothing to take away: records leave with their stream (step 1)' },
  ]);
});

test('The commands put a busy shop’s order where the step would put it', async () => {
  await withWorkshop(async (workshop) => {
    const [list, put, ...more] = step.commands(workshop);
    assert.match(list ?? '', `aws kinesis list-shards --stream-name ${STREAM} --region us-east-1`);
    const [, key = ''] =
      / --partition-key (shop-\d{4}) --data fileb:\/\/\/dev\/stdin /.exec(put ?? '') ?? [];
    assert.ok(key !== '' && md5HashKey(key) < HASH_KEYS / 4n, key);
    assert.match(
      more.at(-1) ?? '',
      ' --statistics Sum --period 60 --start-time 2026-06-01T11:45:00Z ',
    );
  });
});

test('The commands send each lane from a terminal of its own, to the AWS that the step talks to', async () => {
  await withWorkshop(async (workshop) => {
    const produceCommands = (cloud: Partial<Cloud>) =>
      step
        .commands({ ...workshop, cloud: { ...workshop.cloud, ...cloud } })
        .filter((command) => command.startsWith('npm'));
    const endpoint = 'http://127.0.0.1:4567';
    assert.equal(
      produceCommands({ endpoint, npmOptions: '--participant ann' }),
      [0, 1, 2, 3].map(
        (shard) =>
          `npm run produce -- --shard ${shard} --real-time --target ${endpoint} --participant ann`,
      ),
    );
    assert.is(
      produceCommands({ endpoint, npmOptions: `--target ${endpoint}` })[0],
      `npm run produce -- --shard 0 --real-time --target ${endpoint}`,
    );
  });
});

interface Setting {
  readonly traffic?: Config['traffic'];
  readonly withoutStream?: boolean;
  readonly withoutMetrics?: boolean;
}

async function withWorkshop(
  use: (workshop: Workshop) => Promise<void>,
  { traffic = defaults.traffic, withoutStream = false, withoutMetrics = false }: Setting = {},
): Promise<void> {
  await withLocalAws(async (aws) => {
    const cloud = await connect({
      target: 'endpoint',
      region: 'us-east-1',
      endpoint: aws.url,
      realTime: false,
      signal: new AbortController().signal,
    });
    try {
      if (!withoutStream) await createStream(cloud);
      if (!withoutStream && !withoutMetrics) await enableMetrics(cloud);
      await use({ cloud, config: { ...defaults, traffic } });
    } finally {
      cloud.close();
    }
  });
}

async function createStream(cloud: Cloud): Promise<void> {
  await cloud.kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 4 }));
  await cloud.sleep(10);
}

async function enableMetrics(cloud: Cloud): Promise<void> {
  await cloud.kinesis.send(
    new EnableEnhancedMonitoringCommand({ StreamName: STREAM, ShardLevelMetrics: ['ALL'] }),
  );
  await cloud.sleep(5);
}

/** Each minute's records by shard, sent in the middle of a minute of its own; ends after the last. */
async function putMinutes(cloud: Cloud, minutes: readonly (readonly number[])[]): Promise<void> {
  for (const perShard of minutes) {
    await cloud.sleep(MINUTE_SECONDS);
    await put(cloud, perShard);
  }
  await cloud.sleep(MINUTE_SECONDS);
}

async function put(cloud: Cloud, perShard: readonly number[]): Promise<void> {
  for (const [shard, count] of perShard.entries()) {
    if (count === 0) continue;
    const ExplicitHashKey = String(rangeAtCreation(shard, 4).start);
    const record = { Data: new TextEncoder().encode('{}'), PartitionKey: 'key', ExplicitHashKey };
    await cloud.kinesis.send(
      new PutRecordsCommand({ StreamName: STREAM, Records: Array(count).fill(record) }),
    );
  }
}

function scaled(durationSeconds: number, rates: readonly number[]): Config['traffic'] {
  const lanes = rates.map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
  return { ...defaults.traffic, durationSeconds, lanes };
}

interface Datapoint {
  readonly shardId: string;
  /** `12:03` */
  readonly minute: string;
  readonly sum: number;
}

/** A CloudWatch that counts in its own way. */
function recount({ cloud }: Workshop, count: (datapoint: Datapoint) => number): void {
  cloud.cloudwatch.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { MetricDataQueries = [] } = args.input as GetMetricDataInput;
      const { MetricDataResults = [] } = result.output as GetMetricDataOutput;
      for (const series of MetricDataResults) {
        const asked = MetricDataQueries.find(({ Id }) => Id === series.Id)?.MetricStat?.Metric;
        const shardId = asked?.Dimensions?.find(({ Name }) => Name === 'ShardId')?.Value ?? '';
        series.Values = series.Values?.map((sum, at) => {
          const minute = series.Timestamps?.[at]?.toISOString().slice(11, 16) ?? '';
          return count({ shardId, minute, sum });
        });
      }
      return result;
    },
    { step: 'initialize', name: 'recount' },
  );
}

async function judgeChecks(workshop: Workshop): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const index of checks.keys()) outcomes.push(await judgeOne(workshop, index));
  return outcomes;
}

async function judgeOne(workshop: Workshop, index: number): Promise<Outcome> {
  const check = checks[index];
  if (check === undefined) throw new RangeError(`there is no check ${index}`);
  return judge({ stem: '03-produce' }, check, workshop, true);
}

async function fails(workshop: Workshop, reason: RegExp): Promise<void> {
  const outcome = await judgeOne(workshop, 1);
  assert.is(outcome.verdict, 'FAIL', outcome.reason);
  assert.match(outcome.reason, reason);
}

function verdict(outcome: Outcome | undefined): string {
  return outcome?.verdict === 'CANNOT TELL' ? outcome.reason : (outcome?.verdict ?? 'none');
}

test.run();
