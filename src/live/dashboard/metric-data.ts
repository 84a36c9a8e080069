import {
  type CloudWatchClient,
  type GetMetricDataInput,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import type { Point, Range } from '../../../charts/chart.ts';
import type { WidgetSeries } from '../../../charts/widget/widget-chart.ts';
import type { WidgetQuery } from '../../../charts/widget/widget-queries.ts';
import type { Cloud } from '../../contract.ts';
import { answerFrom } from './not-drawn.ts';
import { periodMsOf } from './periods.ts';

export interface MetricData {
  readonly series: readonly WidgetSeries[];
  /** What CloudWatch said beside, each sentence once. */
  readonly messages: readonly string[];
}

/** @throws {NotDrawn} */
export type AskForMetrics = (
  region: string,
  queries: readonly WidgetQuery[],
  range: Range,
  timezone: string | undefined,
) => Promise<MetricData>;

/**
 * Asks for the metrics of one widget at a time: what labels tell apart, what METRICS() is and what a
 * bad expression spoils are those of a request. Widgets that ask for just the same share an answer.
 */
export function metricsOfRound(cloud: Cloud): AskForMetrics {
  const answers = new Map<string, Promise<MetricData>>();
  return (region, queries, { startMs, endMs }, timezone) => {
    const input: GetMetricDataInput = {
      MetricDataQueries: queries.map(({ query }) => query),
      StartTime: new Date(startMs),
      EndTime: new Date(endMs),
      ...(timezone !== undefined && { LabelOptions: { Timezone: timezone } }),
    };
    const key = JSON.stringify([region, input]);
    const answer =
      answers.get(key) ??
      answerFrom(cloud, region, async (client) => readPages(queries, await pagesOf(client, input)));
    answers.set(key, answer);
    return answer;
  };
}

interface Page {
  readonly results: readonly MetricDataResult[];
  readonly messages: readonly string[];
}

async function pagesOf(client: CloudWatchClient, input: GetMetricDataInput): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of paginateGetMetricData({ client }, input)) {
    const { MetricDataResults: results = [], Messages = [] } = page;
    const said = [Messages, ...results.map(({ Messages: own = [] }) => own)].flat();
    pages.push({ results, messages: said.flatMap(({ Value }) => Value ?? []) });
  }
  return pages;
}

/** CloudWatch answers the newest datapoints first, and all results of a search under one id. */
function readPages(queries: readonly WidgetQuery[], pages: readonly Page[]): MetricData {
  const periods = new Map(queries.map((row) => [row.query.Id, periodMsOf(row)]));
  const found = new Map<string, { series: WidgetSeries; points: Point[]; status: string }>();
  for (const { results } of pages) {
    const nths = new Map<string, number>();
    for (const { Id: id = '', Label: label = '', StatusCode: status = '', ...data } of results) {
      const name = `${id} ${label}`;
      const nth = (nths.get(name) ?? 0) + 1;
      nths.set(name, nth);
      const key = `${nth} ${name}`;
      const points = found.get(key)?.points ?? [];
      const { Timestamps = [], Values = [] } = data;
      Timestamps.forEach((stamp, at) => {
        points.push([stamp.getTime(), Values[at] ?? Number.NaN]);
      });
      const series = { id, label, periodMs: periods.get(id) ?? 0, points };
      found.set(key, { series, points, status });
    }
  }
  const all = [...found.values()];
  const messages = [
    ...pages.flatMap((page) => page.messages),
    ...all.flatMap(({ series, status }) =>
      status === 'Complete' ? [] : `CloudWatch answered ${status} for ${series.label}`,
    ),
  ];
  return {
    series: all.map(({ series, points }) => ({ ...series, points: points.toReversed() })),
    messages: [...new Set(messages)],
  };
}
