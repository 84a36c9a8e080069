import { GetMetricDataCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { inTurn, perSecond } from '../records.ts';
import { defineRow, type Subject } from '../types.ts';

const NAMESPACE = 'Bench';
const METRIC = 'IncomingRecords';
const MINUTE_MS = 60_000;
const MINUTES = 180;
const SHARDS = [0, 1, 2, 3].map((number) => `shardId-00000000000${number}`);
const CALLS = 40;

const endMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
const startMs = endMs - MINUTES * MINUTE_MS;

/** What the dashboard asks for: the sum of each minute, by shard. */
export const getMetricDataRow = defineRow({
  name: `GetMetricData, calls/s, ${SHARDS.length} shards x 3 h of minutes`,
  better: 'more',
  rounds: 5,
  measures: ({ serves }) => serves.includes('cloudwatch'),
  async prepare({ cloudwatch }) {
    for (const shardId of SHARDS) {
      await cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: NAMESPACE,
          MetricData: Array.from({ length: MINUTES }, (_, minute) => ({
            MetricName: METRIC,
            Dimensions: dimensions(shardId),
            Timestamp: new Date(startMs + minute * MINUTE_MS),
            Value: minute,
          })),
        }),
      );
    }
  },
  measure: (subject) => perSecond(CALLS, () => inTurn(CALLS, 1, () => ask(subject))),
});

async function ask({ cloudwatch, contender }: Subject): Promise<void> {
  const { MetricDataResults = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs),
      EndTime: new Date(endMs),
      MetricDataQueries: SHARDS.map((shardId, index) => ({
        Id: `shard${index}`,
        MetricStat: {
          Metric: { Namespace: NAMESPACE, MetricName: METRIC, Dimensions: dimensions(shardId) },
          Period: 60,
          Stat: 'Sum',
        },
      })),
    }),
  );
  const counts = MetricDataResults.map(({ Values }) => Values?.length);
  if (counts.length !== SHARDS.length || counts.some((count) => count !== MINUTES)) {
    throw new Error(`${contender.name} gave ${counts.join(', ')} values back`);
  }
}

function dimensions(shardId: string) {
  return [
    { Name: 'StreamName', Value: 'bench' },
    { Name: 'ShardId', Value: shardId },
  ];
}
