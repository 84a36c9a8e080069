import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry, Config, Workshop, WorkshopEvent } from '../../src/contract.ts';
import { endToEnd } from '../../src/runner/end-to-end.ts';
import { isCleanUp } from '../../src/selection.ts';
import { isComplete } from '../../src/stack/stack-status.ts';
import { enabledShardMetrics } from '../../src/stream/shard-level-metrics.ts';
import { capacityMode, describeStream } from '../../src/stream/stream.ts';
import written from '../../workshop.config.ts';
import { everythingIn } from '../support/account.ts';
import { walkUntilKilled } from '../support/killed-walk.ts';
import { type Walked, walkUnattended } from '../support/unattended.ts';
import { withWorkshop } from '../support/workshop.ts';
import { fakeReporter } from './fakes.ts';

const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
const config: Config = { ...written, traffic: { ...written.traffic, durationSeconds: 200, lanes } };
const entries = await loadCatalogue(ROOT, await readStems(ROOT));
const building = entries.filter(({ stem }) => !isCleanUp(stem));
const cleanUp = entries.filter(({ stem }) => isCleanUp(stem));

const isAtStartOf =
  (wanted: number) =>
  (event: WorkshopEvent): boolean =>
    event.event === 'step' && event.number === wanted && event.action === 'run';

const isMidTraffic = (event: WorkshopEvent): boolean =>
  event.event === 'progress' &&
  event.progress.kind === 'traffic' &&
  event.progress.cloudSeconds > config.traffic.durationSeconds / 2;

test('A runner that is killed at the start of every step is gone on from, to the same end', async () => {
  await comparedWithUndisturbed(async (url, steps) => {
    for (const { number } of steps) {
      const walked = await walkUntilKilled(url, config, steps, { at: isAtStartOf(number) });
      assert.is(walked, undefined, `step ${number} was not begun`);
    }
  });
});

test('A runner that is killed once after each call that changes AWS is gone on from, to the same end', async () => {
  const killedAfter = new Set<string>();
  const after = (call: string) => killedAfter.size < killedAfter.add(call).size;
  await comparedWithUndisturbed(async (url, steps) => {
    while ((await walkUntilKilled(url, config, steps, { after })) === undefined);
  });
  const { stack, dashboardStack, alarmStack } = config.names;
  for (const call of [
    ...[stack, dashboardStack, alarmStack].flatMap((name) => [
      `CreateStack ${name}`,
      `DeleteStack ${name}`,
    ]),
    'EnableEnhancedMonitoring',
    'PutRecords',
    'SplitShard',
    'DisableEnhancedMonitoring',
  ]) {
    assert.ok(killedAfter.has(call), `never killed after ${call}, but after ${[...killedAfter]}`);
  }
});

test('A runner that is killed in the middle of the traffic is gone on from, to the same end', async () => {
  await comparedWithUndisturbed(async (url, steps) => {
    const walked = await walkUntilKilled(url, config, steps, { at: isMidTraffic });
    assert.is(walked === undefined, steps === building, 'killed in the traffic, or there was none');
  });
});

test('A walk after one that was killed in the clean-up begins anew, and leaves nothing either', async () => {
  await withWorkshop(async (workshop, { url }) => {
    assertAllPass(await walkUnattended(workshop, building.slice(0, 2)));
    const after = (call: string) => call.startsWith('DeleteStack');
    assert.is(await walkUntilKilled(url, config, cleanUp, { after }), undefined);
    assertAllPass(await walkUnattended(workshop, entries));
    assert.equal(await whatStands(workshop), NOTHING);
  }, config);
});

test('A walk after one that was killed in the traffic and cleaned up counts none of its records', async () => {
  await withWorkshop(async (workshop, { url }) => {
    const sending = building.slice(0, 3);
    assert.is(await walkUntilKilled(url, config, sending, { at: isMidTraffic }), undefined);
    assertAllPass(await walkUnattended(workshop, cleanUp));
    assertAllPass(await walkUnattended(workshop, sending));
    assertAllPass(await walkUnattended(workshop, cleanUp));
    assert.equal(await everythingIn(workshop.cloud), []);
  }, config);
});

test('A walk from nothing to nothing first takes away what one left that was killed between two splits', async () => {
  await withWorkshop(async (workshop, { url }) => {
    const after = (call: string) => call === 'SplitShard';
    assert.is(await walkUntilKilled(url, config, building, { after }), undefined);
    assert.is((await everythingIn(workshop.cloud)).length, 7);
    const { reporter, outcomes, lines } = fakeReporter();
    await endToEnd({
      workshop,
      entries,
      reporter,
      rounds: 1,
      waitSeconds: 3_600,
      debug: false,
      toCleanUp: () => workshop,
    });
    assertAllPass({ ended: 'done', outcomes: outcomes() });
    assert.match(lines[0] ?? '', /^An earlier run left something, which is taken away first\. /);
    assert.equal(await everythingIn(workshop.cloud), []);
  }, config);
});

/** What a walk without a bad turn has made before its clean-up. */
const undisturbed = once(() =>
  withWorkshop(async (workshop) => {
    assertAllPass(await walkUnattended(workshop, building));
    return whatStands(workshop);
  }, config),
);

/** Disturbs a walk, then the clean-up; each time goes on with another runner, and compares. */
async function comparedWithUndisturbed(
  disturb: (url: string, steps: readonly CatalogueEntry[]) => Promise<void>,
): Promise<void> {
  const standing = await undisturbed();
  await withWorkshop(async (workshop, { url }) => {
    for (const [steps, end] of [
      [building, standing],
      [cleanUp, NOTHING],
    ] as const) {
      await disturb(url, steps);
      assertAllPass(await walkUnattended(workshop, steps));
      assert.equal(await whatStands(workshop), end);
    }
  }, config);
}

function assertAllPass({ ended, outcomes }: Walked): void {
  const bad = outcomes.filter(({ verdict }) => verdict !== 'PASS');
  assert.equal(
    bad.map(({ step, title, verdict, reason }) => `${step} ${title}: ${verdict}, ${reason}`),
    [],
  );
  assert.is(ended, 'done');
}

const NOTHING = { stacks: [], streams: [], stream: undefined, dashboards: [], alarms: [] };

/** What a walk has made, but for the shards: where they are split depends on the records. */
async function whatStands(workshop: Workshop) {
  const { cloudformation, cloudwatch, kinesis } = workshop.cloud;
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({}));
  const { StreamNames = [] } = await kinesis.send(new ListStreamsCommand({}));
  const { DashboardEntries = [] } = await cloudwatch.send(new ListDashboardsCommand({}));
  const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
  const stream = await describeStream(workshop);
  return {
    stacks: Stacks.map(({ StackName, StackStatus, Tags }) => ({
      StackName,
      isComplete: isComplete(String(StackStatus)),
      Tags,
    })),
    streams: StreamNames,
    stream: stream && {
      status: stream.StreamStatus,
      mode: capacityMode(stream),
      retentionHours: stream.RetentionPeriodHours,
      metrics: enabledShardMetrics(stream),
    },
    dashboards: DashboardEntries.map(({ DashboardName }) => DashboardName),
    alarms: MetricAlarms.map(({ AlarmName, StateValue }) => `${AlarmName} ${StateValue}`),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

test.run();
