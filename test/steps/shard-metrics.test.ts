import { CloudWatchClient, type GetMetricDataInput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shardIdAtCreation } from '../../src/stream/shard-id.ts';
import { shardSumsByMinute } from '../../src/stream/shard-metrics.ts';
import { fakeWorkshop } from '../runner/fakes.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const WINDOW = { startMs: NOON, endMs: NOON + 2 * 60_000 };

test('More than 500 shards are asked for in several requests, and pages are put together', async () => {
  const asked: GetMetricDataInput[] = [];
  const sums = await sumsOf(501, (input) => {
    asked.push({ ...input });
    const ids = (input.MetricDataQueries ?? []).map(({ Id }) => Id);
    const isFirstPage = input.NextToken === undefined;
    const Timestamps = [new Date(isFirstPage ? NOON : NOON + 60_000)];
    return {
      MetricDataResults: ids.map((Id) => ({
        Id,
        Timestamps,
        Values: [isFirstPage ? 1 : 2],
        StatusCode: isFirstPage ? 'PartialData' : 'Complete',
      })),
      ...(isFirstPage ? { NextToken: 'more' } : {}),
    };
  });
  assert.equal(
    asked.map(({ MetricDataQueries, NextToken }) => [MetricDataQueries?.length, NextToken]),
    [
      [500, undefined],
      [500, 'more'],
      [1, undefined],
      [1, 'more'],
    ],
  );
  assert.is(sums.size, 501);
  const both = [
    [NOON, 1],
    [NOON + 60_000, 2],
  ];
  for (const [shardId, minutes] of sums) assert.equal([...minutes], both, shardId);
});

for (const StatusCode of ['PartialData', 'InternalError', 'Forbidden']) {
  test(`An answer that ends in ${StatusCode} is not taken for the whole`, async () => {
    try {
      await sumsOf(2, () => ({
        MetricDataResults: [
          { Id: 's0', Timestamps: [], Values: [], StatusCode: 'Complete' },
          { Id: 's1', Timestamps: [new Date(NOON)], Values: [1], StatusCode },
        ],
      }));
      assert.unreachable('a part was taken for the whole');
    } catch (error) {
      assert.is(
        String(error),
        `WorkshopError: CloudWatch answered ${StatusCode} for IncomingRecords of shardId-000000000001`,
      );
    }
  });
}

/** The sums of so many shards, from a CloudWatch that answers like this. */
function sumsOf(shards: number, answer: (input: GetMetricDataInput) => object) {
  const cloudwatch = new CloudWatchClient({ region: 'us-east-1' });
  cloudwatch.middlewareStack.add(
    () => async (args) => ({
      response: {},
      output: { $metadata: {}, ...answer(args.input as GetMetricDataInput) },
    }),
    { step: 'initialize', name: 'answer' },
  );
  const ids = Array.from({ length: shards }, (_, shard) => shardIdAtCreation(shard));
  const { cloud } = fakeWorkshop({ cloudwatch });
  return shardSumsByMinute(cloud, 'stream', ids, 'IncomingRecords', WINDOW);
}

test.run();
