import type { DescribeAlarmsForMetricCommand } from '@aws-sdk/client-cloudwatch';
import { described } from '../alarms/alarm.ts';
import { define } from '../define.ts';
import { identityOf, keyOf, METRIC_RULES } from '../metric-identity.ts';

/** Alarms of one metric with exactly these dimensions; those of math expressions are not among them. */
export const describeAlarmsForMetric = define<DescribeAlarmsForMetricCommand>({
  rules: { ...METRIC_RULES, Dimensions: { maxLength: 30 }, Period: { min: 1 } },
  run(input, { state }) {
    const metric = keyOf(identityOf(input));
    const told = (['Statistic', 'ExtendedStatistic', 'Period', 'Unit'] as const).filter(
      (member) => input[member] !== undefined,
    );
    const matching = [...state.alarms.values()].filter(
      ({ settings }) =>
        keyOf(identityOf(settings)) === metric &&
        told.every((member) => settings[member] === input[member]),
    );
    return { MetricAlarms: matching.map(described) };
  },
});
