import type { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { checkDatum, statisticSetOf } from '../datum.ts';
import { define } from '../define.ts';
import { identityOf, METRIC_RULES } from '../metric-identity.ts';
import { invalidValue, missingParameter } from '../refusals.ts';
import { isRequired, tooMany } from '../sentences.ts';

const DATA_LIMIT = 1000;

/** Stores all of the data, or none of it when one datum is bad. */
export const putMetricData = define<PutMetricDataCommand>({
  rules: { Namespace: METRIC_RULES.Namespace },
  unsupported: ['EntityMetricData', 'StrictEntityValidation'],
  changes: 'data',
  run({ Namespace, MetricData = [] }, { state, partition }) {
    if (Namespace.startsWith('AWS/')) {
      throw invalidValue(`The value ${Namespace} for parameter Namespace is invalid.`);
    }
    if (MetricData.length === 0) throw missingParameter(isRequired('MetricData'));
    if (MetricData.length > DATA_LIMIT) throw invalidValue(tooMany('MetricData', DATA_LIMIT));
    const nowMs = partition.clock.now();
    MetricData.forEach((datum, index) => {
      checkDatum(datum, `MetricData.member.${index + 1}`, nowMs);
    });
    for (const datum of MetricData) {
      state.metrics
        .series(identityOf({ ...datum, Namespace }), datum.Unit)
        .add(statisticSetOf(datum), datum.Timestamp?.getTime() ?? nowMs);
    }
  },
});
