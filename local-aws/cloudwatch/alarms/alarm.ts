import type { MetricAlarm, PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch';
import type { Conformed } from '../../action.ts';

/** When a value breaches a threshold. */
export const BREACHES = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
};

/** Of what is refused by name, the members whose types no answer of the SDK's takes. */
type Refused = 'EvaluationCriteria' | 'EvaluationWindow';

/** What a client asked for, with what AWS needs of it checked. */
export type AlarmSettings = Omit<Conformed<PutMetricAlarmInput>, Refused> & {
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: keyof typeof BREACHES;
};

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON */
  readonly reasonData?: string | undefined;
}

const INITIAL: AlarmState = {
  value: 'INSUFFICIENT_DATA',
  reason: 'Unchecked: Initial alarm creation',
};

/** A metric alarm; times are cloud milliseconds. */
export class Alarm {
  readonly tags = new Map<string, string>();
  state = INITIAL;
  configuredMs: number;
  stateUpdatedMs: number;
  stateTransitionedMs: number;

  constructor(
    readonly arn: string,
    public settings: AlarmSettings,
    nowMs: number,
  ) {
    this.configuredMs = nowMs;
    this.stateUpdatedMs = nowMs;
    this.stateTransitionedMs = nowMs;
  }

  get name(): string {
    return this.settings.AlarmName;
  }

  configure(settings: AlarmSettings, nowMs: number): void {
    this.settings = settings;
    this.configuredMs = nowMs;
  }

  enter(state: AlarmState, nowMs: number): void {
    if (state.value !== this.state.value) this.stateTransitionedMs = nowMs;
    this.state = state;
    this.stateUpdatedMs = nowMs;
  }

  get isUnchecked(): boolean {
    return this.state === INITIAL;
  }
}

/** In seconds: of its metric, or of all its queries. */
export function periodOf({ Period, Metrics = [] }: Pick<AlarmSettings, 'Period' | 'Metrics'>) {
  const periods = Metrics.flatMap((query) => query.MetricStat?.Period ?? query.Period ?? []);
  return Period ?? Math.min(...periods);
}

/** An alarm as DescribeAlarms answers it. */
export function described({ arn, settings, state, ...alarm }: Alarm): MetricAlarm {
  const { Tags: _tags, Metrics, ...given } = settings;
  return {
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    ...given,
    ...(Metrics === undefined ? { Dimensions: given.Dimensions ?? [] } : { Metrics }),
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredMs),
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData !== undefined && { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: new Date(alarm.stateUpdatedMs),
    StateTransitionedTimestamp: new Date(alarm.stateTransitionedMs),
  };
}

export function alarmArn(account: string, region: string, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
}
