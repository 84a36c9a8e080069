import type { GetDashboardOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cloudwatch } from '../../../local-aws/cloudwatch/service.ts';
import { Cloud } from './support.ts';

const BODY = JSON.stringify({
  widgets: [{ type: 'text', x: 0, y: 0, width: 6, height: 3, properties: { markdown: 'hot' } }],
});

function template(Properties: object): string {
  return JSON.stringify({
    Resources: { Board: { Type: 'AWS::CloudWatch::Dashboard', Properties } },
    Outputs: { Name: { Value: { Ref: 'Board' } } },
  });
}

function body(cloud: Cloud, DashboardName: string): string | undefined {
  return (cloud.callOf(cloudwatch, 'GetDashboard', { DashboardName }) as GetDashboardOutput)
    .DashboardBody;
}

test('A dashboard is put, changed in place and deleted with its stack', () => {
  const cloud = new Cloud();
  cloud.create('one', template({ DashboardName: 'heat', DashboardBody: BODY }));
  cloud.wait(10);
  assert.is(cloud.stack('one').StackStatus, 'CREATE_COMPLETE', cloud.history('one').join('\n'));
  assert.is(body(cloud, 'heat'), BODY);
  const colder = BODY.replace('hot', 'cold');
  cloud.call('UpdateStack', {
    StackName: 'one',
    TemplateBody: template({ DashboardName: 'heat', DashboardBody: colder }),
  });
  cloud.wait(10);
  assert.is(body(cloud, 'heat'), colder);
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(10);
  assert.throws(() => body(cloud, 'heat'), /Dashboard heat does not exist/);
});

test('A dashboard without a name gets one', () => {
  const cloud = new Cloud();
  cloud.create('one', template({ DashboardBody: BODY }));
  cloud.wait(10);
  const { Name = '' } = cloud.outputs('one');
  assert.match(Name, /^one-Board-[A-Za-z0-9]{12}$/);
  assert.is(body(cloud, Name), BODY);
});

test('A dashboard that somebody else made is not taken over', () => {
  const cloud = new Cloud();
  cloud.callOf(cloudwatch, 'PutDashboard', { DashboardName: 'heat', DashboardBody: BODY });
  cloud.create(
    'one',
    template({ DashboardName: 'heat', DashboardBody: BODY.replace('hot', 'cold') }),
  );
  cloud.wait(10);
  assert.ok(
    cloud
      .history('one')
      .some((line) =>
        line.startsWith(
          "Board CREATE_FAILED Resource handler returned message: \"Resource of type 'AWS::CloudWatch::Dashboard' with identifier 'heat' already exists.\"",
        ),
      ),
  );
  assert.is(body(cloud, 'heat'), BODY);
});

test('A body that CloudWatch refuses fails with what CloudWatch says', () => {
  const cloud = new Cloud();
  cloud.create('one', template({ DashboardName: 'heat', DashboardBody: '{"widgets": 3}' }));
  cloud.wait(10);
  const failed = cloud
    .events('one')
    .find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  assert.match(
    failed?.ResourceStatusReason ?? '',
    /^Resource handler returned message: "The dashboard body is invalid, there are 1 validation errors:/,
  );
  assert.match(
    failed?.ResourceStatusReason ?? '',
    /Service: CloudWatch, Status Code: 400, .*HandlerErrorCode: InvalidRequest\)$/s,
  );
});

test('A dashboard needs a body, and only what it has', () => {
  const cloud = new Cloud();
  cloud.create('one', template({ Name: 'heat' }));
  cloud.wait(10);
  const failed = cloud
    .events('one')
    .find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  assert.is(
    failed?.ResourceStatusReason,
    'Properties validation failed for resource Board with message:\n#: required key [DashboardBody] not found\n#: extraneous key [Name] is not permitted',
  );
});

test.run();
