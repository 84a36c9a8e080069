import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { aList, anObject, aText, oneOf } from '../../../charts/widget/readers.ts';
import type { Cloud } from '../../contract.ts';
import type { AlarmModel, WidgetContent } from '../models.ts';
import { type AlarmPlace, alarmPlace, describeAlarms } from './alarms.ts';

const STATES = ['ALARM', 'INSUFFICIENT_DATA', 'OK'] as const;

const alarmProperties = anObject({
  alarms: aList(aText),
  sortBy: oneOf('default', 'stateUpdatedTimestamp', 'timestamp'),
  states: aList(oneOf(...STATES)),
  title: aText,
});

/**
 * An alarm widget: the alarms of its ARNs, in its order.
 * Source: Dashboard Body Structure and Syntax, CloudWatch API reference.
 *
 * @throws {Unreadable}
 * @throws {NotDrawn}
 */
export async function alarmWidget(properties: unknown, cloud: Cloud): Promise<WidgetContent> {
  const { alarms: arns = [], sortBy, states = [], title = '' } = alarmProperties(properties, '');
  const places = arns.map((arn) => ({ arn, place: alarmPlace(arn) }));
  const wanted = places.flatMap(({ place }) => place ?? []);
  const regions = [...new Set(wanted.map(({ region }) => region))];
  const found = await Promise.all(regions.map((region) => alarmsIn(cloud, region, wanted)));
  const all = found.flat();
  const isThere = ({ region, name }: AlarmPlace) =>
    all.some((alarm) => alarm.region === region && alarm.name === name);
  return {
    kind: 'alarm',
    title,
    alarms: all
      .map(({ region: _, ...alarm }) => alarm)
      .filter(({ state }) => states.length === 0 || states.includes(state))
      .sort(ORDERS[sortBy ?? 'default']),
    messages: places.flatMap(({ arn, place }) => {
      if (place === undefined) return [`${arn} is no ARN of an alarm.`];
      return isThere(place) ? [] : [`There is no alarm ${place.name} in ${place.region}.`];
    }),
  };
}

type Order = (a: AlarmModel, b: AlarmModel) => number;
const byName: Order = (a, b) => (a.name < b.name ? -1 : 1);
const newestFirst: Order = (a, b) => b.sinceMs - a.sinceMs || byName(a, b);
const ORDERS: Record<'default' | 'stateUpdatedTimestamp' | 'timestamp', Order> = {
  default: byName,
  stateUpdatedTimestamp: (a, b) =>
    STATES.indexOf(a.state) - STATES.indexOf(b.state) || newestFirst(a, b),
  timestamp: newestFirst,
};

async function alarmsIn(cloud: Cloud, region: string, wanted: readonly AlarmPlace[]) {
  const names = wanted.flatMap((place) => (place.region === region ? place.name : []));
  const { metric, composite } = await describeAlarms(cloud, region, [...new Set(names)]);
  return [...metric, ...composite].map((alarm) => ({ region, ...modelOf(alarm) }));
}

function modelOf(alarm: MetricAlarm | CompositeAlarm): AlarmModel {
  const { AlarmName = '', StateValue = 'INSUFFICIENT_DATA', StateReason = '' } = alarm;
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    name: AlarmName,
    state: StateValue,
    reason: StateReason,
    sinceMs: since?.getTime() ?? 0,
  };
}
