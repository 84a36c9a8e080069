import type { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../errors.ts';
import { Alarm, alarmArn, BREACHES } from '../alarms/alarm.ts';
import { addAlarm, configureAlarm } from '../alarms/change-alarm.ts';
import { checkAlarm } from '../alarms/check-alarm.ts';
import { evaluateAlarm, keepEvaluating } from '../alarms/evaluate-alarm.ts';
import { define } from '../define.ts';
import { METRIC_RULES } from '../metric-identity.ts';
import { CloudWatchState } from '../state.ts';
import { STANDARD_STATISTICS } from '../statistic.ts';
import { addTags, TAG_RULES } from '../tags.ts';
import { UNITS } from '../units.ts';

/** In an account and region. Source: CloudWatch quotas. */
const MOST_ALARMS = 5000;
const ACTIONS = { maxLength: 5 };
/** With the band of an anomaly detection; they are refused by name. */
const BAND_COMPARISONS = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];

/**
 * Creates an alarm, or replaces its configuration and leaves its state. Its actions are kept as
 * AWS keeps them, unchecked; nothing here could carry them out.
 */
export const putMetricAlarm = define<PutMetricAlarmCommand>({
  rules: {
    AlarmName: { minLength: 1, maxLength: 255 },
    AlarmDescription: { maxLength: 1024 },
    OKActions: ACTIONS,
    AlarmActions: ACTIONS,
    InsufficientDataActions: ACTIONS,
    ...METRIC_RULES,
    Statistic: { values: STANDARD_STATISTICS },
    Dimensions: { maxLength: 30 },
    Period: { min: 1 },
    Unit: { values: UNITS },
    EvaluationPeriods: { min: 1 },
    DatapointsToAlarm: { min: 1 },
    ComparisonOperator: { values: [...Object.keys(BREACHES), ...BAND_COMPARISONS] },
    EvaluateLowSampleCountPercentile: { values: ['evaluate', 'ignore'] },
    ...TAG_RULES,
  },
  unsupported: [
    'ActionConfiguration',
    'EvaluationCriteria',
    'EvaluationInterval',
    'EvaluationWindow',
    'ThresholdMetricId',
    'WarmUpConfiguration',
  ],
  run(input, { state, partition, account, region }) {
    checkAlarm(input);
    const scope = { partition, account, region };
    const nowMs = partition.clock.now();
    const arn = alarmArn(account, region, input.AlarmName);
    // An expression that can not be worked out is refused now, and not found out at every minute:
    // without data, since these are not the same ones when the call is run again.
    const withoutData = new CloudWatchState(partition.metricStorage);
    evaluateAlarm(new Alarm(arn, input, nowMs), withoutData, scope);
    const existing = state.alarms.get(input.AlarmName);
    if (existing !== undefined) {
      configureAlarm(existing, input, state, nowMs);
      return;
    }
    if (state.alarms.size >= MOST_ALARMS) {
      const message = 'The quota for alarms for this customer has already been reached.';
      throw new AwsError('LimitExceededFault', message);
    }
    const alarm = new Alarm(arn, input, nowMs);
    addTags(alarm.tags, input.Tags);
    addAlarm(alarm, state, nowMs);
    keepEvaluating(alarm, state, scope);
  },
});
