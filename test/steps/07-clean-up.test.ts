import {
  CreateStackCommand,
  DeleteStackCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DeleteStreamCommand,
  IncreaseStreamRetentionPeriodCommand,
  SplitShardCommand,
  UpdateStreamModeCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/07-clean-up.ts';
import { AwsError } from '../../local-aws/errors.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import type { Workshop } from '../../src/contract.ts';
import { deployAlarms } from '../../src/cooling/alarm.ts';
import { judge } from '../../src/judge.ts';
import nearMisses from '../../src/near-misses/worlds/07-clean-up.ts';
import { describeStack } from '../../src/stack/stack.ts';
import { listAllShards, openShards } from '../../src/stream/shards.ts';
import { describeStream } from '../../src/stream/stream.ts';
import deploy from '../../steps/01-deploy.ts';
import enableMetrics from '../../steps/02-enable-metrics.ts';
import dashboard from '../../steps/04-dashboard.ts';
import step from '../../steps/07-clean-up.ts';
import config from '../../workshop.config.ts';
import { everythingIn } from '../support/account.ts';
import { testNearMisses, withWorld } from '../support/near-misses.ts';
import { runStep, undoStep, verdicts, withWorkshop } from '../support/workshop.ts';

const { stack: STACK, stream: STREAM, alarmStack, fleetStack, dashboard: DASHBOARD } = config.names;
const TAGS = [{ Key: 'workshop', Value: 'kinesis-hot-shards' }];
const [NO_STACK, NO_STREAM, NO_DASHBOARD, NO_ALARM] = [
  'No stack of this workshop is left',
  'No stream of this workshop is left',
  'No dashboard of this workshop is left',
  'No alarm of this workshop is left',
] as const;
const ALL_PASS = {
  [NO_STACK]: 'PASS',
  [NO_STREAM]: 'PASS',
  [NO_DASHBOARD]: 'PASS',
  [NO_ALARM]: 'PASS',
};

test('Before the step each check names what is there, and after it nothing is', async () => {
  await withWorkshop(async (workshop) => {
    await walked(workshop);
    assert.equal(await verdicts(checks, workshop), {
      [NO_STACK]: `FAIL: Still there: ${alarmStack} CREATE_COMPLETE, ${STACK}-dashboard CREATE_COMPLETE, ${STACK} CREATE_COMPLETE`,
      [NO_STREAM]: `FAIL: Still there: ${STREAM} ACTIVE`,
      [NO_DASHBOARD]: `FAIL: Still there: ${DASHBOARD}`,
      [NO_ALARM]: `FAIL: Still there: ${STREAM}-hot-shard, ${STREAM}-write-throttles`,
    });
    await runStep(step, workshop);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    assert.equal(await everythingIn(workshop.cloud), []);
  });
});

test('The stacks go in the opposite order of their making, and a second time there is nothing to do', async () => {
  await withWorkshop(async (workshop) => {
    await walked(workshop);
    const told = await runStep(step, workshop);
    assert.equal(
      told.flatMap((text) => /^DELETE_COMPLETE (\S+) \(AWS::CloudFormation/.exec(text)?.[1] ?? []),
      [alarmStack, `${STACK}-dashboard`, STACK],
    );
    assert.equal(
      told.flatMap((text) => /^Undo step (\d)/.exec(text)?.[1] ?? []),
      ['6', '5', '4', '3', '2', '1'],
    );
    const again = await runStep(step, workshop);
    assert.equal(
      again.filter((text) => text.startsWith('Stack ')),
      [
        `Stack ${fleetStack} is not there`,
        `Stack ${alarmStack} is not there`,
        `Stack ${STACK}-dashboard is not there`,
        `Stack ${STACK} is not there`,
      ],
    );
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    assert.equal(await undoStep(step, workshop), ['Nothing to take away: this step makes nothing']);
  });
});

test('While one of two is being deleted, both are still there', async () => {
  await withWorkshop(async (workshop) => {
    const { cloudformation, kinesis } = workshop.cloud;
    await runStep(deploy, workshop);
    await runStep(dashboard, workshop);
    await kinesis.send(new CreateStreamCommand({ StreamName: 'other', ShardCount: 1 }));
    await workshop.cloud.sleep(60);
    await kinesis.send(
      new AddTagsToStreamCommand({ StreamName: 'other', Tags: { workshop: 'kinesis-hot-shards' } }),
    );
    await cloudformation.send(new DeleteStackCommand({ StackName: `${STACK}-dashboard` }));
    await kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    const seen: string[] = [];
    for (const check of checks.slice(0, 2)) {
      const { verdict, reason, observed } = await judge({ stem: '07-clean-up' }, check, workshop);
      assert.is(`${verdict}: ${reason}`, `FAIL: Still there: ${observed}`);
      seen.push(observed);
    }
    assert.equal(seen, [
      `${STACK}-dashboard DELETE_IN_PROGRESS, ${STACK} CREATE_COMPLETE`,
      `${STREAM} DELETING, other ACTIVE`,
    ]);
  });
});

testNearMisses(test, nearMisses);

for (const { title, build } of nearMisses) {
  test(`The step takes ${title} away`, async () => {
    await withWorld(async (world) => {
      await build(world);
      await runStep(step, world);
      assert.equal(await verdicts(checks, world), ALL_PASS);
      assert.equal(await everythingIn(world.cloud), []);
    });
  });
}

const HALF_FINISHED: readonly {
  readonly state: string;
  readonly reach: (workshop: Workshop, aws: LocalAws) => Promise<unknown>;
}[] = [
  { state: 'a stack in CREATE_IN_PROGRESS', reach: (workshop) => beginStack(workshop) },
  {
    state: 'a stack in ROLLBACK_COMPLETE',
    reach: async (workshop) => {
      await makeStream(workshop);
      await runStep(deploy, workshop).catch(() => undefined);
      assert.is((await describeStack(workshop, STACK))?.StackStatus, 'ROLLBACK_COMPLETE');
    },
  },
  {
    state: 'a stack in DELETE_IN_PROGRESS',
    reach: async (workshop) => {
      await runStep(deploy, workshop);
      const { cloudformation } = workshop.cloud;
      await cloudformation.send(new DeleteStackCommand({ StackName: STACK }));
    },
  },
  {
    state: 'a stack in DELETE_FAILED',
    reach: async (workshop, { partition }) => {
      await runStep(deploy, workshop);
      const invoke = partition.invoke.bind(partition);
      partition.invoke = (service, operation, input, caller) => {
        if (operation === 'DeleteStream') throw new AwsError('AccessDeniedException', 'no right');
        return invoke(service, operation, input, caller);
      };
      await workshop.cloud.cloudformation.send(new DeleteStackCommand({ StackName: STACK }));
      await workshop.cloud.sleep(60);
      partition.invoke = invoke;
      assert.is((await describeStack(workshop, STACK))?.StackStatus, 'DELETE_FAILED');
    },
  },
  {
    state: 'a stream CREATING',
    reach: (workshop) =>
      workshop.cloud.kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 1 })),
  },
  {
    state: 'a stream UPDATING',
    reach: async (workshop) => {
      await makeStream(workshop);
      await workshop.cloud.kinesis.send(
        new IncreaseStreamRetentionPeriodCommand({ StreamName: STREAM, RetentionPeriodHours: 48 }),
      );
    },
  },
  {
    state: 'a stream DELETING',
    reach: async (workshop) => {
      await makeStream(workshop);
      await workshop.cloud.kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    },
  },
  {
    state: 'a stream that was split by hand',
    reach: async (workshop) => {
      await walked(workshop);
      await workshop.cloud.kinesis.send(
        new SplitShardCommand({
          StreamName: STREAM,
          ShardToSplit: 'shardId-000000000000',
          NewStartingHashKey: '42535295865117307932921825928971026432',
        }),
      );
    },
  },
  {
    state: 'a stream that was switched to on-demand',
    reach: async (workshop) => {
      await walked(workshop);
      await workshop.cloud.kinesis.send(
        new UpdateStreamModeCommand({
          StreamARN: (await describeStream(workshop))?.StreamARN,
          StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        }),
      );
    },
  },
  {
    state: 'a dashboard and an alarm that were deleted by hand',
    reach: async (workshop) => {
      await walked(workshop);
      const { cloudwatch } = workshop.cloud;
      await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [DASHBOARD] }));
      await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [`${STREAM}-hot-shard`] }));
    },
  },
  {
    state: 'a stream that was deleted by hand',
    reach: async (workshop) => {
      await walked(workshop);
      await workshop.cloud.kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    },
  },
];

for (const { state, reach } of HALF_FINISHED) {
  test(`From ${state} nothing is left`, async () => {
    await withWorkshop(async (workshop, aws) => {
      await reach(workshop, aws);
      await runStep(step, workshop);
      assert.equal(await verdicts(checks, workshop), ALL_PASS);
      assert.equal(await everythingIn(workshop.cloud), []);
    });
  });
}

test('While the last stack and its stream are being deleted the checks are NOT YET', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    await workshop.cloud.cloudformation.send(new DeleteStackCommand({ StackName: STACK }));
    await workshop.cloud.sleep(2);
    assert.equal(await verdicts(checks, workshop), {
      ...ALL_PASS,
      [NO_STACK]: `NOT YET: Being deleted: ${STACK} DELETE_IN_PROGRESS`,
      [NO_STREAM]: `NOT YET: Being deleted: ${STREAM} DELETING`,
    });
  });
});

test('A stack of the workshop’s name without its tag is refused, and named by the check', async () => {
  await withWorkshop(async (workshop) => {
    await workshop.cloud.cloudformation.send(
      new CreateStackCommand({ StackName: STACK, TemplateBody: templateOf(STREAM) }),
    );
    await workshop.cloud.sleep(60);
    const told = await runStep(step, workshop);
    assert.ok(
      told.includes(
        `Stack ${STACK} in us-east-1 is not this workshop's: it lacks the tag workshop=kinesis-hot-shards`,
      ),
    );
    assert.ok(told.includes(`Stream ${STREAM} belongs to stack ${STACK}: it is left alone`));
    assert.equal(await everythingIn(workshop.cloud), [
      `stack ${STACK} CREATE_COMPLETE`,
      `stream ${STREAM}`,
    ]);
    assert.equal(await verdicts(checks, workshop), {
      ...ALL_PASS,
      [NO_STACK]: `FAIL: Still there: ${STACK} CREATE_COMPLETE`,
      [NO_STREAM]: `FAIL: Still there: ${STREAM} ACTIVE`,
    });
  });
});

test('What others have in the account stays: their streams, alarms, and dashboards of other regions', async () => {
  await withWorkshop(async (workshop) => {
    const { kinesis } = workshop.cloud;
    await kinesis.send(new CreateStreamCommand({ StreamName: `${STREAM}-ann`, ShardCount: 1 }));
    await workshop.cloud.sleep(30);
    await kinesis.send(
      new AddTagsToStreamCommand({
        StreamName: `${STREAM}-ann`,
        Tags: { workshop: 'kinesis-hot-shards-ann' },
      }),
    );
    const [anns, tag] = [`${STREAM}-ann`, 'kinesis-hot-shards-ann'];
    await putAlarm(workshop, `${anns}-hot-shard`, anns);
    await putAlarm(workshop, `${STREAM}-for-ann`, STREAM, tag);
    await putAlarm(workshop, 'theirs', STREAM);
    await putDashboard(workshop, [['AWS/Kinesis', 'IncomingRecords', 'StreamName', STREAM]]);
    const before = await everythingIn(workshop.cloud);
    assert.is(before.length, 5);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    await walked(workshop, [deploy, enableMetrics]);
    await runStep(step, workshop);
    assert.equal(await everythingIn(workshop.cloud), before);
  });
});

test('A part that fails is told, keeps no other part from its turn, and is done the next time', async () => {
  await withWorkshop(async (workshop) => {
    await walked(workshop);
    const { cloudformation } = workshop.cloud;
    const StackName = config.names.dashboardStack;
    const protect = (EnableTerminationProtection: boolean) =>
      cloudformation.send(
        new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection }),
      );
    await protect(true);
    const told = await runStep(step, workshop);
    assert.ok(
      told.some((text) => /cannot be deleted while TerminationProtection is enabled/.test(text)),
    );
    assert.equal(await everythingIn(workshop.cloud), [
      `stack ${StackName} CREATE_COMPLETE`,
      `dashboard ${DASHBOARD}`,
    ]);
    await protect(false);
    await runStep(step, workshop);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

/** After the steps that make something, without the traffic, which leaves with its stream. */
async function walked(
  workshop: Workshop,
  steps = [deploy, enableMetrics, dashboard],
): Promise<void> {
  for (const each of steps) await runStep(each, workshop);
  // what step 6 deploys, without the heat that it takes
  const shards = openShards(await listAllShards(workshop.cloud, STREAM));
  await deployAlarms(workshop, shards, () => undefined);
}

function templateOf(streamName: string): string {
  const Properties = { Name: streamName, ShardCount: 1 };
  return JSON.stringify({ Resources: { Stream: { Type: 'AWS::Kinesis::Stream', Properties } } });
}

/** Starts what step 1 does, and does not wait for it. */
async function beginStack({ cloud }: Workshop): Promise<void> {
  await cloud.cloudformation.send(
    new CreateStackCommand({ StackName: STACK, TemplateBody: templateOf(STREAM), Tags: TAGS }),
  );
  await cloud.sleep(2);
}

/** A stream of the workshop's name that no stack has made. */
async function makeStream({ cloud }: Workshop): Promise<void> {
  await cloud.kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 1 }));
  await cloud.sleep(30);
}

async function putAlarm(
  { cloud }: Workshop,
  AlarmName: string,
  watched: string,
  tag?: string,
): Promise<void> {
  await cloud.cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'AWS/Kinesis',
      MetricName: 'WriteProvisionedThroughputExceeded',
      Dimensions: [{ Name: 'StreamName', Value: watched }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      ...(tag === undefined ? {} : { Tags: [{ Key: 'workshop', Value: tag }] }),
    }),
  );
}

/** A dashboard of the workshop's name that charts these rows of another region. */
async function putDashboard({ cloud }: Workshop, metrics: readonly string[][]): Promise<void> {
  const properties = { region: 'eu-west-1', title: 'a chart', metrics };
  const widgets = [{ type: 'metric', properties }];
  await cloud.cloudwatch.send(
    new PutDashboardCommand({
      DashboardName: DASHBOARD,
      DashboardBody: JSON.stringify({ widgets }),
    }),
  );
}

test.run();
