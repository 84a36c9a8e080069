import { CloudWatchServiceException } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Workshop } from '../../../src/contract.ts';
import { readDashboard } from '../../../src/live/dashboard/read-dashboard.ts';
import { aRow, sums, withGallery } from './support.ts';

const metric = (region: string) => ({
  type: 'metric',
  properties: { region, stat: 'Sum', period: 60, metrics: [aRow('a')] },
});

/** A CloudWatch that refuses an action in a region. */
function refuse({ cloud }: Workshop, region: string, command: string, name: string, status = 403) {
  cloud.cloudwatchIn(region).middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== command) return next(args);
        throw new CloudWatchServiceException({
          name,
          message: 'User: arn:aws:iam::1:user/u is not authorized',
          $fault: 'client',
          $metadata: { httpStatusCode: status },
        });
      },
    { step: 'initialize', name: `refuse ${command}` },
  );
}

test('A region that denies access costs its widgets alone', async () => {
  await withGallery(async ({ show, workshop }) => {
    refuse(workshop, 'eu-west-1', 'GetMetricDataCommand', 'AccessDenied');
    refuse(workshop, 'eu-west-1', 'DescribeAlarmsCommand', 'InvalidClientTokenId');
    const alarms = ['arn:aws:cloudwatch:eu-west-1:123456789012:alarm:x'];
    const { widgets } = await show({
      widgets: [
        metric('eu-west-1'),
        metric('us-east-1'),
        { type: 'alarm', properties: { alarms } },
      ],
    });
    const [denied, shown, unknown] = widgets;
    assert.is(
      denied?.kind === 'not drawn' && denied.reason,
      'AWS denies access. AccessDenied: User: arn:aws:iam::1:user/u is not authorized',
    );
    assert.equal(shown && sums(shown), ['In: 55']);
    assert.is(
      unknown?.kind === 'not drawn' && unknown.reason,
      'AWS does not take these credentials. InvalidClientTokenId: User: arn:aws:iam::1:user/u is not authorized',
    );
  });
});

test('What is no region is asked for nothing', async () => {
  await withGallery(async ({ show, workshop }) => {
    const asked: string[] = [];
    const { cloudwatchIn } = workshop.cloud;
    const cloud = {
      ...workshop.cloud,
      cloudwatchIn: (region: string) => {
        asked.push(region);
        return cloudwatchIn(region);
      },
    };
    const alarms = ['arn:aws:cloudwatch:evil.example/:123456789012:alarm:x'];
    const annotated = { type: 'metric', properties: { annotations: { alarms } } };
    await show({
      widgets: [metric('evil.example/'), { type: 'alarm', properties: { alarms } }, annotated],
    });
    const { widgets } = await readDashboard({ ...workshop, cloud }, 'gallery', undefined);
    assert.equal(
      widgets.map((widget) => widget.kind === 'not drawn' && widget.reason),
      ['evil.example/ is no region', 'evil.example/ is no region', 'evil.example/ is no region'],
    );
    assert.equal(asked, []);
  });
});

for (const [name, status] of [
  ['ExpiredToken', 403],
  ['Throttling', 400],
  ['InternalServiceFault', 500],
] as const) {
  test(`What is no widget’s own fails the dashboard as a whole: ${name}`, async () => {
    await withGallery(async ({ show, workshop }) => {
      refuse(workshop, 'us-east-1', 'GetMetricDataCommand', name, status);
      try {
        await show({ widgets: [metric('us-east-1')] });
        assert.unreachable('it was read');
      } catch (error) {
        assert.is(error instanceof Error && error.name, name);
      }
    });
  });
}

test('A dashboard that may not be read fails as a whole', async () => {
  await withGallery(async ({ workshop }) => {
    refuse(workshop, 'us-east-1', 'GetDashboardCommand', 'AccessDenied');
    try {
      await readDashboard(workshop, 'gallery', undefined);
      assert.unreachable('it was read');
    } catch (error) {
      assert.is(error instanceof Error && error.name, 'AccessDenied');
    }
  });
});

test.run();
