import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../../src/cli/root.ts';
import { inWholeMinutes } from '../../src/commands/produce-fleet.ts';
import { validConfig, withLesson } from '../../src/config/config.ts';
import { fleetEstimate } from '../../src/cost/fleet.ts';
import { fleetEstimateLines } from '../../src/cost/words.ts';
import { WorkshopError } from '../../src/errors.ts';
import { LONGEST_INVOCATION_MS } from '../../src/fleet/minute.ts';
import { MAX_PARTS, partsFor } from '../../src/fleet/size.ts';
import { chosenTraffic } from '../../src/traffic/chosen-lanes.ts';
import config from '../../workshop.config.ts';

const sending = (totalRecordsPerSecond: number, recordBytes = config.traffic.recordBytes) => {
  const chosen = chosenTraffic(config, { totalRecordsPerSecond });
  return { ...chosen, traffic: { ...chosen.traffic, recordBytes } };
};

test('A rate of all producers together keeps the proportions of their lanes', () => {
  const { traffic } = chosenTraffic(config, { totalRecordsPerSecond: 5_200 });
  assert.equal(
    traffic.lanes.map(({ shard, recordsPerSecond }) => [shard, recordsPerSecond]),
    [
      [0, 4_000],
      [1, 400],
      [2, 400],
      [3, 400],
    ],
  );
  const one = chosenTraffic(config, { shard: 2, totalRecordsPerSecond: 100 });
  assert.equal(one.traffic.lanes, [{ shard: 2, recordsPerSecond: 100 }]);
});

test('Each part sends at most what one invocation can, in records and in bytes', () => {
  assert.equal(
    [260, 2_500, 2_501, 5_000, 12_500].map((rate) => partsFor(sending(rate))),
    [1, 1, 2, 2, 5],
  );
  assert.is(partsFor(sending(100, 25_000)), 1);
  assert.is(partsFor(sending(101, 25_000)), 2);
});

test('More than a fleet can send is refused, with what it can and what that takes', () => {
  const refusal = (rate: number, recordBytes?: number) => {
    try {
      return partsFor(sending(rate, recordBytes));
    } catch (error) {
      assert.instance(error, WorkshopError);
      const { code, message } = error as WorkshopError;
      return `${code}: ${message}`;
    }
  };
  assert.is(
    refusal(12_501),
    "usage: 12,501 records of 200 bytes a second are more than the producers in AWS send: 12,500 at most, from 5 functions side by side, with 10 of the account's concurrent Lambda executions",
  );
  assert.match(String(refusal(501, 25_000)), ' send: 500 at most, ');
});

test('The template has a schedule for each part that a fleet can have', () => {
  const template = readFileSync(`${ROOT}templates/producer-fleet.yaml`, 'utf8');
  const parts = [...template.matchAll(/"part":(\d+),/g)].map(([, part]) => Number(part));
  assert.equal(
    parts,
    Array.from({ length: MAX_PARTS }, (_, part) => part),
  );
  assert.ok(template.includes(`MaxValue: ${MAX_PARTS}\n`));
});

test('The function may run for longer than its longest invocation, with its last answers', () => {
  const template = readFileSync(`${ROOT}templates/producer-fleet.yaml`, 'utf8');
  const timeoutSeconds = Number(/^ +Timeout: (\d+)$/m.exec(template)?.[1]);
  assert.ok(timeoutSeconds >= LONGEST_INVOCATION_MS / 1000 + 5, `${timeoutSeconds} s`);
  assert.ok(timeoutSeconds < 180, 'a third invocation of a part would run beside it');
});

test('The name of a participant leaves room for those of the function and its schedules', () => {
  const participant = 'a'.repeat(32);
  const { fleetStack } = validConfig(config, { participant }).names;
  assert.ok(`${fleetStack}-part-1`.length <= 64 && `${fleetStack}-expiry`.length <= 64);
  const names = { ...config.names, fleetStack: `${config.names.fleetStack}-` };
  assert.throws(
    () => validConfig({ ...config, names }, { participant }),
    (error: Error) =>
      error.message ===
      `workshop.config.ts: names.fleetStack must be letters, digits and hyphens, a letter first, 57 at most; it is "hot-shard-workshop-fleet--${participant}"`,
  );
});

test('Producers in AWS send whole minutes', () => {
  assert.is(inWholeMinutes(withLesson(config, 'saturated')).traffic.durationSeconds, 180);
  assert.is(inWholeMinutes(config).traffic.durationSeconds, 300);
});

test('The cost of a fleet counts Lambda, the records and the stream that it sends to', () => {
  const traffic = { ...sending(5_000).traffic, durationSeconds: 600 };
  const estimate = fleetEstimate(
    { ...config, traffic },
    { parts: 2, minutes: 10 },
    { shards: 5, customMetrics: 35 },
  );
  assert.equal(estimate.billed, {
    shards: 5,
    customMetrics: 35,
    dashboards: 0,
    alarmMetrics: 0,
    // 600 MB, of which none is a second unit of a record, as far as bytes can tell
    putUnits: 3_000_000 + 24_000,
  });
  // 2 × 10 invocations of at most 155 s and half a GB
  assert.is(estimate.gbSeconds, 1_550);
  assert.is(estimate.requests, 2 * (10 + config.fleet.leadMinutes));
  const { lambdaGbSecondUsd, millionPutUnitsUsd, shardHourUsd, customMetricMonthUsd } =
    config.cost.rates;
  const usd =
    1_550 * lambdaGbSecondUsd +
    3.024 * millionPutUnitsUsd +
    5 * shardHourUsd +
    (35 * customMetricMonthUsd) / 730;
  assert.ok(Math.abs(estimate.usd - usd) < 0.00001, `${estimate.usd} for ${usd}`);
  assert.equal(fleetEstimateLines(estimate, config), [
    'These producers are estimated to cost 0.15 USD at most: 1,550 GB-seconds and 28 requests of Lambda, 5 shards, 35 shard-level metrics, 3,024,000 PUT payload units, for 1 begun hour.',
    "Lambda's free tier is not counted. Rates of us-east-1 in 2023; the authority is https://aws.amazon.com/lambda/pricing/ and https://aws.amazon.com/kinesis/data-streams/pricing/ and https://aws.amazon.com/cloudwatch/pricing/",
  ]);
});

test.run();
