import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { defineCheck, type Saw, type Workshop } from '../src/contract.ts';
import { alarmChanges, hotShardAlarm, seeAlarm, writeThrottleAlarm } from '../src/cooling/alarm.ts';
import { busyMinutes, type Cooled, cooledMinutes } from '../src/cooling/cooled-window.ts';
import { hottestBy, hottestText, isCool } from '../src/cooling/heat-now.ts';
import { KeyOrder } from '../src/cooling/key-order.ts';
import { NotYet } from '../src/errors.ts';
import { grouped } from '../src/grouped.ts';
import { total, totalsByShard } from '../src/insight/counts.ts';
import { hotUntilMs } from '../src/judged-window.ts';
import { cliTime, windowText } from '../src/minutes.ts';
import { stackIsComplete } from '../src/stack/stack-check.ts';
import { expectAllCounted, metricsOff } from '../src/still-to-come.ts';
import { shardSumsByMinute } from '../src/stream/shard-metrics.ts';
import { readShard } from '../src/stream/shard-records.ts';
import { type ListedShard, listAllShards, openShards } from '../src/stream/shards.ts';
import { expectSettledStream, type StreamDescription } from '../src/stream/stream.ts';

const remedy = (workshop: Workshop) => `Run step 6: ${again(workshop, 'workshop', '--only 6')}`;

export default [
  stackIsComplete('alarms', ({ config }) => config.names.alarmStack, remedy),

  defineCheck({
    title: 'No shard is hot any more',
    remedy,
    expected: ({ dominance, heat }) =>
      `${dominance.hotShardId} split, and no open shard with more than ${heat.maxTimesFairShare} times its fair share in the newest ${dominance.minMinutes} minutes of traffic since`,
    command: listOpenCommand,

    async run(workshop, saw) {
      const { config } = workshop;
      const { dominance, heat } = config;
      const { stream, shards, cooled } = await lookAt(workshop, saw);
      const { window, counts } = cooled;
      const hottest = hottestBy(counts);
      saw(hottest === undefined ? 'no records since' : hottestText(hottest), {
        window: windowText(window),
        records: totalsByShard(counts),
        ...hottest,
      });
      expectSplit(workshop, shards);
      const during = windowText(window);
      const records = total(counts);
      const minutes = busyMinutes(counts);
      const tooFew =
        records < dominance.minRecords
          ? `Too few records since the split: ${grouped(records)} from ${during}; at least ${grouped(dominance.minRecords)} are needed.`
          : minutes < dominance.minMinutes
            ? `Too few minutes since the split: records came in ${minutes} of them; at least ${dominance.minMinutes} are needed.`
            : undefined;
      if (tooFew !== undefined) {
        const shortfall = { kind: 'too few records', reason: tooFew } as const;
        await expectAllCounted(workshop, stream, counts, window, shortfall);
        assert.unreachable(`${tooFew}${metricsOff(stream)}`);
      }
      assert.ok(
        hottest !== undefined && isCool(hottest, workshop),
        `${hottest?.shardId} is hot: ${hottest?.timesFairShare.toFixed(2)} times its fair share from ${during}; at most ${heat.maxTimesFairShare} are cool`,
      );
    },
  }),

  defineCheck({
    title: 'No write is refused any more',
    remedy,
    expected: () => 'WriteProvisionedThroughputExceeded of 0 on every open shard in these minutes',
    command: ({ config, cloud }) =>
      `aws cloudwatch get-metric-statistics --namespace AWS/Kinesis --metric-name WriteProvisionedThroughputExceeded --dimensions Name=StreamName,Value=${config.names.stream} --statistics Sum --period 60 --start-time $(date -u -d '-15 min' +%FT%TZ) --end-time $(date -u +%FT%TZ) ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const { cloud, config } = workshop;
      const { stream, shards, cooled } = await lookAt(workshop, saw);
      const { window, counts } = cooled;
      const throttled = await shardSumsByMinute(
        cloud,
        config.names.stream,
        openShards(shards).map(({ shardId }) => shardId),
        'WriteProvisionedThroughputExceeded',
        window,
      );
      saw(`${grouped(total(throttled))} writes refused, ${grouped(total(counts))} accepted`, {
        window: windowText(window),
        throttled: totalsByShard(throttled),
      });
      expectSplit(workshop, shards);
      // a metric that is off says nothing, and nothing looks like 0
      const off = metricsOff(stream, 'WriteProvisionedThroughputExceeded');
      assert.is(off, '', `Whether writes were refused is not known.${off}`);
      await expectTraffic(workshop, stream, cooled);
      assert.is(
        total(throttled),
        0,
        `${grouped(total(throttled))} writes were refused from ${windowText(window)}`,
      );
    },
  }),

  defineCheck({
    title: 'Every key goes to one shard, in order',
    remedy,
    expected: () => 'each partition key in one open shard, its orders as they were made',
    command: ({ config, cloud }) =>
      `aws kinesis list-shards --stream-name ${config.names.stream} ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const { cloud, config } = workshop;
      const { stream, shards, cooled } = await lookAt(workshop, saw);
      const { window } = cooled;
      expectSplit(workshop, shards);
      await expectTraffic(workshop, stream, cooled);
      const order = new KeyOrder();
      await Promise.all(
        openShards(shards).map(async ({ shardId }) => {
          for await (const page of readShard(cloud, config.names.stream, shardId, window)) {
            for (const record of page) order.add(shardId, record);
          }
        }),
      );
      const { scattered, outOfOrder } = order;
      const [key, shardIds] = [...scattered][0] ?? [];
      saw(
        `${grouped(order.keys)} keys, ${scattered.size} of them in several shards, ${outOfOrder.length} out of order`,
        { window: windowText(window), orders: order.orders },
      );
      assert.ok(order.orders > 0, `There are no orders from ${windowText(window)} in the stream`);
      assert.is(scattered.size, 0, `${key} is in ${[...(shardIds ?? [])].sort().join(' and ')}`);
      assert.equal(outOfOrder, [], `${outOfOrder[0]} has an order after a newer one`);
    },
  }),

  defineCheck({
    title: 'The alarm was raised by the hot shard, and is OK again',
    remedy: (workshop) =>
      `${remedy(workshop)}. An alarm that was made after the split never saw the heat: begin anew with ${again(workshop, 'workshop', '--only 1')}`,
    expected: (config) =>
      `${hotShardAlarm({ config })} on ${config.names.stream}, in ALARM first, then OK`,
    command: (workshop) =>
      `aws cloudwatch describe-alarm-history --alarm-name ${hotShardAlarm(workshop)} --history-item-type StateUpdate --query 'AlarmHistoryItems[].[Timestamp,HistorySummary]' ${workshop.cloud.cliOptions}`,

    async run(workshop, saw) {
      const { config } = workshop;
      const stream = await expectSettledStream(workshop, saw);
      const sinceMs = stream.StreamCreationTimestamp.getTime();
      const shards = await listAllShards(workshop.cloud, config.names.stream);
      const hotMs = (await hotUntilMs(workshop, stream, shards)) ?? workshop.cloud.now();
      // an alarm looks back at so many minutes, once CloudWatch has counted them
      const { evaluationMinutes } = config.alarm;
      const heatSeenUntilMs = hotMs + evaluationMinutes * 60_000;
      const isSaturated = config.lessons[config.lesson].expects.relation === 'saturated';
      const hotShard = hotShardAlarm(workshop);
      const throttle = writeThrottleAlarm(workshop);
      const raised = isSaturated ? [hotShard, throttle] : [hotShard];
      for (const name of [hotShard, throttle]) {
        const alarm = await seeAlarm(workshop, name);
        saw(`${name} ${alarm?.state ?? 'not there'}`);
        assert.ok(alarm, `Alarm ${name} does not exist`);
        const { state, watchesStream } = alarm;
        assert.ok(watchesStream, `Alarm ${name} does not watch stream ${config.names.stream}`);
        const changes = await alarmChanges(workshop, name, sinceMs);
        const alarms = changes.filter((change) => change.state === 'ALARM');
        saw(`${name} ${state}`, {
          states: changes.map((change) => `${cliTime(change.atMs)} ${change.state}`),
        });
        if (raised.includes(name)) {
          assert.ok(alarms.length > 0, `Alarm ${name} has not been in ALARM`);
          assert.ok(
            alarms.some(({ atMs }) => atMs <= heatSeenUntilMs),
            `Alarm ${name} was raised only at ${cliTime(alarms[0]?.atMs ?? 0)}, long after the hot shard was split`,
          );
        }
        if (state === 'OK') continue;
        throw new NotYet(`Alarm ${name} is ${state}`, evaluationMinutes * 60);
      }
      saw(`${raised.join(' and ')} raised, and OK again`);
    },
  }),
];

interface Sight {
  readonly stream: StreamDescription;
  readonly shards: readonly ListedShard[];
  readonly cooled: Cooled;
}

async function lookAt(workshop: Workshop, saw: Saw): Promise<Sight> {
  const stream = await expectSettledStream(workshop, saw);
  const shards = await listAllShards(workshop.cloud, workshop.config.names.stream);
  return { stream, shards, cooled: await cooledMinutes(workshop, stream, shards) };
}

/** What is true of a stream that was never split proves nothing. */
function expectSplit({ config }: Workshop, shards: readonly ListedShard[]): void {
  const { hotShardId } = config.dominance;
  const hot = shards.find(({ shardId }) => shardId === hotShardId);
  assert.not.ok(hot?.open, `${hotShardId} has not been split`);
}

/** @throws {NotYet} where the traffic since the split is still to be counted */
async function expectTraffic(
  workshop: Workshop,
  stream: StreamDescription,
  { window, counts }: Cooled,
): Promise<void> {
  if (total(counts) > 0) return;
  const reason = `There are no records since the split to tell by, from ${windowText(window)}.`;
  await expectAllCounted(workshop, stream, counts, window, { kind: 'nothing', reason });
  assert.unreachable(`${reason}${metricsOff(stream)}`);
}

function listOpenCommand({ config, cloud }: Workshop): string {
  return `aws kinesis list-shards --stream-name ${config.names.stream} --query 'Shards[?!SequenceNumberRange.EndingSequenceNumber].ShardId' ${cloud.cliOptions}`;
}
