import {
  type MetricDataQuery,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { incomplete, type Whole, whole } from '../aws/whole.ts';
import type { Cloud } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import { isEmpty, MINUTE_MS, type MinuteWindow } from '../minutes.ts';

/** Source: GetMetricData in the API reference. */
const QUERIES_PER_REQUEST = 500;

/** A metric as a chart's row names it. */
export interface MetricRow {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
  readonly periodSeconds: number;
}

/** A metric's sum, minute by minute. */
export function minuteSums(
  namespace: string,
  metricName: string,
  dimensions: MetricRow['dimensions'],
): MetricRow {
  return { namespace, metricName, dimensions, stat: 'Sum', periodSeconds: MINUTE_MS / 1000 };
}

/**
 * The datapoints of a chart's rows, each under the row's key and the start of its period. Every row
 * that was asked for is in the answer.
 *
 * @throws {WorkshopError} `cannot-tell` when CloudWatch could not answer for a row, or only in part;
 * `incomplete` for half an answer
 */
export async function rowsByTime(
  cloud: Cloud,
  rows: ReadonlyMap<string, MetricRow>,
  window: MinuteWindow,
): Promise<CountsByMinute> {
  const points = new Map([...rows.keys()].map((key) => [key, new Map<number, number>()]));
  if (isEmpty(window)) return points; // CloudWatch refuses an empty time range
  const all = [...rows];
  for (let first = 0; first < all.length; first += QUERIES_PER_REQUEST) {
    const asked = all.slice(first, first + QUERIES_PER_REQUEST);
    // A row whose datapoints fill several pages is PartialData on all of them but the last.
    const status = new Map<number, string>();
    for await (const { Id, StatusCode, Timestamps, Values } of resultsOf(cloud, asked, window)) {
      const at = Number(Id.slice(1));
      status.set(at, StatusCode);
      const [key = ''] = asked[at] ?? [];
      for (const [index, stamp] of Timestamps.entries()) {
        const value = Values[index];
        if (value === undefined) throw incomplete('GetMetricData', `value for each timestamp`);
        points.get(key)?.set(stamp.getTime(), value);
      }
    }
    for (const [at, [key, { metricName }]] of asked.entries()) {
      if (status.get(at) === 'Complete') continue;
      throw new WorkshopError(
        'cannot-tell',
        `CloudWatch answered ${status.get(at) ?? 'nothing'} for ${metricName} of ${key}`,
        'Try again in a minute',
      );
    }
  }
  return points;
}

type Result = Whole<MetricDataResult, 'Id' | 'StatusCode' | 'Timestamps' | 'Values'>;

async function* resultsOf(
  cloud: Cloud,
  asked: readonly (readonly [string, MetricRow])[],
  { startMs, endMs }: MinuteWindow,
): AsyncGenerator<Result> {
  const pages = paginateGetMetricData(
    { client: cloud.cloudwatch },
    {
      StartTime: new Date(startMs),
      EndTime: new Date(endMs),
      MetricDataQueries: asked.map(([, row], at) => query(at, row)),
    },
  );
  for await (const page of pages) {
    const { MetricDataResults } = whole('GetMetricData', page, 'MetricDataResults');
    for (const result of MetricDataResults) {
      yield whole('GetMetricData', result, 'Id', 'StatusCode', 'Timestamps', 'Values');
    }
  }
}

function query(at: number, row: MetricRow): MetricDataQuery {
  return {
    Id: `s${at}`,
    MetricStat: {
      Metric: {
        Namespace: row.namespace,
        MetricName: row.metricName,
        Dimensions: Object.entries(row.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: row.periodSeconds,
      Stat: row.stat,
    },
  };
}
