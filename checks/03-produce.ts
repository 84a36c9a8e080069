import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { defineCheck, type Json, type Workshop } from '../src/contract.ts';
import { NotYet } from '../src/errors.ts';
import { sentence } from '../src/explain.ts';
import { grouped } from '../src/grouped.ts';
import { type CountsByMinute, newestMinute, total, totalsByShard } from '../src/insight/counts.ts';
import { type Heat, heatText, type Judgement, judgeDominance } from '../src/insight/dominance.ts';
import {
  type Comparison,
  compareWitnesses,
  type Disagreement,
  worst,
} from '../src/insight/witnesses.ts';
import { judgedWindow, minutesBefore, minutesOfLife } from '../src/judged-window.ts';
import {
  cliTime,
  isEmpty,
  lastCompleteMinutes,
  type MinuteWindow,
  minuteText,
  TOO_YOUNG,
  windowText,
} from '../src/minutes.ts';
import { oldTraffic } from '../src/old-traffic.ts';
import { expectAllCounted, metricsOff, secondsToNextMinute } from '../src/still-to-come.ts';
import { lineageArrival } from '../src/stream/arrival.ts';
import { shardSumsByMinute } from '../src/stream/shard-metrics.ts';
import { type ListedShard, listAllShards, openShards, takingPart } from '../src/stream/shards.ts';
import { expectSettledStream } from '../src/stream/stream.ts';
import { readWitnesses } from '../src/witnesses.ts';

const remedy = (workshop: Workshop) => `Run step 3: ${again(workshop, 'workshop', '--only 3')}`;

export default [
  defineCheck({
    title: 'Every open shard received records',
    remedy,
    expected: () =>
      'records in every open shard, or in one it came from, in the complete minutes since the stream was made',
    command: readBackCommand,

    async run(workshop, saw) {
      const stream = await expectSettledStream(workshop, saw);
      const { cloud, config } = workshop;
      const shards = await listAllShards(cloud, config.names.stream);
      const window = minutesOfLife(workshop, stream);
      const open = openShards(shards);
      const arrivals = await Promise.all(
        open.map(async (shard) => ({
          shardId: shard.shardId,
          arrived: await lineageArrival(workshop, shard, shards, window),
        })),
      );
      const without = arrivals
        .filter(({ arrived }) => arrived !== 'in the window')
        .map(({ shardId }) => shardId);
      saw(`${open.length - without.length} of ${open.length} open shards received records`, {
        window: windowText(window),
        without,
      });
      const reason = isEmpty(window)
        ? TOO_YOUNG
        : `No records from ${windowText(window)} in ${without.join(', ')}`;
      if (arrivals.some(({ arrived }) => arrived === 'in the running minute')) {
        throw new NotYet(
          `${sentence(reason)} Records arrived in the minute that is still running.`,
          secondsToNextMinute(workshop.cloud.now()),
        );
      }
      assert.equal(without, [], reason);
    },
  }),

  defineCheck({
    title: 'The hot shard dominates IncomingRecords',
    remedy,
    expected: ({ dominance }) =>
      `${dominance.hotShardId} with at least ${dominance.minShare * 100} % of the records, ${dominance.minLead} times the second's, ${dominance.minRecords} records in ${dominance.minMinutes} minutes`,
    command: ({ config, cloud }) => {
      const { startMs, endMs } = lastCompleteMinutes(cloud.now(), config.dominance.windowMinutes);
      return `aws cloudwatch get-metric-statistics --namespace AWS/Kinesis --metric-name IncomingRecords --dimensions Name=StreamName,Value=${config.names.stream} Name=ShardId,Value=${config.dominance.hotShardId} --statistics Sum --period 60 --start-time ${cliTime(startMs)} --end-time ${cliTime(endMs)} ${cloud.cliOptions}`;
    },

    async run(workshop, saw) {
      const stream = await expectSettledStream(workshop, saw);
      const { cloud, config } = workshop;
      const shards = await listAllShards(cloud, config.names.stream);
      const window = await judgedWindow(workshop, stream, shards);
      const sums = (metric: string, during: MinuteWindow) =>
        shardSumsByMinute(cloud, config.names.stream, idsOf(shards), metric, during);
      const [counted, throttled] = await Promise.all([
        sums('IncomingRecords', window),
        sums('WriteProvisionedThroughputExceeded', window),
      ]);
      const counts = thoseThatCount(counted, shards);
      const older =
        total(counts) === 0
          ? newestMinute(await sums('IncomingRecords', minutesBefore(workshop, stream, window)))
          : undefined;
      const judgement = judgeDominance(
        {
          window,
          counts,
          throttled,
          ...(older === undefined ? {} : { olderMinuteMs: older }),
        },
        config.dominance,
      );
      saw(...sightOf(judgement, window, counts, older));
      if (judgement.kind === 'dominant') return;
      await expectAllCounted(workshop, stream, counted, window, judgement);
      assert.unreachable(`${judgement.reason}${metricsOff(stream)}`);
    },
  }),

  defineCheck({
    title: 'CloudWatch and the records themselves agree',
    remedy,
    expected: ({ dominance }) =>
      `per shard, IncomingRecords and the records read back within ${dominance.witnessTolerance * 100} % or ${dominance.witnessSlackRecords} records of each other`,
    command: readBackCommand,

    async run(workshop, saw) {
      const stream = await expectSettledStream(workshop, saw);
      const { cloud, config } = workshop;
      const { names, deadlines, dominance } = config;
      const shards = await listAllShards(cloud, names.stream);
      const { window, counted, readBack } = await readWitnesses(workshop, stream, shards);
      const comparison = compareWitnesses(counted, readBack, dominance);
      const { leftOut, disagreements } = comparison;
      saw(
        `CloudWatch ${grouped(total(counted))} records, read back ${grouped(total(readBack) - leftOut)}`,
        {
          window: windowText(window),
          counted: totalsByShard(counted),
          readBack: totalsByShard(readBack),
          ...beforeCounting(comparison),
        },
      );
      const during = windowText(window);
      assert.not.ok(isEmpty(window), TOO_YOUNG);
      assert.ok(
        total(counted) + total(readBack) > 0,
        `There are no records from ${during}, neither in CloudWatch nor in the stream`,
      );
      const off = metricsOff(stream);
      const leftSeconds = ({ shortUntilMs = 0 }: Disagreement) =>
        (shortUntilMs - cloud.now()) / 1000 + deadlines.metricsSeconds;
      const mayMend = (one: Disagreement) => off === '' && leftSeconds(one) > 0;
      const found = worst(disagreements, mayMend);
      if (found === undefined) return;
      const reason = `The two differ on ${found.shardId} from ${during}: CloudWatch counted ${grouped(found.counted)} records, ${grouped(found.readBack)} were read back.${off}`;
      if (mayMend(found)) throw new NotYet(reason, leftSeconds(found));
      assert.unreachable(reason);
    },
  }),
];

/** What was not held against CloudWatch, which counts from the moment that metrics are on. */
function beforeCounting({ fromMs, leftOut, shortInFirstMinute }: Comparison): Record<string, Json> {
  if (fromMs === undefined || leftOut + shortInFirstMinute === 0) return {};
  return { countedFrom: minuteText(fromMs), leftOut, shortInFirstMinute };
}

function thoseThatCount(counts: CountsByMinute, shards: readonly ListedShard[]): CountsByMinute {
  const counting = takingPart(shards, (shardId) => total(counts, shardId) > 0);
  const ids = new Set(counting.map(({ shardId }) => shardId));
  return new Map([...counts].filter(([shardId]) => ids.has(shardId)));
}

function sightOf(
  judgement: Judgement,
  window: MinuteWindow,
  counts: CountsByMinute,
  older: number | undefined,
): [string, Record<string, Json>] {
  const evidence = { window: windowText(window), records: totalsByShard(counts) };
  if (!('heat' in judgement)) {
    const old = older === undefined ? {} : oldTraffic(older);
    return ['no records in the window', { ...evidence, ...old }];
  }
  return [heatText(judgement.heat), { ...heatEvidence(judgement.heat), ...evidence }];
}

function heatEvidence(heat: Heat): Record<string, Json> {
  return { ...heat, lead: Number.isFinite(heat.lead) ? heat.lead : null };
}

function idsOf(shards: readonly ListedShard[]): string[] {
  return shards.map(({ shardId }) => shardId);
}

function readBackCommand({ config, cloud }: Workshop): string {
  const { startMs } = lastCompleteMinutes(cloud.now(), config.dominance.windowMinutes);
  return `aws kinesis get-records --limit 10 ${cloud.cliOptions} --shard-iterator $(aws kinesis get-shard-iterator --stream-name ${config.names.stream} --shard-id ${config.dominance.hotShardId} --shard-iterator-type AT_TIMESTAMP --timestamp ${cliTime(startMs)} --query ShardIterator --output text ${cloud.cliOptions})`;
}
