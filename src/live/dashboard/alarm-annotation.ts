import type { ComparisonOperator, MetricAlarm, MetricStat } from '@aws-sdk/client-cloudwatch';
import type {
  HorizontalAnnotation,
  MetricRow,
  MetricWidget,
  RowProperties,
} from '../../../charts/widget/metric-widget.ts';
import { Unreadable } from '../../../charts/widget/readers.ts';
import type { Cloud } from '../../contract.ts';
import { alarmPlace, describeAlarms } from './alarms.ts';
import { NotDrawn } from './not-drawn.ts';

/**
 * A widget with the alarm that it is annotated with: the alarm's threshold, and what it looks at
 * where the widget has no rows of its own.
 *
 * @throws {Unreadable | NotDrawn}
 */
export async function withAlarm(widget: MetricWidget, cloud: Cloud): Promise<MetricWidget> {
  const [arn] = widget.annotations?.alarms ?? [];
  if (arn === undefined) return widget;
  const place = alarmPlace(arn);
  if (place === undefined) throw new Unreadable('annotations.alarms[0]', 'is no ARN of an alarm');
  const { metric, composite } = await describeAlarms(cloud, place.region, [place.name]);
  const [alarm] = metric;
  if (alarm === undefined) {
    throw new NotDrawn(
      composite.length > 0
        ? `${place.name} is a composite alarm: it looks at no metric`
        : `There is no alarm ${place.name} in ${place.region}`,
    );
  }
  const { horizontal = [] } = widget.annotations ?? {};
  const annotated = {
    title: place.name,
    ...widget,
    annotations: { ...widget.annotations, horizontal: [...horizontal, ...thresholdOf(alarm)] },
  };
  if (widget.metrics.length > 0) return annotated;
  return { ...annotated, region: place.region, metrics: rowsOf(alarm) };
}

/** What an alarm looks at: one metric, or the queries of an expression. */
function rowsOf(alarm: MetricAlarm): MetricRow[] {
  const { Metrics, Statistic, ExtendedStatistic, Period } = alarm;
  if (Metrics === undefined) {
    return [metricRow({ Metric: alarm, Stat: Statistic ?? ExtendedStatistic, Period }, {})];
  }
  return Metrics.map(({ Id, Label, Expression, MetricStat, AccountId, Period, ReturnData }) => {
    const properties = {
      ...(Id !== undefined && { id: Id }),
      ...(Label !== undefined && { label: Label }),
      ...(AccountId !== undefined && { accountId: AccountId }),
      ...(Expression !== undefined && { expression: Expression }),
      ...(Period !== undefined && { period: Period }),
      visible: ReturnData !== false,
    };
    return MetricStat === undefined ? [properties] : metricRow(MetricStat, properties);
  });
}

function metricRow({ Metric, Stat, Period }: MetricStat, properties: RowProperties): MetricRow {
  const { Namespace = '', MetricName = '', Dimensions = [] } = Metric ?? {};
  return [
    Namespace,
    MetricName,
    ...Dimensions.flatMap(({ Name = '', Value = '' }) => [Name, Value]),
    {
      ...properties,
      ...(Stat !== undefined && { stat: Stat }),
      ...(Period !== undefined && { period: Period }),
    },
  ];
}

const COMPARISONS: Partial<Record<ComparisonOperator, string>> = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanOrEqualToThreshold: '≤',
  LessThanThreshold: '<',
};

/** None where the alarm's threshold is a band that moves. */
function thresholdOf(alarm: MetricAlarm): HorizontalAnnotation[] {
  const { Threshold, ComparisonOperator = '', EvaluationPeriods = 1 } = alarm;
  const comparison = COMPARISONS[ComparisonOperator as ComparisonOperator];
  if (Threshold === undefined || comparison === undefined) return [];
  const { DatapointsToAlarm = EvaluationPeriods } = alarm;
  const label = `${comparison} ${Threshold} in ${DatapointsToAlarm} of ${EvaluationPeriods} datapoints`;
  return [{ value: Threshold, label }];
}
