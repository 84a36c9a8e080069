import { boolean, integer, list, number, object, oneOf, string } from './property-rules.ts';

const text = (maxLength: number) => string({ minLength: 1, maxLength });
const actions = list(text(1024), 5);
const dimensions = list(object({ Name: text(255), Value: text(1024) }, 'Name', 'Value'), 30);
const metric = object({
  Namespace: text(255),
  MetricName: text(255),
  Dimensions: dimensions,
});
const query = object(
  {
    Id: string({ minLength: 1, maxLength: 255, pattern: '[a-z][A-Za-z0-9_]*' }),
    Expression: text(2048),
    Label: string(),
    MetricStat: object(
      { Metric: metric, Period: integer(1), Stat: string(), Unit: string() },
      'Stat',
      'Period',
      'Metric',
    ),
    Period: integer(1),
    ReturnData: boolean,
  },
  'Id',
);

/** Source: the public resource schema of AWS::CloudWatch::Alarm. */
export const cloudWatchAlarmRules = object({
  AlarmName: text(255),
  AlarmDescription: string({ maxLength: 1024 }),
  ActionsEnabled: boolean,
  AlarmActions: actions,
  OKActions: actions,
  InsufficientDataActions: actions,
  ComparisonOperator: string(),
  DatapointsToAlarm: integer(1),
  Dimensions: dimensions,
  EvaluateLowSampleCountPercentile: text(255),
  EvaluationPeriods: integer(1),
  ExtendedStatistic: string(),
  MetricName: text(255),
  Metrics: list(query),
  Namespace: text(255),
  Period: integer(1),
  Statistic: oneOf('Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'),
  Threshold: number,
  TreatMissingData: oneOf('breaching', 'ignore', 'missing', 'notBreaching'),
  Unit: string(),
  Tags: list(object({ Key: text(128), Value: text(256) }, 'Key', 'Value'), 50),
});
