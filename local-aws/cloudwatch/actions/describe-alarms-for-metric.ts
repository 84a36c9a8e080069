import type { DescribeAlarmsForMetricCommand } from '@aws-sdk/client-cloudwatch';
import { type AlarmSettings, described } from '../alarms/alarm.ts';
import { define, type InputOf } from '../define.ts';
import { dimensionMap } from '../dimensions.ts';

/** Alarms of one metric with exactly these dimensions; those of math expressions are not among them. */
export const describeAlarmsForMetric = define<DescribeAlarmsForMetricCommand>({
  rules: {
    MetricName: { minLength: 1, maxLength: 255 },
    Namespace: { minLength: 1, maxLength: 255, pattern: '[^:].*' },
    Dimensions: { maxLength: 30 },
    Period: { min: 1 },
  },
  run(input, { state }) {
    const matching = [...state.alarms.values()].filter(({ settings }) => watches(settings, input));
    return { MetricAlarms: matching.map(described) };
  },
});

function watches(
  settings: AlarmSettings,
  metric: InputOf<DescribeAlarmsForMetricCommand>,
): boolean {
  const same = <Member extends keyof AlarmSettings & keyof typeof metric>(member: Member) =>
    metric[member] === undefined || metric[member] === settings[member];
  const dimensions = (of: AlarmSettings['Dimensions']) =>
    JSON.stringify(Object.entries(dimensionMap(of)).sort());
  return (
    settings.MetricName === metric.MetricName &&
    settings.Namespace === metric.Namespace &&
    dimensions(settings.Dimensions) === dimensions(metric.Dimensions) &&
    (['Statistic', 'ExtendedStatistic', 'Period', 'Unit'] as const).every(same)
  );
}
