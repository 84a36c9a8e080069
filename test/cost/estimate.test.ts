import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { mostPutUnits, plannedPutUnits } from '../../src/cost/put-units.ts';
import { begunHours, hourlyUsd, sumBilled, totalUsd } from '../../src/cost/usd.ts';
import { trafficEstimateLines, usdText, walkEstimateLines } from '../../src/cost/words.ts';
import config from '../../workshop.config.ts';

const STEMS = ['01-deploy', '02-enable-metrics', '03-produce', '04-dashboard'];
const AUTHORITY =
  'Rates of us-east-1 in 2023; the authority is https://aws.amazon.com/kinesis/data-streams/pricing/ and https://aws.amazon.com/cloudwatch/pricing/';

test('A shard is billed by the hour, metrics, dashboards and alarms by the month, records once', () => {
  const billed = { shards: 4, customMetrics: 28, dashboards: 1, alarmMetrics: 3, putUnits: 1e6 };
  // 4 × 0.015 + (28 × 0.30 + 3 + 3 × 0.10) ÷ 730
  assert.is(hourlyUsd(billed, config).toFixed(6), '0.076027');
  assert.is(totalUsd(billed, 2, config).toFixed(6), '0.166055');
});

test('Other rates make another sum', () => {
  const { rates } = config.cost;
  const cost = { ...config.cost, rates: { ...rates, shardHourUsd: 1, millionPutUnitsUsd: 10 } };
  const billed = sumBilled([{ shards: 2 }, { shards: 1, putUnits: 500_000 }]);
  assert.is(totalUsd(billed, 3, { cost }), 14);
});

test('An hour that has begun counts as a whole one', () => {
  assert.equal([0, 3_600_000, 3_600_001].map(begunHours), [1, 1, 2]);
});

test('A record makes a unit for each begun 25 KB, and the sum of bytes bounds them', () => {
  assert.is(mostPutUnits(1_000, 200_000, config), 1_008);
  // of 40 records of 1 MB, and of 40 of which one has it all
  assert.is(mostPutUnits(40, 40_000_000, config), 1_640);
  const traffic = { ...config.traffic, durationSeconds: 10, recordBytes: 50_000 };
  assert.is(plannedPutUnits({ ...config, traffic }), 7_800);
});

test('The walk is estimated from its steps, with what an hour costs and where it stops', async () => {
  const entries = await loadCatalogue(ROOT, STEMS);
  assert.equal(walkEstimateLines(entries, config, { cleanUp: 'npm run clean-up' }), [
    'This walk is estimated to cost 0.08 USD at most: 4 shards, 28 shard-level metrics, 1 dashboard, 78,624 PUT payload units, for 1 begun hour.',
    'While all of it stands it costs 0.08 USD an hour, until you run npm run clean-up, or until it deletes itself after 8 hours, at 0.60 USD.',
    'The walk stops before it comes to 1.00 USD (cost.ceilingUsd in workshop.config.ts).',
    AUTHORITY,
  ]);
});

test('The estimate follows the configuration: shards, traffic, time, and what is not counted', async () => {
  const entries = await loadCatalogue(ROOT, STEMS);
  const [estimate, hourly, , retention] = walkEstimateLines(
    entries,
    {
      ...config,
      stream: { shardCount: 100, retentionHours: 48, expiresAfterHours: 0 },
      traffic: {
        ...config.traffic,
        durationSeconds: 3_600,
        lanes: [{ shard: 0, recordsPerSecond: 1_000 }],
      },
    },
    { cleanUp: 'npm run clean-up' },
  );
  assert.is(
    estimate,
    'This walk is estimated to cost 3.63 USD at most: 100 shards, 700 shard-level metrics, 1 dashboard, 3,628,800 PUT payload units, for 2 begun hours.',
  );
  assert.is(
    hourly,
    'While all of it stands it costs 1.79 USD an hour, until you run npm run clean-up.',
  );
  assert.is(retention, 'A retention of 48 hours costs extra, which is not counted here.');
});

test('The traffic alone is estimated by its records', () => {
  assert.equal(trafficEstimateLines(config), [
    'This traffic is estimated to cost less than 0.01 USD: 78,624 PUT payload units.',
    AUTHORITY,
  ]);
  assert.is(usdText(0.005), '0.01 USD');
});

test.run();
