import {
  type DescribeStreamSummaryOutput,
  DisableEnhancedMonitoringCommand,
  PutRecordsCommand,
  ResourceNotFoundException,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { connect } from '../../src/aws/cloud.ts';
import type { Cloud } from '../../src/contract.ts';
import { hotSpotOf } from '../../src/diagnosis/diagnosis.ts';
import { keyTable } from '../../src/diagnosis/tables.ts';
import { WorkshopError } from '../../src/errors.ts';
import { total } from '../../src/insight/counts.ts';
import { lastCompleteMinutes } from '../../src/minutes.ts';
import config from '../../workshop.config.ts';
import { keyIn, SHARD_IDS } from '../insight/observed.ts';
import { HOT, oneKeyAt30Percent, twoKeys, uniform } from './shapes.ts';
import { diagnosed, enableMetrics, STREAM, send, unseenText, withStream } from './support.ts';

const HOT_ID = SHARD_IDS[HOT] ?? '';

test('With metrics on and nothing in the way, nothing is unseen', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, uniform());
    const { unseen, counted, heat } = await diagnosed(cloud);
    assert.equal(unseen, []);
    assert.is(total(counted), heat.total.records);
  });
});

test('With metrics off the finding stands, and the throttles are told as unknown', async () => {
  await withStream(
    async (cloud, aws) => {
      await send(cloud, aws, oneKeyAt30Percent());
      const diagnosis = await diagnosed(cloud);
      assert.is(diagnosis.finding.kind, 'one key');
      assert.is(
        unseenText(diagnosis, 'metrics off'),
        'Shard-level metrics are off, so writes that were refused are not known.',
      );
    },
    { withMetrics: false },
  );
});

test('Minutes from before the metrics were on are told with the first of them', async () => {
  await withStream(
    async (cloud, aws) => {
      const records = uniform();
      await send(cloud, aws, records.slice(0, 3_000));
      await enableMetrics(cloud);
      await send(cloud, aws, records.slice(0, 500));
      assert.is(
        unseenText(await diagnosed(cloud), 'metrics missing'),
        'CloudWatch has no shard-level metrics of 3 of the minutes with records, from 2026-06-01 12:01Z on, so writes that were refused are not known.',
      );
    },
    { withMetrics: false },
  );
});

test('Metrics that were on during the traffic and are off now do not count as known', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, uniform());
    const off = { StreamName: STREAM, ShardLevelMetrics: ['ALL' as const] };
    await cloud.kinesis.send(new DisableEnhancedMonitoringCommand(off));
    await cloud.sleep(5);
    assert.match(unseenText(await diagnosed(cloud), 'metrics off'), /^Shard-level metrics are off/);
  });
});

test('Where CloudWatch may not be asked the records tell what they can', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, oneKeyAt30Percent());
    cloud.cloudwatch.middlewareStack.add(() => async () => {
      throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
    });
    const diagnosis = await diagnosed(cloud);
    assert.is(diagnosis.finding.kind, 'one key');
    assert.is(
      unseenText(diagnosis, 'metrics denied'),
      'These credentials may not ask CloudWatch, so writes that were refused are not known.',
    );
  });
});

test('Explicit hash keys are told as far as the records show them, and no split is named', async () => {
  await withStream(async (cloud) => {
    await cloud.sleep(60);
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      await putAt(cloud, 2n ** 127n, 400, `${key}-1`);
    }
    await cloud.sleep(60);
    const diagnosis = await diagnosed(cloud);
    assert.match(
      unseenText(diagnosis, 'explicit hash keys'),
      /^At least \d+\.\d % of the load of shardId-000000000002 was sent with explicit hash keys/,
    );
    assert.is('split' in diagnosis.finding && diagnosis.finding.split, undefined);
  });
});

test('Records that come while the window is read are told of and not counted', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, uniform());
    await putAt(cloud, 0n, 1, keyIn(0, 0));
    const diagnosis = await diagnosed(cloud);
    assert.is(diagnosis.heat.total.records, 6_000);
    assert.is(
      unseenText(diagnosis, 'newer records'),
      'Records arrived after 2026-06-01 12:06Z; they are not counted.',
    );
  });
});

test('Records that are older than the retention are told as gone', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, uniform());
    await cloud.sleep(25 * 60 * 60);
    const window = lastCompleteMinutes(cloud.now(), 26 * 60);
    const diagnosis = await diagnosed(cloud, { window });
    assert.is(diagnosis.finding.kind, 'nothing to judge');
    assert.is(
      unseenText(diagnosis, 'expired records'),
      'Records from before 2026-06-01 13:06Z are gone: the stream keeps them for 24 hours.',
    );
  });
});

test('An encrypted stream is told with its key', async () => {
  await withStream(async (cloud) => {
    described(cloud, { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' });
    assert.is(
      unseenText(await diagnosed(cloud), 'encryption'),
      'The records are encrypted with the KMS key alias/aws/kinesis: sizes are those of the decrypted records.',
    );
  });
});

test('An on-demand stream is told as one that AWS splits', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    described(cloud, { StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
    const diagnosis = await diagnosed(cloud);
    assert.is(diagnosis.mode, 'ON_DEMAND');
    assert.match(unseenText(diagnosis, 'on-demand'), /^The stream is on-demand: AWS splits its/);
  });
});

test('A closed shard that is gone before it is read is told by its id', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    await split(cloud);
    cloud.kinesis.middlewareStack.add((next) => async (args) => {
      if ((args.input as { ShardId?: string }).ShardId !== HOT_ID) return next(args);
      throw new ResourceNotFoundException({ message: 'gone', $metadata: {} });
    });
    const diagnosis = await diagnosed(cloud);
    assert.is(
      unseenText(diagnosis, 'gone shard'),
      `${HOT_ID} came to the end of its retention before it was read.`,
    );
    assert.not.ok(diagnosis.shards.some(({ shardId }) => shardId === HOT_ID));
  });
});

test('With more keys than are counted exactly, the bound of the counts is told', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, oneKeyAt30Percent());
    const heat = { ...config.heat, exactKeys: 50, sketchKeys: 50 };
    const diagnosis = await diagnosed(cloud, { heat });
    const spot = hotSpotOf(diagnosis);
    if (spot === undefined) throw new Error('nothing was judged');
    const { caption, rows } = keyTable(diagnosis, spot, 'records', 1);
    assert.match(
      caption,
      /^Heaviest keys of shardId-000000000002 by records, too great by at most \d+ records$/,
    );
    assert.is(rows[0]?.[0], `"${keyIn(HOT, 0)}"`);
  });
});

test('At the deadline reading ends, and the shards are named that were cut', async () => {
  await withStream(async (cloud, aws) => {
    const data = new Uint8Array(20_000);
    const large = uniform().map((record) => ({ ...record, data }));
    await send(cloud, aws, large);
    const began = cloud.now();
    const diagnosis = await diagnosed(cloud, { withinSeconds: 4 });
    assert.ok(cloud.now() - began <= 5_000, 'it ended in time');
    assert.is(
      unseenText(diagnosis, 'unread records').slice(0, 46),
      'Reading came to its deadline before the end of',
    );
    assert.ok(diagnosis.heat.total.records < 6_000);
  });
});

test('A split shard speaks for its children until they have records of their own', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    await split(cloud);
    const { heat, finding } = await diagnosed(cloud);
    assert.equal(
      heat.shards.map(({ shardId }) => shardId),
      SHARD_IDS,
    );
    assert.is(finding.kind, 'many keys');
  });
});

test('A stream that is not there is named, with its region', async () => {
  await withStream(async (cloud) => {
    try {
      await diagnosed(cloud, { stream: 'orders' });
      assert.unreachable('it was diagnosed');
    } catch (error) {
      assert.instance(error, WorkshopError);
      assert.is((error as WorkshopError).code, 'not-found');
      assert.is((error as WorkshopError).message, 'Stream orders does not exist in us-east-1.');
    }
  });
});

test('An aborted signal ends the reading', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, uniform());
    const controller = new AbortController();
    const interrupted = await connect({
      target: 'endpoint',
      region: cloud.region,
      endpoint: aws.url,
      realTime: false,
      signal: controller.signal,
    });
    try {
      await diagnosed(interrupted, { tell: () => controller.abort() });
      assert.unreachable('it was diagnosed');
    } catch (error) {
      assert.is((error as Error).name, 'AbortError');
    } finally {
      interrupted.close();
    }
  });
});

async function split(cloud: Cloud): Promise<void> {
  await cloud.kinesis.send(
    new SplitShardCommand({
      StreamName: STREAM,
      ShardToSplit: HOT_ID,
      NewStartingHashKey: String(2n ** 127n + 2n ** 125n),
    }),
  );
  await cloud.sleep(10);
}

async function putAt(cloud: Cloud, hashKey: bigint, count: number, partitionKey: string) {
  const record = {
    Data: new Uint8Array(50),
    PartitionKey: partitionKey,
    ExplicitHashKey: String(hashKey),
  };
  await cloud.kinesis.send(
    new PutRecordsCommand({ StreamName: STREAM, Records: Array(count).fill(record) }),
  );
  await cloud.sleep(1);
}

/** A stream that is described otherwise than this local AWS can make one. */
function described(
  cloud: Cloud,
  changes: Partial<DescribeStreamSummaryOutput['StreamDescriptionSummary']>,
): void {
  cloud.kinesis.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const output = result.output as DescribeStreamSummaryOutput;
      if (output.StreamDescriptionSummary !== undefined) {
        Object.assign(output.StreamDescriptionSummary, changes);
      }
      return result;
    },
    { step: 'initialize', name: 'describe' },
  );
}

test.run();
