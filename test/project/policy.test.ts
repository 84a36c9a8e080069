import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { widgetPicture } from '../../src/picture/widget-picture.ts';
import { Meter } from '../../src/runner/meter.ts';
import config from '../../workshop.config.ts';
import { verdicts, withWorkshop } from '../support/workshop.ts';

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[] }[];
}

function allowedActions(): Set<string> {
  const block = /```json\n(\{[\s\S]*?\n\})\n```/.exec(readFileSync(`${ROOT}README.md`, 'utf8'));
  const policy = JSON.parse(block?.[1] ?? '{"Statement":[]}') as Policy;
  return new Set(policy.Statement.flatMap(({ Action }) => Action));
}

test('The policy in the README allows every call of a walk, CloudFormation’s own included', async () => {
  const allowed = allowedActions();
  const called = new Set<string>();
  const lanes = config.traffic.lanes.map((lane) => ({
    ...lane,
    recordsPerSecond: lane.recordsPerSecond / 10,
  }));
  await withWorkshop(
    async (workshop, { partition }) => {
      const { kinesis, cloudwatch, cloudformation, sts } = workshop.cloud;
      const clients = { kinesis, cloudwatch, cloudformation, sts };
      for (const [prefix, client] of Object.entries(clients)) {
        const stack = client.middlewareStack as unknown as (typeof kinesis)['middlewareStack'];
        stack.add(
          (next, { commandName = '' }) =>
            (args) => {
              called.add(`${prefix}:${commandName.replace(/Command$/, '')}`);
              return next(args);
            },
          { step: 'initialize' },
        );
      }
      const invoke = partition.invoke.bind(partition);
      partition.invoke = (service, operation, input, caller) => {
        called.add(`${service.name}:${operation}`);
        return invoke(service, operation, input, caller);
      };

      const meter = new Meter(workshop);
      const catalogue = await loadCatalogue(ROOT, await readStems(ROOT));
      const entries = catalogue.map((entry) => meter.metered(entry));
      const widgets: string[] = [];
      for (const { step, checks } of entries) {
        await verdicts(checks, workshop);
        await step.run(workshop, (progress) => {
          if (progress.kind === 'chart') widgets.push(progress.widget ?? '');
        });
        await verdicts(checks, workshop);
      }
      for (const widget of widgets) await widgetPicture(workshop.cloud, widget);
    },
    { traffic: { ...config.traffic, durationSeconds: 200, lanes } },
  );
  for (const call of ['kinesis:CreateStream', 'cloudwatch:GetMetricWidgetImage']) {
    assert.ok(called.has(call), call);
  }
  assert.equal(
    [...called].filter((call) => !allowed.has(call)),
    [],
  );
});

/** What CloudFormation calls for types that a local AWS records. Source: their resource schemas. */
const CALLS_OF_TYPES: Readonly<Record<string, readonly string[]>> = {
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

test('The policy in the README allows what CloudFormation does for the end of a stack', () => {
  const template = readFileSync(`${ROOT}templates/01-deploy.yaml`, 'utf8');
  const allowed = allowedActions();
  for (const [type, calls] of Object.entries(CALLS_OF_TYPES)) {
    assert.ok(template.includes(`Type: ${type}\n`));
    assert.equal(
      calls.filter((call) => !allowed.has(call)),
      [],
    );
  }
});

test.run();
