import type { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { define } from '../define.ts';
import { DATAPOINTS_LIMIT } from '../math/context.ts';
import { checkRequest } from '../metric-data/check-queries.ts';
import { cutPage } from '../metric-data/page.ts';
import { runQueries } from '../metric-data/run-queries.ts';
import { surroundings } from '../metric-data/surroundings.ts';

/** `LabelOptions` is taken and has nothing to do: it tells a time zone, and labels with times are refused. */
export const getMetricData = define<GetMetricDataCommand>({
  rules: {
    MaxDatapoints: { min: 1, max: DATAPOINTS_LIMIT },
    ScanBy: { values: ['TimestampDescending', 'TimestampAscending'] },
  },
  run(input, call) {
    checkRequest(input);
    const { NextToken, MaxDatapoints = DATAPOINTS_LIMIT, ...request } = input;
    const range = { startMs: input.StartTime.getTime(), endMs: input.EndTime.getTime() };
    const run = runQueries(input.MetricDataQueries, surroundings(call.state, call, range));
    const newestFirst = input.ScanBy !== 'TimestampAscending';
    const page = cutPage(run.results, MaxDatapoints, newestFirst, NextToken, request);
    const hasMath = input.MetricDataQueries.some(({ Expression }) => Expression !== undefined);
    return {
      MetricDataResults: run.results.map(({ id, series, messages }, index) => {
        const points = page.points[index] ?? [];
        return {
          Id: id,
          Label: series.label,
          Timestamps: points.map(([ms]) => new Date(ms)),
          Values: points.map(([, value]) => value),
          StatusCode: page.partial[index] ? 'PartialData' : 'Complete',
          ...(messages.length > 0 && { Messages: [...messages] }),
        };
      }),
      Messages: [...run.messages],
      // AWS gives no token for requests with math expressions: what is left out stays out
      ...(page.nextToken !== undefined && !hasMath && { NextToken: page.nextToken }),
    };
  },
});
