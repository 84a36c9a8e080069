import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry, Cloud, Config, Workshop } from '../../src/contract.ts';
import { plannedPutUnits } from '../../src/cost/put-units.ts';
import type { WorkshopError } from '../../src/errors.ts';
import { attend } from '../../src/runner/attend.ts';
import { Meter } from '../../src/runner/meter.ts';
import { describeStream } from '../../src/stream/stream.ts';
import config from '../../workshop.config.ts';
import { runStep, undoStep, withWorkshop } from '../support/workshop.ts';
import { fakeReporter } from './fakes.ts';

const STEMS = ['01-deploy', '02-enable-metrics', '03-produce', '04-dashboard'];
const lanes = [{ shard: 0, recordsPerSecond: 20 }];
const SHORT = { ...config.traffic, durationSeconds: 60, lanes };

/** A workshop that spends money, as far as it knows. */
async function withAws(
  use: (workshop: Workshop, entries: readonly CatalogueEntry[]) => Promise<void>,
  { target = 'aws', ...changes }: Partial<Config> & Partial<Pick<Cloud, 'target'>> = {},
): Promise<void> {
  const entries = await loadCatalogue(ROOT, STEMS);
  await withWorkshop(
    (workshop) => use({ ...workshop, cloud: { ...workshop.cloud, target } }, entries),
    { traffic: SHORT, ...changes },
  );
}

function ceiling(ceilingUsd: number): Pick<Config, 'cost'> {
  return { cost: { ...config.cost, ceilingUsd } };
}

/** Runs the metered step of a number; what it told last. */
async function run(
  number: number,
  meter: Meter,
  workshop: Workshop,
  entries: readonly CatalogueEntry[],
): Promise<string | undefined> {
  const entry = entries.find((candidate) => candidate.number === number);
  assert.ok(entry);
  return (await runStep(meter.metered(entry).step, workshop)).at(-1);
}

async function errorOf(running: Promise<unknown>): Promise<WorkshopError> {
  try {
    await running;
  } catch (error) {
    return error as WorkshopError;
  }
  return assert.unreachable('It was not stopped') as never;
}

test('On real AWS each step says what the workshop has come to, from what stands and was sent', async () => {
  await withAws(async (workshop, entries) => {
    const meter = new Meter(workshop);
    assert.is(
      await run(1, meter, workshop, entries),
      'So far this workshop has come to about 0.06 USD (4 shards; 1 begun hour).',
    );
    assert.is(
      await run(2, meter, workshop, entries),
      'So far this workshop has come to about 0.07 USD (4 shards, 28 shard-level metrics; 1 begun hour).',
    );
    await workshop.cloud.sleep(2 * 3_600);
    assert.is(
      await run(3, meter, workshop, entries),
      'So far this workshop has come to about 0.21 USD (4 shards, 28 shard-level metrics, 1,209 PUT payload units; 3 begun hours).',
    );
  });
});

test('Elsewhere the steps say nothing of money, and the end says what it would have been', async () => {
  await withAws(
    async (workshop, entries) => {
      const meter = new Meter(workshop);
      assert.is(meter.sentence, undefined);
      assert.is(
        await run(1, meter, workshop, entries),
        'CREATE_COMPLETE hot-shard-workshop (AWS::CloudFormation::Stack)',
      );
      assert.is(
        meter.sentence,
        'On AWS this would have come to about 0.06 USD (4 shards; 1 begun hour).',
      );
    },
    { target: 'local', ...ceiling(0.01) },
  );
});

test('A later command reads what an earlier one and another terminal did, and alarms are counted', async () => {
  await withAws(async (workshop, entries) => {
    const { kinesis, cloudwatch } = workshop.cloud;
    await run(1, new Meter(workshop), workshop, entries);
    const StreamName = workshop.config.names.stream;
    const Data = new Uint8Array(60_000);
    await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: 'a', Data }));
    for (const stream of [StreamName, `${StreamName}-ann`]) {
      await cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName: `${stream}-hot-shard`,
          Namespace: 'AWS/Kinesis',
          MetricName: 'IncomingRecords',
          Dimensions: [{ Name: 'StreamName', Value: stream }],
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
    }
    const meter = new Meter(workshop);
    await meter.read();
    assert.is(
      meter.sentence,
      'So far this workshop has come to about 0.06 USD (4 shards, 1 metric under alarms, 3 PUT payload units; 1 begun hour).',
    );
  });
});

test('What was deleted is not forgotten, and a stream that is made again counts beside it', async () => {
  await withAws(async (workshop, entries) => {
    const meter = new Meter(workshop);
    await run(1, meter, workshop, entries);
    const [deploy] = entries;
    assert.ok(deploy);
    await undoStep(deploy.step, workshop);
    await workshop.cloud.sleep(5 * 3_600);
    await meter.read();
    assert.is(meter.soFarUsd, 0.06);
    await run(1, meter, workshop, entries);
    assert.is(meter.soFarUsd, 0.12);
  });
});

test('A step whose estimate goes over the ceiling is not run', async () => {
  await withAws(async (workshop, entries) => {
    const error = await errorOf(run(1, new Meter(workshop), workshop, entries));
    assert.is(error.code, 'over-ceiling');
    assert.is(
      error.message,
      'Step 1 was not run: this workshop has come to less than 0.01 USD, and the step is estimated to add 0.06 USD, over its ceiling of 0.05 USD',
    );
    assert.is(
      error.remedy,
      'Take everything away: npm run clean-up. To go on, raise cost.ceilingUsd in workshop.config.ts',
    );
    assert.is(await describeStream(workshop), undefined);
  }, ceiling(0.05));
});

test('Who may not read the bill is not let spend, but may clean up', async () => {
  await withAws(async (workshop, entries) => {
    const { cloudwatch } = workshop.cloud;
    await run(1, new Meter(workshop), workshop, entries);
    cloudwatch.middlewareStack.add(
      () => async () => {
        throw Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
      },
      { step: 'initialize' },
    );
    const [deploy, enable] = entries;
    assert.ok(deploy && enable);
    const meter = new Meter(workshop);
    assert.is((await errorOf(run(2, meter, workshop, entries))).message, 'not authorized');
    const { adds: _, ...undoing } = { ...deploy.step, run: deploy.step.undo };
    await runStep(meter.metered({ ...deploy, step: undoing }).step, workshop);
    assert.is(await describeStream(workshop), undefined);
  });
});

test('Traffic that comes to the ceiling is stopped, and its totals are told', async () => {
  const { rates } = config.cost;
  // ten thousand records cost a dollar, and as many more are to be sent
  const cost = { ceilingUsd: 1, rates: { ...rates, millionPutUnitsUsd: 100 } };
  const traffic = { ...SHORT, durationSeconds: 1_000 };
  await withAws(
    async (workshop, entries) => {
      const meter = new Meter(workshop);
      await run(1, meter, workshop, entries);
      // the step has learnt nothing of the price, and so is let begin
      const [, , produce] = entries.map((entry) => ({
        ...entry,
        step: { ...entry.step, adds: () => ({}) },
      }));
      assert.ok(produce);
      const told: string[] = [];
      const error = await errorOf(
        meter.metered(produce).step.run(workshop, (progress) => {
          if (progress.kind === 'fact') told.push(progress.text);
        }),
      );
      assert.is(error.code, 'over-ceiling');
      assert.match(
        error.message,
        /^The traffic was stopped: this workshop has come to 1\.\d\d USD, over its ceiling of 1\.00 USD$/,
      );
      const [, sent = ''] = /^([\d,]+) records sent/.exec(told.at(-1) ?? '') ?? [];
      const records = Number(sent.replace(',', ''));
      assert.ok(records > 9_000 && records < plannedPutUnits(workshop.config), told.at(-1));
    },
    { cost, traffic },
  );
});

test('A participant who is asked at each step is not asked again once the ceiling is reached', async () => {
  await withAws(async (workshop, entries) => {
    const [deploy] = entries;
    assert.ok(deploy);
    const { reporter } = fakeReporter();
    let asked = 0;
    const asker = {
      choose: async () => {
        asked += 1;
        return asked === 1 ? ('run' as const) : ('quit' as const);
      },
      confirm: async () => true,
      watchKey: () => assert.unreachable() as never,
    };
    const options = { workshop, reporter, asker, endpoint: '', openPage: async () => undefined };
    const attending = attend(new Meter(workshop).metered(deploy), [], {
      ...options,
      waitSeconds: 0,
      debug: false,
    });
    assert.is((await errorOf(attending)).code, 'over-ceiling');
    assert.is(asked, 1);
  }, ceiling(0.05));
});

test.run();
