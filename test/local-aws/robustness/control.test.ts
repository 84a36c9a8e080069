import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../../local-aws/clock.ts';
import { cloudwatch } from '../../../local-aws/cloudwatch/service.ts';
import { Partition } from '../../../local-aws/partition.ts';
import { withLocalAws } from '../../support/local-aws.ts';
import { cpuMs } from './ask.ts';
import { ask1 } from './raw.ts';

const CALLER = { account: '123456789012', region: 'us-east-1', requestId: '', accessKeyId: '' };
const ALARM = {
  Namespace: 'Shop',
  MetricName: 'sales',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
};

function putAlarm(partition: Partition, AlarmName: string): void {
  partition.perform(cloudwatch, 'PutMetricAlarm', { ...ALARM, AlarmName }, CALLER);
}

test('The clock is moved by a number of seconds up to a month, and by nothing else', () =>
  withLocalAws(async (aws) => {
    const clock = async (body: string) => {
      const reply = await ask1(aws, { path: '/_local/clock', headers: {} }, body);
      return [reply.status, JSON.parse(reply.body).message ?? JSON.parse(reply.body).now];
    };
    const refusal = [
      400,
      'The body must be {"advanceSeconds": N} or {"sleepSeconds": N}, with N from 0 to 2678400',
    ];
    for (const body of [
      '',
      'null',
      '[]',
      '{',
      '{"advanceSeconds":"60"}',
      '{"advanceSeconds":-1}',
      '{"advanceSeconds":2678401}',
      '{"advanceSeconds":1e300}',
      '{"advanceSeconds":1e999}',
      '{"sleepSeconds":-1}',
      '{"advanceSeconds":1,"sleepSeconds":1}',
      '['.repeat(100_000),
    ]) {
      assert.equal(await clock(body), refusal, body.slice(0, 40));
    }
    assert.equal(await clock('{"advanceSeconds":0.5}'), [200, '2026-06-01T12:00:30.500Z']);
    assert.equal(await clock('{"advanceSeconds":2678400}'), [200, '2026-07-02T12:00:30.500Z']);
  }));

test('Time without data passes over alarms, and they miss nothing of what comes with it', () => {
  const partition = new Partition(new Clock(() => Date.parse('2026-06-01T12:00:30Z')));
  const call = (operation: string, input: object) =>
    partition.perform(cloudwatch, operation, input, CALLER) as DescribeAlarmsOutput;
  const states = () => {
    const { MetricAlarms = [] } = call('DescribeAlarms', { AlarmNamePrefix: 'alarm-7' });
    return MetricAlarms.map(({ StateValue }) => StateValue);
  };
  for (let alarm = 0; alarm < 20; alarm += 1) putAlarm(partition, `alarm-${alarm}`);
  const startedAt = process.cpuUsage();
  partition.clock.advance(31 * 86_400);
  assert.ok(cpuMs(startedAt) < 3000, `${Math.round(cpuMs(startedAt))} ms`);
  assert.equal(states(), ['INSUFFICIENT_DATA']);
  call('SetAlarmState', { AlarmName: 'alarm-7', StateValue: 'ALARM', StateReason: 'test' });
  partition.clock.advance(60);
  assert.equal(states(), ['INSUFFICIENT_DATA'], 'what is set by hand holds until a minute is over');
  call('PutMetricData', { Namespace: 'Shop', MetricData: [{ MetricName: 'sales', Value: 2 }] });
  partition.clock.advance(60);
  assert.equal(states(), ['ALARM']);
  partition.clock.advance(3600);
  assert.equal(states(), ['INSUFFICIENT_DATA']);
  call('PutMetricAlarm', { ...ALARM, AlarmName: 'alarm-7', TreatMissingData: 'breaching' });
  partition.clock.advance(60);
  assert.equal(states(), ['ALARM'], 'what is configured anew is judged anew');
});

test('While an hour passes for many alarms, other requests are answered', () =>
  withLocalAws(async (aws) => {
    const MetricData = Array.from({ length: 120 }, (_, minute) => ({
      MetricName: 'sales',
      Value: 1,
      Timestamp: new Date(aws.partition.clock.now() + minute * 60_000),
    }));
    aws.partition.perform(cloudwatch, 'PutMetricData', { Namespace: 'Shop', MetricData }, CALLER);
    for (let alarm = 0; alarm < 2000; alarm += 1) putAlarm(aws.partition, `alarm-${alarm}`);
    let isOver = false;
    const body = '{"advanceSeconds":3600}';
    const passing = ask1(aws, { path: '/_local/clock', headers: {} }, body);
    const passed = passing.finally(() => {
      isOver = true;
    });
    const seen = new Set<unknown>();
    while (!isOver) seen.add((await ask1(aws)).headers.date);
    seen.delete('Mon, 01 Jun 2026 12:00:30 GMT');
    seen.delete('Mon, 01 Jun 2026 13:00:30 GMT');
    assert.ok(seen.size > 0, 'somebody was answered on the way');
    assert.is(JSON.parse((await passed).body).now, '2026-06-01T13:00:30.000Z');
  }));

test('Other control calls are refused by name, and a body that is too large by its size', () =>
  withLocalAws(async (aws) => {
    const { status, body } = await ask1(aws, { path: '/_local/__proto__', headers: {} }, '');
    assert.is(status, 404);
    assert.match(
      JSON.parse(body).message,
      /^There is no POST \/_local\/__proto__\. There are GET /,
    );
    const large = await ask1(
      aws,
      { path: '/_local/reset', headers: {} },
      Buffer.alloc(25 * 1024 * 1024),
    );
    assert.is(large.status, 413);
    assert.equal(JSON.parse(large.body), { message: 'The body is larger than 25165824 bytes' });
  }));

test.run();
