import type { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { checkDatum, statisticSetOf, tooMany } from '../datum.ts';
import { define } from '../define.ts';
import { dimensionMap } from '../dimensions.ts';
import { invalidValue, missingParameter } from '../refusals.ts';

const DATA_LIMIT = 1000;

/** Stores all of the data, or none of it when one datum is bad. */
export const putMetricData = define<PutMetricDataCommand>({
  rules: { Namespace: { minLength: 1, maxLength: 255, pattern: '[^:].*' } },
  unsupported: ['EntityMetricData', 'StrictEntityValidation'],
  changes: 'data',
  run({ Namespace: namespace, MetricData = [] }, { state, partition }) {
    if (namespace.startsWith('AWS/')) {
      throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
    }
    if (MetricData.length === 0) throw missingParameter('The parameter MetricData is required.');
    if (MetricData.length > DATA_LIMIT) throw tooMany('MetricData', DATA_LIMIT);
    const nowMs = partition.clock.now();
    MetricData.forEach((datum, index) => {
      checkDatum(datum, `MetricData.member.${index + 1}`, nowMs);
    });
    for (const datum of MetricData) {
      const dimensions = dimensionMap(datum.Dimensions);
      state.metrics
        .series({ namespace, metricName: datum.MetricName, dimensions }, datum.Unit)
        .add(statisticSetOf(datum), datum.Timestamp?.getTime() ?? nowMs);
    }
  },
});
