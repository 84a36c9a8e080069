import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Conformed } from '../action.ts';
import type { StatisticSet } from './metric-store.ts';
import { invalidCombination, invalidValue, missingParameter, notImplemented } from './refusals.ts';
import { UNITS } from './units.ts';

const TWO_WEEKS_MS = 14 * 24 * 3600 * 1000;
const TWO_HOURS_MS = 2 * 3600 * 1000;
const LARGEST_VALUE = 2 ** 360;
const VALUES_LIMIT = 150;
const DIMENSIONS_LIMIT = 30;

type Datum = Conformed<MetricDatum>;

/**
 * Throws at the first rule that a datum breaks. Source of the limits: the API reference,
 * PutMetricData and MetricDatum.
 *
 * @param at the datum as AWS names it, `MetricData.member.1`
 */
export function checkDatum(datum: Datum, at: string, nowMs: number): void {
  checkLength(datum.MetricName, `${at}.MetricName`, 255);
  checkDimensions(datum, `${at}.Dimensions`);
  checkTimestamp(datum.Timestamp, `${at}.Timestamp`, nowMs);
  const { Unit, StorageResolution } = datum;
  if (Unit !== undefined && !UNITS.includes(Unit)) {
    throw invalidValue(
      `The parameter ${at}.Unit must be a value in the set [ ${UNITS.join(', ')} ].`,
    );
  }
  if (StorageResolution !== undefined && StorageResolution !== 1 && StorageResolution !== 60) {
    throw invalidValue(
      `The parameter ${at}.StorageResolution must be a value in the set [ 1, 60 ].`,
    );
  }
  if (StorageResolution === 1) throw notImplemented(`${at}.StorageResolution 1`);
  checkValues(datum, at);
}

function checkDimensions({ Dimensions = [] }: Datum, at: string): void {
  if (Dimensions.length > DIMENSIONS_LIMIT) throw tooMany(at, DIMENSIONS_LIMIT);
  const seen = new Set<string>();
  Dimensions.forEach(({ Name, Value }, index) => {
    const member = `${at}.member.${index + 1}`;
    checkLength(Name, `${member}.Name`, 255);
    checkLength(Value, `${member}.Value`, 1024);
    if (Name.startsWith(':')) {
      throw invalidValue(`The value ${Name} for parameter ${member}.Name is invalid.`);
    }
    if (seen.has(Name)) throw invalidValue('No Metric may specify the same dimension twice.');
    seen.add(Name);
  });
}

function checkTimestamp(timestamp: Date | undefined, at: string, nowMs: number): void {
  if (timestamp === undefined) return;
  const ms = timestamp.getTime();
  if (!(ms >= nowMs - TWO_WEEKS_MS && ms <= nowMs + TWO_HOURS_MS)) {
    throw invalidValue(`The parameter ${at} must specify a time within the past two weeks.`);
  }
}

function checkValues(datum: Datum, at: string): void {
  const { Value, Values, Counts, StatisticValues } = datum;
  const exclusive = (a: string, b: string) =>
    `The parameters ${at}.${a} and ${at}.${b} are mutually exclusive and you have specified both.`;
  if (Value !== undefined && Values !== undefined) throw invalidValue(exclusive('Value', 'Values'));
  if (Value !== undefined && StatisticValues !== undefined) {
    throw invalidCombination(exclusive('Value', 'StatisticValues'));
  }
  if (Values !== undefined && StatisticValues !== undefined) {
    throw invalidCombination(exclusive('Values', 'StatisticValues'));
  }
  if (Value !== undefined) checkNumber(Value, `${at}.Value`);
  else if (Values !== undefined) checkArrays(Values, Counts, at);
  else if (StatisticValues !== undefined) checkStatisticSet(datum, `${at}.StatisticValues`);
  else {
    throw missingParameter(
      `At least one of the parameters ${at}.Value or ${at}.StatisticValues must be specified.`,
    );
  }
}

function checkArrays(values: number[], counts: number[] | undefined, at: string): void {
  if (values.length === 0) throw missingParameter(`The parameter ${at}.Values is required.`);
  if (values.length > VALUES_LIMIT) throw tooMany(`${at}.Values`, VALUES_LIMIT);
  if (counts !== undefined && counts.length !== values.length) {
    throw invalidValue(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`);
  }
  for (const value of values) checkNumber(value, `${at}.Values`);
  for (const count of counts ?? []) {
    checkNumber(count, `${at}.Counts`);
    if (count < 0) throw invalidValue(`The value ${count} for parameter ${at}.Counts is invalid.`);
  }
}

function checkStatisticSet({ StatisticValues: set }: Datum, at: string): void {
  if (set === undefined) return;
  checkNumber(set.SampleCount, `${at}.SampleCount`);
  checkNumber(set.Sum, `${at}.Sum`);
  checkNumber(set.Minimum, `${at}.Minimum`);
  checkNumber(set.Maximum, `${at}.Maximum`);
  if (set.Maximum < set.Minimum) {
    throw invalidValue(`The parameter ${at}.Maximum must be greater than ${at}.Minimum.`);
  }
  if (set.SampleCount < 0) {
    throw invalidValue(`The parameter ${at}.SampleCount must be greater than 0.`);
  }
  if (set.SampleCount === 0) {
    throw invalidValue(`The parameter ${at}.SampleCount must not equal 0.`);
  }
}

function checkNumber(value: number, at: string): void {
  if (!(Math.abs(value) <= LARGEST_VALUE)) {
    throw invalidValue(`The value ${value} for parameter ${at} is invalid.`);
  }
}

function checkLength(text: string, at: string, longest: number): void {
  if (text.length === 0) throw missingParameter(`The parameter ${at} is required.`);
  if (text.length > longest) {
    throw invalidValue(`The parameter ${at} must be shorter than ${longest + 1} characters.`);
  }
}

export function tooMany(at: string, limit: number) {
  return invalidValue(`The collection ${at} must not have a size greater than ${limit}.`);
}

/** A checked datum as the store keeps it: samples as they are, a statistic set's where they are certain. */
export function statisticSetOf({ Value, Values, Counts, StatisticValues }: Datum): StatisticSet {
  if (StatisticValues !== undefined) {
    const {
      Sum: sum,
      SampleCount: sampleCount,
      Minimum: minimum,
      Maximum: maximum,
    } = StatisticValues;
    const certain = minimum === maximum && sum === minimum * sampleCount;
    const samples = certain ? new Map([[minimum, sampleCount]]) : undefined;
    return { sum, sampleCount, minimum, maximum, samples };
  }
  const values = Values ?? [Value ?? 0];
  const samples = new Map<number, number>();
  let sum = 0;
  let sampleCount = 0;
  values.forEach((value, index) => {
    const count = Counts?.[index] ?? 1;
    samples.set(value, (samples.get(value) ?? 0) + count);
    sum += value * count;
    sampleCount += count;
  });
  return { sum, sampleCount, minimum: Math.min(...values), maximum: Math.max(...values), samples };
}
