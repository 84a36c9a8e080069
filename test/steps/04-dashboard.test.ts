import { GetDashboardCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/04-dashboard.ts';
import type { Progress, Workshop } from '../../src/contract.ts';
import deploy from '../../steps/01-deploy.ts';
import enableMetrics from '../../steps/02-enable-metrics.ts';
import produce from '../../steps/03-produce.ts';
import step from '../../steps/04-dashboard.ts';
import config from '../../workshop.config.ts';
import { runStep, undoStep, verdicts, withWorkshop } from '../support/workshop.ts';

const DASHBOARD = 'kinesis-per-shard-metrics';
const CHARTS = 'It charts IncomingRecords of every open shard';
const HIGHEST = 'The dashboard’s own query shows the hot shard highest';
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
      ['shardId-000000000000', 4000],
      ['shardId-000000000001', 400],
      ['shardId-000000000002', 400],
      ['shardId-000000000003', 400],
    ]);
    assert.is(chart.series['shardId-000000000000']?.length, config.dominance.windowMinutes);
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

const NEAR_MISSES = [
  {
    world: 'a shard is missing',
    change: (body: string) => body.replace(',["...","shardId-000000000002"]', ''),
    reason: 'FAIL: Not charted: shardId-000000000002',
  },
  {
    world: 'it shows another stream',
    change: (body: string) => body.replaceAll(config.names.stream, 'another-stream'),
    reason: 'The chart shows stream another-stream, not hot-shard-data-stream',
  },
  {
    world: 'it shows another region',
    change: (body: string) => body.replaceAll('us-east-1', 'eu-west-1'),
    reason: 'The chart shows region eu-west-1, not us-east-1',
  },
  {
    world: 'it shows averages',
    change: (body: string) => body.replaceAll('"stat":"Sum"', '"stat":"Average"'),
    reason: 'The chart shows Average, which is no volume: take Sum',
  },
  {
    world: 'its points are five minutes apart',
    change: (body: string) => body.replaceAll('"period":60', '"period":300'),
    reason: 'The chart’s period is 300 s, not 60',
  },
];

for (const { world, change, reason } of NEAR_MISSES) {
  test(`A dashboard is rejected when ${world}`, async () => {
    await afterTraffic(async (workshop) => {
      await runStep(step, workshop);
      await rewrite(workshop, change);
      const found = await verdicts(checks, workshop);
      assert.match(found[CHARTS] ?? '', /^FAIL: Not charted: /);
      assert.match(found[CHARTS] ?? '', reason);
      assert.is(found['The dashboard is there'], 'PASS');
    });
  });
}

test('A dashboard on which another shard is highest names that shard', async () => {
  await afterTraffic(
    async (workshop) => {
      await runStep(step, workshop);
      const found = await verdicts(checks, workshop);
      assert.is(
        found[HIGHEST],
        'FAIL: shardId-000000000002 is highest on the dashboard, not shardId-000000000000',
      );
    },
    [2, 2, 20, 2],
  );
});

test('An empty chart fails, and says over which minutes it is empty', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    await runStep(step, workshop);
    assert.is(
      (await verdicts(checks, workshop))[HIGHEST],
      'FAIL: The chart is empty over the last 15 complete minutes',
    );
  });
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

/** Deploys, switches the metrics on and sends little traffic, with these records/s for each shard. */
async function afterTraffic(
  use: (workshop: Workshop) => Promise<void>,
  rates = [20, 2, 2, 2],
): Promise<void> {
  const lanes = rates.map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
  await withWorkshop(
    async (workshop) => {
      await runStep(deploy, workshop);
      await runStep(enableMetrics, workshop);
      await runStep(produce, workshop);
      await use(workshop);
    },
    { traffic: { ...config.traffic, durationSeconds: 200, lanes } },
  );
}

async function rewrite({ cloud }: Workshop, change: (body: string) => string): Promise<void> {
  const { DashboardBody = '' } = await cloud.cloudwatch.send(
    new GetDashboardCommand({ DashboardName: DASHBOARD }),
  );
  const body = JSON.stringify(JSON.parse(DashboardBody));
  const changed = change(body);
  assert.is.not(changed, body);
  await cloud.cloudwatch.send(
    new PutDashboardCommand({ DashboardName: DASHBOARD, DashboardBody: changed }),
  );
}

test.run();
