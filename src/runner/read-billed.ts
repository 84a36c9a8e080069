import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { alarmedMetrics } from '../alarmed-metrics.ts';
import { whole } from '../aws/whole.ts';
import type { Billed, Workshop } from '../contract.ts';
import { mostPutUnits } from '../cost/put-units.ts';
import { dashboardNames } from '../dashboard/dashboard.ts';
import { KEPT_MS, MINUTE_MS, minuteOf } from '../minutes.ts';
import { minuteSums, rowsByTime } from '../stream/metric-rows.ts';
import { enabledShardMetrics } from '../stream/shard-level-metrics.ts';
import type { StreamDescription } from '../stream/stream.ts';

/**
 * What AWS bills the workshop by, as AWS says it stands now. The records are those that CloudWatch
 * has counted since the stream was made, so another terminal's are among them.
 */
export async function readBilled(workshop: Workshop, stream: StreamDescription): Promise<Billed> {
  const shards = stream.OpenShardCount;
  const [dashboards, alarmMetrics, putUnits] = await Promise.all([
    countBilledDashboards(workshop),
    countAlarmMetrics(workshop),
    countPutUnits(workshop, stream),
  ]);
  const customMetrics = shards * enabledShardMetrics(stream).length;
  return { shards, customMetrics, dashboards, alarmMetrics, putUnits };
}

/** The workshop's own dashboard, where the account has used up the free ones. */
async function countBilledDashboards({ cloud, config }: Workshop): Promise<number> {
  const names = await dashboardNames(cloud);
  const isBilled = names.length > config.cost.rates.freeDashboards;
  return isBilled && names.includes(config.names.dashboard) ? 1 : 0;
}

/** Another participant's alarm may begin with the same name: its stream is another one. */
async function countAlarmMetrics({ cloud, config }: Workshop): Promise<number> {
  const { stream } = config.names;
  const pages = paginateDescribeAlarms({ client: cloud.cloudwatch }, { AlarmNamePrefix: stream });
  let count = 0;
  for await (const page of pages) {
    for (const alarm of whole('DescribeAlarms', page, 'MetricAlarms').MetricAlarms) {
      count += alarmedMetrics(alarm, stream);
    }
  }
  return count;
}

async function countPutUnits(
  { cloud, config }: Workshop,
  { StreamCreationTimestamp }: StreamDescription,
): Promise<number> {
  const nowMs = cloud.now();
  const startMs = Math.max(StreamCreationTimestamp.getTime(), nowMs - KEPT_MS);
  const row = (metricName: string) =>
    minuteSums('AWS/Kinesis', metricName, { StreamName: config.names.stream });
  const sums = await rowsByTime(
    cloud,
    new Map(['IncomingRecords', 'IncomingBytes'].map((metric) => [metric, row(metric)])),
    { startMs: minuteOf(startMs), endMs: minuteOf(nowMs) + MINUTE_MS },
  );
  const total = (metric: string) =>
    [...(sums.get(metric)?.values() ?? [])].reduce((sum, value) => sum + value, 0);
  return mostPutUnits(total('IncomingRecords'), total('IncomingBytes'), config);
}
