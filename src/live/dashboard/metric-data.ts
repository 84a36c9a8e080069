import {
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
      answerFrom(cloud, region, pagesOf(cloud, region, input)).then((pages) =>
        readPages(queries, pages),
      );
    answers.set(key, answer);
    return answer;
  };
}

interface Page {
  readonly results: readonly MetricDataResult[];
  readonly messages: readonly string[];
}

async function pagesOf(cloud: Cloud, region: string, input: GetMetricDataInput): Promise<Page[]> {
  const pages: Page[] = [];
  const client = cloud.cloudwatchIn(region);
  for await (const page of paginateGetMetricData({ client }, input)) {
    const { MetricDataResults: results = [], Messages = [] } = page;
    const said = [Messages, ...results.map(({ Messages: own = [] }) => own)].flat();
    pages.push({ results, messages: said.flatMap(({ Value }) => Value ?? []) });
  }
  return pages;
}

/** CloudWatch answers the newest datapoints first, and all results of a search under one id. */
function readPages(queries: readonly WidgetQuery[], pages: readonly Page[]): MetricData {
  const found = new Map<string, WidgetSeries & { points: Point[]; status: string }>();
  for (const { results } of pages) {
    const onPage = new Map<string, number>();
    for (const { Id = '', Label = '', Timestamps = [], Values = [], StatusCode = '' } of results) {
      const name = `${Id} ${Label}`;
      const nth = (onPage.get(name) ?? 0) + 1;
      onPage.set(name, nth);
      const row = queries.find(({ query }) => query.Id === Id);
      const known = found.get(`${nth} ${name}`) ?? {
        id: Id,
        label: Label,
        periodMs: row === undefined ? 0 : periodMsOf(row),
        points: [],
        status: StatusCode,
      };
      Timestamps.forEach((stamp, at) => {
        known.points.push([stamp.getTime(), Values[at] ?? Number.NaN]);
      });
      found.set(`${nth} ${name}`, { ...known, status: StatusCode });
    }
  }
  const incomplete = [...found.values()].filter(({ status }) => status !== 'Complete');
  const messages = [
    ...pages.flatMap((page) => page.messages),
    ...incomplete.map(({ label, status }) => `CloudWatch answered ${status} for ${label}`),
  ];
  return {
    series: [...found.values()].map(({ status: _, points, ...series }) => ({
      ...series,
      points: points.toReversed(),
    })),
    messages: [...new Set(messages)],
  };
}
