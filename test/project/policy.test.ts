import { readFileSync } from 'node:fs';
import { PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { validConfig } from '../../src/config/config.ts';
import type { Config } from '../../src/contract.ts';
import { widgetPicture } from '../../src/picture/widget-picture.ts';
import { expectRoom } from '../../src/quotas/expect-room.ts';
import { needsOfWalk } from '../../src/quotas/fit.ts';
import { roomForClass } from '../../src/quotas/room-for-class.ts';
import { lookAtMember } from '../../src/roster/look-at-member.ts';
import { Meter } from '../../src/runner/meter.ts';
import { isCleanUp } from '../../src/selection.ts';
import config from '../../workshop.config.ts';
import { actionsOf, allows, policyOf } from '../support/policy.ts';
import { RecordedCalls, recordCalls, recordOwnCalls } from '../support/recorded-calls.ts';
import { verdicts, withWorkshop } from '../support/workshop.ts';

const NAMES = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': '123456789012',
  Stack: 'hot-shard-workshop',
  Stream: 'hot-shard-data-stream',
  Dashboard: 'kinesis-per-shard-metrics',
};

const participants = (participant: string, { stacksEnd = true, producersInAws = false } = {}) =>
  policyOf(
    'participant-policy.yaml',
    { ...NAMES, Participant: participant },
    { IsOne: participant !== '', StacksEnd: stacksEnd, ProducersInAws: producersInAws },
  );

interface Walk {
  /** Every call of it, those of its checks and those that CloudFormation makes. */
  readonly calls: RecordedCalls;
  /** What is called by those who type the commands that are shown. */
  readonly shown: ReadonlySet<string>;
  /** Every call of an instructor who looks before the clean-up. */
  readonly looked: RecordedCalls;
}

async function walkOfAnn(): Promise<Walk> {
  const lanes = config.traffic.lanes.map((lane) => ({
    ...lane,
    recordsPerSecond: lane.recordsPerSecond / 10,
  }));
  const anns = validConfig(config, { participant: 'ann' });
  const shown = new Set<string>();
  const looked = new RecordedCalls();
  const calls = await withWorkshop(
    async (workshop, aws) => {
      const recorded = recordOwnCalls(aws, recordCalls(workshop.cloud));
      await workshop.cloud.sts.send(new GetCallerIdentityCommand({}));
      const meter = new Meter(workshop);
      const catalogue = await loadCatalogue(ROOT, await readStems(ROOT));
      await expectRoom(workshop, catalogue, (line) => assert.unreachable(line));
      const widgets: string[] = [];
      for (const entry of catalogue) {
        const { step, checks } = meter.metered(entry);
        if (isCleanUp(entry.stem)) await lookAsInstructor(aws.url, workshop.config, looked);
        await verdicts(checks, workshop);
        await step.run(workshop, (progress) => {
          if (progress.kind === 'chart') widgets.push(progress.widget ?? '');
        });
        await verdicts(checks, workshop);
        const commands = [
          ...step.commands(workshop),
          ...checks.map((check) => check.command(workshop)),
        ];
        for (const command of commands) {
          for (const action of actionsOfCli(command)) shown.add(action);
        }
      }
      for (const widget of widgets) await widgetPicture(workshop.cloud, widget);
      return recorded;
    },
    { ...anns, traffic: { ...config.traffic, durationSeconds: 200, lanes } },
  );
  return { calls, shown, looked };
}

/** Looks at ann, and at bo, who has made a dashboard by hand. */
async function lookAsInstructor(
  endpoint: string,
  anns: Config,
  looked: RecordedCalls,
): Promise<void> {
  const { signal } = new AbortController();
  const cloud = await connect({
    target: 'local',
    region: anns.region,
    endpoint,
    realTime: false,
    signal,
  });
  try {
    const bos = validConfig(config, { participant: 'bo' });
    const members = [anns, bos].map((own, at) => ({
      participant: `p${at}`,
      line: at + 2,
      config: own,
    }));
    await cloud.cloudwatch.send(
      new PutDashboardCommand({
        DashboardName: bos.names.dashboard,
        DashboardBody: '{"widgets":[]}',
      }),
    );
    recordCalls(cloud, looked);
    const catalogue = await loadCatalogue(ROOT, await readStems(ROOT));
    const entries = catalogue.filter(({ stem }) => !isCleanUp(stem));
    const common = {
      target: 'local',
      endpoint,
      profile: undefined,
      lesson: undefined,
      realTime: false,
      signal,
    } as const;
    for (const member of members) {
      await lookAtMember(member, cloud, { entries, common, debug: false });
    }
    await roomForClass(cloud, members, needsOfWalk(entries, config), config);
  } finally {
    cloud.close();
  }
}

/** What an AWS CLI calls for commands that are no call themselves. Source: its own debug output. */
const CALLS_OF_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'cloudformation:Deploy': [
    'cloudformation:CreateChangeSet',
    'cloudformation:DescribeChangeSet',
    'cloudformation:DescribeStacks',
    'cloudformation:ExecuteChangeSet',
  ],
  'cloudformation:Wait': ['cloudformation:DescribeStacks'],
  'kinesis:Wait': ['kinesis:DescribeStream'],
};

function actionsOfCli(command: string): string[] {
  const found = command.matchAll(/\baws (kinesis|cloudwatch|cloudformation) ([a-z-]+)/g);
  return [...found].flatMap(([, service, name = '']) => {
    const operation = name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
    const action = `${service}:${operation}`;
    return CALLS_OF_COMMANDS[action] ?? [action];
  });
}

/** What CloudFormation calls for these types on real AWS. Source: the handlers of their schemas. */
const CALLS_OF_TYPES: Readonly<Record<string, readonly string[]>> = {
  'tags of a stack': ['cloudformation:TagResource'],
  'AWS::Kinesis::Stream': [
    'kinesis:AddTagsToStream',
    'kinesis:CreateStream',
    'kinesis:DecreaseStreamRetentionPeriod',
    'kinesis:DeleteStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:DisableEnhancedMonitoring',
    'kinesis:EnableEnhancedMonitoring',
    'kinesis:IncreaseStreamRetentionPeriod',
    'kinesis:ListTagsForResource',
    'kinesis:ListTagsForStream',
    'kinesis:RemoveTagsFromStream',
    'kinesis:TagResource',
    'kinesis:UntagResource',
    'kinesis:UpdateShardCount',
  ],
  'AWS::CloudWatch::Alarm': [
    'cloudwatch:DeleteAlarms',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:ListTagsForResource',
    'cloudwatch:PutMetricAlarm',
    'cloudwatch:TagResource',
    'cloudwatch:UntagResource',
  ],
};

const CALLS_OF_THE_END: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Role': [
    'iam:CreateRole',
    'iam:PutRolePolicy',
    'iam:TagRole',
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    'iam:DeleteRole',
    'iam:DeleteRolePolicy',
    'iam:DetachRolePolicy',
    'iam:UntagRole',
  ],
  'AWS::Scheduler::Schedule': [
    'scheduler:CreateSchedule',
    'scheduler:GetSchedule',
    'scheduler:UpdateSchedule',
    'scheduler:DeleteSchedule',
    'iam:PassRole',
  ],
};

const listed = (calls: Readonly<Record<string, readonly string[]>>) => Object.values(calls).flat();
const sorted = (actions: Iterable<string>) => [...new Set(actions)].sort();

test('The participant’s policy allows exactly what a walk calls, its commands when typed, and CloudFormation; the instructor’s role what looking calls', async () => {
  const { calls, shown, looked } = await walkOfAnn();
  const called = calls.actions();
  for (const call of ['kinesis:CreateStream', 'cloudwatch:GetMetricWidgetImage']) {
    assert.ok(called.has(call), call);
  }
  const allowed = participants('ann');
  assert.equal(
    calls.list().filter((call) => !allows(allowed, call)),
    [],
  );
  assert.equal(
    sorted(actionsOf(allowed)),
    sorted([...called, ...shown, ...listed(CALLS_OF_TYPES), ...listed(CALLS_OF_THE_END)]),
  );
  const role = policyOf('instructor-role.yaml', { ...NAMES, InstructorAccount: '111122223333' });
  assert.equal(
    looked.list().filter((call) => !allows(role, call)),
    [],
  );
  // who assumes the role is asked by nobody whether it may: GetCallerIdentity needs no permission
  assert.equal(sorted(actionsOf(role)), sorted(looked.actions()));
});

test('The policy of one participant does not reach what is another’s, however much alike the names are', () => {
  const allowed = participants('ann', { producersInAws: true });
  const place = 'us-east-1:123456789012';
  const others = ['', '-bo', '-mary-ann', '-ann-mary', '-annie'].flatMap((suffix) => [
    ['kinesis:DeleteStream', `arn:aws:kinesis:${place}:stream/hot-shard-data-stream${suffix}`],
    [
      'cloudformation:DeleteStack',
      `arn:aws:cloudformation:${place}:stack/hot-shard-workshop${suffix}/id`,
    ],
    [
      'cloudwatch:DeleteDashboards',
      `arn:aws:cloudwatch::123456789012:dashboard/kinesis-per-shard-metrics${suffix}`,
    ],
    [
      'cloudwatch:DeleteAlarms',
      `arn:aws:cloudwatch:${place}:alarm:hot-shard-data-stream${suffix}-hot-shard`,
    ],
    [
      'scheduler:DeleteSchedule',
      `arn:aws:scheduler:${place}:schedule/default/hot-shard-workshop${suffix}-stack`,
    ],
    ['iam:PutRolePolicy', `arn:aws:iam::123456789012:role/hot-shard-workshop${suffix}/role`],
    ['lambda:DeleteFunction', `arn:aws:lambda:${place}:function:hot-shard-workshop-fleet${suffix}`],
  ]);
  for (const [action = '', resource = ''] of others) {
    assert.not.ok(allows(allowed, { action, resource }), resource);
    assert.ok(allows(participants('', { producersInAws: true }), { action, resource }), resource);
  }
  const elsewhere =
    'arn:aws:cloudwatch::123456789012:dashboard/kinesis-per-shard-metrics-eu-west-1-ann';
  assert.ok(allows(allowed, { action: 'cloudwatch:PutDashboard', resource: elsewhere }));
});

test('Without the end of stacks a participant makes no role', () => {
  const actions = sorted(actionsOf(participants('', { stacksEnd: false })));
  assert.equal(
    actions.filter((action) => /^(iam|scheduler):/.test(action)),
    [],
  );
  assert.equal(
    sorted([...actions, ...listed(CALLS_OF_THE_END)]),
    sorted(actionsOf(participants(''))),
  );
});

/** What CloudFormation calls beyond these for producers in AWS. Source: the handlers of their schemas. */
const CALLS_OF_PRODUCERS: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': [
    'lambda:CreateFunction',
    'lambda:DeleteFunction',
    'lambda:GetFunction',
    'lambda:GetFunctionCodeSigningConfig',
    'lambda:GetFunctionConfiguration',
    'lambda:GetFunctionRecursionConfig',
    'lambda:GetRuntimeManagementConfig',
    'lambda:ListTags',
    'lambda:TagResource',
    'lambda:UntagResource',
    'lambda:UpdateFunctionCode',
    'lambda:UpdateFunctionConfiguration',
  ],
  'AWS::Lambda::EventInvokeConfig': [
    'lambda:DeleteFunctionEventInvokeConfig',
    'lambda:GetFunctionEventInvokeConfig',
    'lambda:PutFunctionEventInvokeConfig',
    'lambda:UpdateFunctionEventInvokeConfig',
  ],
  'AWS::Logs::LogGroup': [
    'logs:CreateLogGroup',
    'logs:DeleteLogGroup',
    'logs:DeleteRetentionPolicy',
    'logs:DescribeLogGroups',
    'logs:ListTagsForResource',
    'logs:PutRetentionPolicy',
    'logs:TagResource',
    'logs:UntagResource',
  ],
};

test('For producers in AWS the policy adds what CloudFormation calls for their types, and stays within IAM’s bound', () => {
  const template = readFileSync(`${ROOT}templates/producer-fleet.yaml`, 'utf8');
  const types = new Set([...template.matchAll(/^ {4}Type: (AWS::\S+)$/gm)].map(([, type]) => type));
  assert.equal(
    [...types].sort(),
    [...Object.keys(CALLS_OF_PRODUCERS), ...Object.keys(CALLS_OF_THE_END)].sort(),
  );
  const all = participants('ann', { producersInAws: true });
  assert.equal(
    sorted(actionsOf(all)),
    sorted([...actionsOf(participants('ann')), ...listed(CALLS_OF_PRODUCERS)]),
  );
  // blanks do not count
  assert.ok(JSON.stringify(all).length < 6_144);
});

test('The names in the templates of a class are those of the configuration', () => {
  const { names } = config;
  assert.ok(names.stack === NAMES.Stack && names.dashboardStack.startsWith(NAMES.Stack));
  assert.ok(names.alarmStack.startsWith(NAMES.Stack));
  assert.is(names.stream, NAMES.Stream);
  assert.is(names.dashboard, NAMES.Dashboard);
});

test.run();
