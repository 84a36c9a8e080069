import {
  type GetMetricDataOutput,
  type MetricDataResult,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/04-dashboard.ts';
import type { Outcome, Progress, Workshop } from '../../src/contract.ts';
import { isElsewhen } from '../../src/dashboard/dashboard-body.ts';
import { judge } from '../../src/judge.ts';
import { minuteOf } from '../../src/minutes.ts';
import type { World } from '../../src/near-misses/world.ts';
import nearMisses from '../../src/near-misses/worlds/04-dashboard.ts';
import { describeStream } from '../../src/stream/stream.ts';
import deploy from '../../steps/01-deploy.ts';
import enableMetrics from '../../steps/02-enable-metrics.ts';
import step from '../../steps/04-dashboard.ts';
import config from '../../workshop.config.ts';
import { testNearMisses, withWorld } from '../support/near-misses.ts';
import { runStep, undoStep, verdicts, withWorkshop } from '../support/workshop.ts';

const DASHBOARD = 'kinesis-per-shard-metrics';
const CHARTS = 'It charts IncomingRecords of every open shard';
const HIGHEST = 'The dashboard’s own query shows the hot shard highest';
const STREAM = config.names.stream;
const [A = '', B = '', C = '', D = ''] = [0, 1, 2, 3].map((n) => `shardId-00000000000${n}`);
const ALL_PASS = {
  'The stack of the dashboard is complete': 'PASS',
  'The dashboard is there': 'PASS',
  [CHARTS]: 'PASS',
  [HIGHEST]: 'PASS',
};

test('Before the step each check says that the dashboard is not there', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    const missing = `FAIL: Dashboard ${DASHBOARD} does not exist`;
    assert.equal(await verdicts(checks, workshop), {
      'The stack of the dashboard is complete':
        'FAIL: Stack hot-shard-workshop-dashboard does not exist in us-east-1',
      'The dashboard is there': missing,
      [CHARTS]: missing,
      [HIGHEST]: missing,
    });
  });
});

test('After the step every check passes and the series of each shard was told', async () => {
  await afterTraffic(async (workshop) => {
    const charts: Progress[] = [];
    await step.run(workshop, (progress) => {
      if (progress.kind === 'chart') charts.push(progress);
    });
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    const [chart] = charts;
    assert.ok(chart?.kind === 'chart');
    const sums = Object.entries(chart.series).map(([shardId, values]) => [
      shardId,
      values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    ]);
    assert.equal(sums, [
      ['shardId-000000000000', 1_200],
      ['shardId-000000000001', 120],
      ['shardId-000000000002', 120],
      ['shardId-000000000003', 120],
    ]);
    // from the minute of the stream's creation, as the checks judge
    const created = (await describeStream(workshop))?.StreamCreationTimestamp?.getTime();
    assert.is(chart.startMs, minuteOf(created ?? 0));
    assert.is(chart.series['shardId-000000000000']?.length, 4);

    const { start, end, metrics } = JSON.parse(chart.widget ?? '{}');
    assert.is(Date.parse(start), chart.startMs);
    assert.is(Date.parse(end), chart.startMs + 4 * chart.stepMs);
    assert.equal(
      metrics.map((row: unknown[]) => row.slice(0, 6)),
      Object.keys(chart.series).map((shardId) => [
        ...['AWS/Kinesis', 'IncomingRecords', 'StreamName', 'hot-shard-data-stream'],
        ...['ShardId', shardId],
      ]),
    );
  });
});

test('Run twice, the step finds the dashboard up to date', async () => {
  await afterTraffic(async (workshop) => {
    await runStep(step, workshop);
    assert.equal(await runStep(step, workshop), [
      'Stack hot-shard-workshop-dashboard is up to date',
    ]);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

test('After a split the listed shards are the old ones; the step lists the new ones', async () => {
  await afterTraffic(async (workshop) => {
    await runStep(step, workshop);
    await workshop.cloud.kinesis.send(
      new SplitShardCommand({
        StreamName: config.names.stream,
        ShardToSplit: 'shardId-000000000003',
        NewStartingHashKey: '300000000000000000000000000000000000000',
      }),
    );
    await workshop.cloud.sleep(30);
    assert.is(
      (await verdicts(checks, workshop))[CHARTS],
      'FAIL: Not charted: shardId-000000000004, shardId-000000000005',
    );
    await runStep(step, workshop);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

testNearMisses(test, nearMisses);

test('A dashboard on which another shard is highest names that shard', async () => {
  await afterTraffic(
    async (workshop) => {
      await runStep(step, workshop);
      const found = await verdicts(checks, workshop);
      assert.is(
        found[HIGHEST],
        'FAIL: shardId-000000000002 is highest on the dashboard, not shardId-000000000000.',
      );
    },
    [40, 40, 400, 40],
  );
});

test('A dashboard of even traffic shows no hot shard, though one is first in the list', async () => {
  await afterTraffic(
    async (workshop) => {
      await runStep(step, workshop);
      const found = await verdicts(checks, workshop);
      assert.is(
        found[HIGHEST],
        "FAIL: No shard stands out on the dashboard: shardId-000000000000 shows 1.0 times as many as shardId-000000000001; at least 2.0 times the second's are needed.",
      );
    },
    [100, 100, 100, 100],
  );
});

test('Of what is drawn only IncomingRecords of the stream’s own shards is judged', async () => {
  await afterTraffic(
    async (workshop) => {
      await draw(workshop, [
        ['AWS/Kinesis', 'IncomingBytes', 'StreamName', STREAM, 'ShardId', A],
        ['Mine', 'IncomingRecords', 'StreamName', STREAM, 'ShardId', A],
        ['AWS/Kinesis', 'IncomingRecords', 'StreamName', STREAM],
      ]);
      const none = await outcomes(workshop);
      assert.is(none.charts.reason, `Not charted: ${[A, B, C, D].join(', ')}`);
      const reason = 'The dashboard charts IncomingRecords of no shard of the stream';
      assert.equal([none.highest.observed, none.highest.reason], ['no records', reason]);

      // just at the lead that is needed, with rows of another shard and of another stream
      const { StreamARN = '' } = (await describeStream(workshop)) ?? {};
      const own = { accountId: StreamARN.split(':')[4] };
      await draw(workshop, [
        ...[A, B, C, D, 'shardId-000000000009'].map((shard) => [...row(shard), own]),
        row(A, 'another-stream'),
      ]);
      const { charts, highest } = await outcomes(workshop);
      assert.equal([charts.verdict, highest.verdict], ['PASS', 'PASS']);
      assert.equal(highest.evidence.records, { [A]: 1_200, [B]: 600, [C]: 600, [D]: 600 });
    },
    [400, 200, 200, 200],
  );
});

test('Where no row shows what it should, those are told that are seen, of one region, and none is waited for', async () => {
  await afterTraffic(async (workshop) => {
    const rows = [
      row(A),
      [...row(B), { visible: false }],
      [...row(C), { accountId: '210987654321' }],
      [...row(D), { region: 'eu-west-1' }],
    ];
    await draw(workshop, rows, 'Average');
    const { evidence } = (await outcomes(workshop)).highest;
    assert.equal(Object.keys(evidence.records ?? {}), [A]);
    keepDatapoints(workshop, () => false);
    const { verdict, reason } = (await outcomes(workshop)).highest;
    assert.is(verdict, 'FAIL');
    assert.match(reason, /^The chart is empty from /);
  });
});

test('An empty chart fails, and says over which minutes it is empty', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    await runStep(step, workshop);
    assert.is(
      (await verdicts(checks, workshop))[HIGHEST],
      'FAIL: The stream is younger than a minute: there is no complete minute to look at yet. The shard-level metric IncomingRecords is off: run step 2 first.',
    );
    await runStep(enableMetrics, workshop);
    await workshop.cloud.sleep(60);
    assert.match(
      (await verdicts(checks, workshop))[HIGHEST] ?? '',
      /^FAIL: The chart is empty from 12:00Z to 12:0\dZ\.$/,
    );
  });
});

test('A stream too young for a chart is told so, and charted none', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    const told = await runStep(step, workshop);
    assert.is(
      told.at(-1),
      'The stream is younger than a minute: there is no complete minute to look at yet.',
    );
  });
});

for (const { world, keep } of [
  { world: 'empty', keep: () => false },
  { world: 'incomplete', keep: (minute: string) => minute < '12:02' },
]) {
  test(`A chart that is ${world} while datapoints are still to come is NOT YET, until the deadline`, async () => {
    await afterTraffic(
      async (workshop) => {
        await runStep(step, workshop);
        keepDatapoints(workshop, keep);
        const missing = / CloudWatch has no IncomingRecords of shardId-\d+ at .* were read back\./;
        const early = (await verdicts(checks, workshop))[HIGHEST] ?? '';
        assert.match(early, /^NOT YET:/);
        assert.match(early, missing);
        await workshop.cloud.sleep(config.deadlines.metricsSeconds);
        const late = (await verdicts(checks, workshop))[HIGHEST] ?? '';
        assert.match(late, /^FAIL:/);
        assert.match(late, missing);
      },
      [100, 100, 100, 100],
    );
  });
}

test('A chart that CloudWatch can not answer for is CANNOT TELL', async () => {
  await afterTraffic(async (workshop) => {
    await runStep(step, workshop);
    changeResults(workshop, (series) => {
      series.StatusCode = 'InternalError';
    });
    assert.is(
      (await verdicts(checks, workshop))[HIGHEST],
      'CANNOT TELL: CloudWatch answered InternalError for IncomingRecords of shardId-000000000000',
    );
  });
});

test('A time range is elsewhen only if it stands still, and now is not in it', () => {
  const nowMs = Date.parse('2026-06-01T12:00:00Z');
  const told = (start?: string, end?: string) =>
    isElsewhen({ of: 'chart', start, end }, nowMs) ? 'elsewhen' : 'now';
  assert.is(told(), 'now');
  assert.is(told('-PT3H'), 'now');
  assert.is(told('-PT3H', '-PT1M'), 'now');
  assert.is(told('2026-06-01T00:00:00Z'), 'now');
  assert.is(told('2026-06-01T00:00:00Z', '2026-06-01T12:00:00Z'), 'now');
  assert.is(told('2026-06-01T00:00:00Z', '2026-06-01T11:59:59Z'), 'elsewhen');
  assert.is(told('2026-06-01T12:00:01Z', '2026-06-02T00:00:00Z'), 'elsewhen');
  assert.is(told('2026-06-01T00:00:00Z', '2026 or so'), 'now');
});

test('Undo takes the stack and the dashboard away', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    await runStep(step, workshop);
    await undoStep(step, workshop);
    assert.is(
      (await verdicts(checks, workshop))['The dashboard is there'],
      `FAIL: Dashboard ${DASHBOARD} does not exist`,
    );
    assert.equal(await undoStep(step, workshop), [
      'Stack hot-shard-workshop-dashboard is not there',
    ]);
  });
});

/** After step 3, with so many records a minute for each shard. */
function afterTraffic(
  use: (world: World) => Promise<void>,
  perMinute = [400, 40, 40, 40],
): Promise<void> {
  return withWorld(async (world) => {
    await world.run(1, 2);
    await world.send({ perMinute, minutes: 3 });
    await use(world);
  });
}

/** Puts a dashboard of one chart in place of the step's. */
async function draw({ cloud }: Workshop, metrics: unknown[][], stat = 'Sum'): Promise<void> {
  const properties = { metrics, stat, period: 60, region: 'us-east-1', title: 'Mine' };
  const widget = { type: 'metric', x: 0, y: 0, width: 14, height: 10, properties };
  const DashboardBody = JSON.stringify({ widgets: [widget] });
  await cloud.cloudwatch.send(new PutDashboardCommand({ DashboardName: DASHBOARD, DashboardBody }));
}

function row(shardId: string, stream = STREAM): string[] {
  return ['AWS/Kinesis', 'IncomingRecords', 'StreamName', stream, 'ShardId', shardId];
}

/** Of the checks that look at the chart. */
async function outcomes(workshop: Workshop): Promise<Record<'charts' | 'highest', Outcome>> {
  const [, , charts, highest] = checks;
  assert.ok(charts && highest);
  const entry = { stem: '04-dashboard' };
  return {
    charts: await judge(entry, charts, workshop),
    highest: await judge(entry, highest, workshop),
  };
}

/** A CloudWatch that lags: it knows only the datapoints of some minutes, `12:03`. */
function keepDatapoints(workshop: Workshop, keep: (minute: string) => boolean): void {
  changeResults(workshop, (series) => {
    const stamps = series.Timestamps ?? [];
    const kept = stamps.flatMap((stamp, at) =>
      keep(stamp.toISOString().slice(11, 16)) ? [at] : [],
    );
    series.Values = kept.map((at) => series.Values?.[at] ?? 0);
    series.Timestamps = kept.flatMap((at) => stamps[at] ?? []);
  });
}

function changeResults({ cloud }: Workshop, change: (series: MetricDataResult) => void): void {
  cloud.cloudwatch.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { MetricDataResults = [] } = result.output as GetMetricDataOutput;
      for (const series of MetricDataResults) change(series);
      return result;
    },
    { step: 'initialize', name: 'changeResults' },
  );
}

test.run();
