import {
  DeleteAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { hotShardAlarm, writeThrottleAlarm } from '../../cooling/alarm.ts';
import { followShards } from '../../cooling/follow-shards.ts';
import { splitAt } from '../../cooling/split.ts';
import { HASH_KEYS } from '../../stream/shards.ts';
import { rangeAtCreation } from '../../traffic/hash-key.ts';
import { laneKeys } from '../../traffic/keys.ts';
import { cooled, cooledWithLateAlarm, hotWithAlarm, untilAlarmsAreOk, WARM } from '../cooled.ts';
import { giveAway } from '../give-away.ts';
import { defineNearMiss } from '../near-miss.ts';
import { ONE_REQUEST_OVER, untold, type World } from '../world.ts';

const step = '06-cool';
const COOL = 'No shard is hot any more';
const ALARM = 'The alarm was raised by the hot shard, and is OK again';
const IN_ORDER = 'Every key goes to one shard, in order';

export default [
  defineNearMiss({
    title: 'a stack of the alarms that is someone else’s',
    step,
    rejectedBy: 'The stack of the alarms is complete',
    message:
      "Stack hot-shard-workshop-alarm is not this workshop's: it lacks the tag workshop=kinesis-hot-shards",
    async build(world) {
      await cooled(world);
      await giveAway(world, world.config.names.alarmStack);
    },
  }),

  defineNearMiss({
    title: 'a hot shard split in the middle, so that a child is still hot',
    step,
    rejectedBy: COOL,
    message:
      'shardId-000000000004 is hot: 1.65 times its fair share from {time} to {time}; at most 1.5 are cool',
    async build(world) {
      await hotWithAlarm(world);
      await followShards(world, await splitAt(world, HASH_KEYS / 8n, untold), untold);
      await world.send(WARM);
      await untilAlarmsAreOk(world);
    },
  }),

  defineNearMiss({
    title: 'too few records since the split',
    step,
    rejectedBy: COOL,
    message:
      'Too few records since the split: 999 from {time} to {time}; at least 1,000 are needed.',
    build: (world) => cooled(world, { perMinute: [183, 50, 50, 50], minutes: 3 }),
  }),

  defineNearMiss({
    title: 'two minutes of traffic since the split',
    step,
    rejectedBy: COOL,
    message: 'Too few minutes since the split: records came in 2 of them; at least 3 are needed.',
    build: (world) => cooled(world, { ...WARM, minutes: 2 }),
  }),

  defineNearMiss({
    title: 'a cooled shard, and another that refused writes',
    step,
    rejectedBy: 'No write is refused any more',
    message: '96 writes were refused from {time} to {time}',
    async build(world) {
      await cooled(world, WARM, () =>
        world.sendAtOnce({ ...ONE_REQUEST_OVER, perMinute: [0, 200, 0, 0] }),
      );
    },
  }),

  defineNearMiss({
    title: 'a key that went to two shards',
    step,
    rejectedBy: IN_ORDER,
    message: 'shop-9316 is in shardId-000000000003 and shardId-000000000004',
    async build(world) {
      await cooled(world, WARM, () =>
        put(world, [{ orderId: 'aside-0-0', hashKey: HASH_KEYS - 1n }]),
      );
    },
  }),

  defineNearMiss({
    title: 'an order that came after a newer one',
    step,
    rejectedBy: IN_ORDER,
    message: 'shop-9316 has an order after a newer one',
    async build(world) {
      await cooled(world, WARM, () =>
        put(world, [{ orderId: 'late-0-1' }, { orderId: 'late-0-0' }]),
      );
    },
  }),

  defineNearMiss({
    title: 'an alarm that is gone',
    step,
    rejectedBy: ALARM,
    message: 'Alarm hot-shard-data-stream-hot-shard does not exist',
    async build(world) {
      await cooled(world);
      const AlarmNames = [hotShardAlarm(world)];
      await world.cloud.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames }));
    },
  }),

  defineNearMiss({
    title: 'an alarm that watches something else now',
    step,
    rejectedBy: ALARM,
    message: 'Alarm hot-shard-data-stream-hot-shard does not watch stream hot-shard-data-stream',
    async build(world) {
      await cooled(world);
      await world.cloud.cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName: hotShardAlarm(world),
          Namespace: 'AWS/EC2',
          MetricName: 'CPUUtilization',
          Dimensions: [{ Name: 'InstanceId', Value: 'i-0123456789abcdef0' }],
          Statistic: 'Average',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 90,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
        }),
      );
      await untilAlarmsAreOk(world);
    },
  }),

  defineNearMiss({
    title: 'a second alarm that watches another stream',
    step,
    rejectedBy: ALARM,
    message:
      'Alarm hot-shard-data-stream-write-throttles does not watch stream hot-shard-data-stream',
    async build(world) {
      await cooled(world);
      await world.cloud.cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName: writeThrottleAlarm(world),
          Namespace: 'AWS/Kinesis',
          MetricName: 'WriteProvisionedThroughputExceeded',
          Dimensions: [{ Name: 'StreamName', Value: 'another-stream' }],
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
        }),
      );
      await untilAlarmsAreOk(world);
    },
  }),

  defineNearMiss({
    title: 'an alarm that was made after the split',
    step,
    rejectedBy: ALARM,
    message: 'Alarm hot-shard-data-stream-hot-shard has not been in ALARM',
    build: cooledWithLateAlarm,
  }),

  defineNearMiss({
    title: 'an alarm that was raised by hand, long after the split',
    step,
    rejectedBy: ALARM,
    message:
      'Alarm hot-shard-data-stream-hot-shard was raised only at {time}, long after the hot shard was split',
    async build(world) {
      await cooledWithLateAlarm(world);
      await world.cloud.cloudwatch.send(
        new SetAlarmStateCommand({
          AlarmName: hotShardAlarm(world),
          StateValue: 'ALARM',
          StateReason: 'by hand',
        }),
      );
      await untilAlarmsAreOk(world);
    },
  }),
];

interface Order {
  /** as the producers write it: run, lane and number */
  readonly orderId: string;
  /** in place of the key's own */
  readonly hashKey?: bigint;
}

/** Puts orders of the busiest shop. */
async function put({ cloud, config }: World, orders: readonly Order[]): Promise<void> {
  const { busy } = laneKeys(rangeAtCreation(0, 4), config.traffic.keys);
  await cloud.kinesis.send(
    new PutRecordsCommand({
      StreamName: config.names.stream,
      Records: orders.map(({ orderId, hashKey }) => ({
        PartitionKey: busy[0],
        Data: new TextEncoder().encode(JSON.stringify({ orderId })),
        ...(hashKey === undefined ? {} : { ExplicitHashKey: String(hashKey) }),
      })),
    }),
  );
}
