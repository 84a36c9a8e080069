import type { PropertyRule } from './property-rules.ts';

const text = (maxLength: number): PropertyRule => ({ kind: 'string', minLength: 1, maxLength });
const seconds: PropertyRule = { kind: 'integer', minimum: 1 };
const actions: PropertyRule = { kind: 'list', maxItems: 5, items: text(1024) };
const dimensions: PropertyRule = {
  kind: 'list',
  maxItems: 30,
  items: {
    kind: 'object',
    properties: { Name: text(255), Value: text(1024) },
    required: ['Name', 'Value'],
  },
};
const metricStat: PropertyRule = {
  kind: 'object',
  properties: {
    Metric: {
      kind: 'object',
      properties: { Namespace: text(255), MetricName: text(255), Dimensions: dimensions },
    },
    Period: seconds,
    Stat: { kind: 'string' },
    Unit: { kind: 'string' },
  },
  required: ['Stat', 'Period', 'Metric'],
};

/** Source: the public resource schema of AWS::CloudWatch::Alarm. */
export const cloudWatchAlarmRules: PropertyRule & { readonly kind: 'object' } = {
  kind: 'object',
  properties: {
    AlarmName: text(255),
    AlarmDescription: { kind: 'string', maxLength: 1024 },
    ActionsEnabled: { kind: 'boolean' },
    AlarmActions: actions,
    OKActions: actions,
    InsufficientDataActions: actions,
    ComparisonOperator: { kind: 'string' },
    DatapointsToAlarm: { kind: 'integer', minimum: 1 },
    Dimensions: dimensions,
    EvaluateLowSampleCountPercentile: text(255),
    EvaluationPeriods: { kind: 'integer', minimum: 1 },
    ExtendedStatistic: { kind: 'string' },
    MetricName: text(255),
    Metrics: {
      kind: 'list',
      items: {
        kind: 'object',
        properties: {
          Id: { kind: 'string', minLength: 1, maxLength: 255, pattern: '[a-z][A-Za-z0-9_]*' },
          Expression: text(2048),
          Label: { kind: 'string' },
          MetricStat: metricStat,
          Period: seconds,
          ReturnData: { kind: 'boolean' },
        },
        required: ['Id'],
      },
    },
    Namespace: text(255),
    Period: seconds,
    Statistic: { kind: 'string', values: ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'] },
    Threshold: { kind: 'number' },
    TreatMissingData: {
      kind: 'string',
      values: ['breaching', 'ignore', 'missing', 'notBreaching'],
    },
    Unit: { kind: 'string' },
    Tags: {
      kind: 'list',
      maxItems: 50,
      items: {
        kind: 'object',
        properties: { Key: text(128), Value: text(256) },
        required: ['Key', 'Value'],
      },
    },
  },
};
