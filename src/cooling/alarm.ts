import {
  type AlarmHistoryItem,
  DescribeAlarmsCommand,
  type Dimension,
  type MetricAlarm,
  paginateDescribeAlarmHistory,
} from '@aws-sdk/client-cloudwatch';
import { alarmedMetrics } from '../alarmed-metrics.ts';
import { incomplete, whole } from '../aws/whole.ts';
import type { Tell, Workshop } from '../contract.ts';
import { poll } from '../poll.ts';
import { deployStack, type StackSpecification } from '../stack/deploy-stack.ts';
import type { ListedShard } from '../stream/shards.ts';

/** Metrics that one alarm may take. Source: CloudWatch, alarms on metric math. */
export const SHARDS_OF_AN_ALARM = 10;

/** The names that `templates/06-cool.yaml` gives its alarms. */
export function hotShardAlarm({ config }: Pick<Workshop, 'config'>): string {
  return `${config.names.stream}-hot-shard`;
}

export function writeThrottleAlarm({ config }: Pick<Workshop, 'config'>): string {
  return `${config.names.stream}-write-throttles`;
}

/** The stack with the alarms, but for the shards that it watches. */
export function alarmStack({ config }: Workshop): StackSpecification {
  const { names, heat, alarm } = config;
  return {
    name: names.alarmStack,
    template: '06-cool.yaml',
    parameters: {
      StreamName: names.stream,
      MaxTimesFairShare: String(heat.maxTimesFairShare),
      EvaluationMinutes: String(alarm.evaluationMinutes),
      HotMinutes: String(alarm.hotMinutes),
    },
  };
}

/** @param shards the first ten of them are watched */
export async function deployAlarms(
  workshop: Workshop,
  shards: readonly ListedShard[],
  tell: Tell,
): Promise<void> {
  if (shards.length > SHARDS_OF_AN_ALARM) {
    const text = `An alarm takes ${SHARDS_OF_AN_ALARM} metrics: it watches the first ${SHARDS_OF_AN_ALARM} of ${shards.length} open shards`;
    tell({ kind: 'fact', text });
  }
  const stack = alarmStack(workshop);
  const watched = shards
    .slice(0, SHARDS_OF_AN_ALARM)
    .map(({ shardId }, index) => [`Shard${index + 1}`, shardId]);
  const parameters = { ...stack.parameters, ...Object.fromEntries(watched) };
  await deployStack(workshop, { ...stack, parameters }, tell);
}

/** `OK`, `ALARM` or `INSUFFICIENT_DATA`; undefined when there is no such alarm. */
export async function alarmState(workshop: Workshop, name: string): Promise<string | undefined> {
  const alarm = await describeAlarm(workshop, name);
  return alarm && stateOf(alarm);
}

/** An alarm as it is now, and whether it looks at any metric of the workshop's stream. */
export interface SeenAlarm {
  readonly state: string;
  readonly watchesStream: boolean;
}

/** Undefined when there is no such alarm. */
export async function seeAlarm(workshop: Workshop, name: string): Promise<SeenAlarm | undefined> {
  const alarm = await describeAlarm(workshop, name);
  if (alarm === undefined) return undefined;
  const state = stateOf(alarm);
  expectWholeMetrics(alarm);
  return { state, watchesStream: alarmedMetrics(alarm, workshop.config.names.stream) > 0 };
}

async function describeAlarm({ cloud }: Workshop, name: string): Promise<MetricAlarm | undefined> {
  const answer = await cloud.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm'] }),
  );
  return whole('DescribeAlarms', answer, 'MetricAlarms').MetricAlarms[0];
}

function stateOf(alarm: MetricAlarm): string {
  return whole('DescribeAlarms', alarm, 'StateValue').StateValue;
}

/** An alarm names its metric, or those of its expression: one that has neither was cut. */
function expectWholeMetrics(alarm: MetricAlarm): void {
  const operation = 'DescribeAlarms';
  if (alarm.Metrics === undefined || alarm.Metrics.length === 0) {
    expectWholeDimensions(whole(operation, alarm, 'MetricName', 'Dimensions').Dimensions);
    return;
  }
  for (const query of alarm.Metrics) {
    if (query.Expression !== undefined) continue;
    const { Metric } = whole(operation, query, 'MetricStat').MetricStat;
    const metric = whole(operation, Metric ?? {}, 'Dimensions');
    expectWholeDimensions(metric.Dimensions);
  }
}

function expectWholeDimensions(dimensions: readonly Dimension[]): void {
  for (const dimension of dimensions) whole('DescribeAlarms', dimension, 'Name', 'Value');
}

/** A state that an alarm went into. */
export interface AlarmChange {
  readonly state: string;
  readonly atMs: number;
}

/** The states of an alarm since a moment, the oldest first. CloudWatch keeps them for weeks. */
export async function alarmChanges(
  { cloud }: Workshop,
  name: string,
  sinceMs: number,
): Promise<AlarmChange[]> {
  const pages = paginateDescribeAlarmHistory(
    { client: cloud.cloudwatch },
    {
      AlarmName: name,
      HistoryItemType: 'StateUpdate',
      StartDate: new Date(sinceMs),
      ScanBy: 'TimestampAscending',
    },
  );
  const changes: AlarmChange[] = [];
  for await (const page of pages) {
    const { AlarmHistoryItems } = whole('DescribeAlarmHistory', page, 'AlarmHistoryItems');
    changes.push(...AlarmHistoryItems.map(changeOf));
  }
  return changes;
}

function changeOf(item: AlarmHistoryItem): AlarmChange {
  const operation = 'DescribeAlarmHistory';
  const { HistoryData, Timestamp } = whole(operation, item, 'HistoryData', 'Timestamp');
  const data = JSON.parse(HistoryData) as { newState?: { stateValue?: string } };
  const state = data.newState?.stateValue;
  if (state === undefined) throw incomplete(operation, 'newState.stateValue');
  return { state, atMs: Timestamp.getTime() };
}

/** @throws {WorkshopError} `not-finished` at the deadline */
export function waitForAlarm(
  workshop: Workshop,
  name: string,
  state: 'ALARM' | 'OK',
  tell: Tell,
): Promise<void> {
  return waitFor(workshop, name, [state], tell);
}

/** A new alarm has INSUFFICIENT_DATA until it has looked at its metrics for the first time. */
export function waitForFirstState(workshop: Workshop, name: string, tell: Tell): Promise<void> {
  return waitFor(workshop, name, ['OK', 'ALARM'], tell);
}

async function waitFor(
  workshop: Workshop,
  name: string,
  states: readonly string[],
  tell: Tell,
): Promise<void> {
  const { cloud, config } = workshop;
  const { alarm, deadlines } = config;
  const wanted = states.join(' or ');
  await poll(
    cloud,
    async (notThere) => {
      const now = await alarmState(workshop, name);
      if (now !== undefined && states.includes(now)) return now;
      return notThere(`Alarm ${name} is ${now ?? 'not there'}, not yet ${wanted}`);
    },
    {
      what: `alarm ${name} to go to ${wanted}`,
      everySeconds: alarm.askedEverySeconds,
      withinSeconds: alarm.evaluationMinutes * 60 + deadlines.metricsSeconds,
      tell,
    },
  );
}
