import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Conformed } from '../action.ts';
import type { StatisticSet } from './metric-store.ts';
import { invalidCombination, invalidValue, missingParameter, notImplemented } from './refusals.ts';
import { exclusive, isRequired, notInSet, tooLong, tooMany } from './sentences.ts';
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
  const { Unit, StorageResolution = 60, Timestamp } = datum;
  checkText(datum.MetricName, `${at}.MetricName`, 255);
  checkDimensions(datum, `${at}.Dimensions`);
  const ageMs = nowMs - (Timestamp?.getTime() ?? nowMs);
  if (!(ageMs <= TWO_WEEKS_MS && ageMs >= -TWO_HOURS_MS)) {
    throw invalidValue(
      `The parameter ${at}.Timestamp must specify a time within the past two weeks.`,
    );
  }
  if (Unit !== undefined && !UNITS.includes(Unit))
    throw invalidValue(notInSet(`${at}.Unit`, UNITS));
  if (StorageResolution === 1) throw notImplemented(`${at}.StorageResolution 1`);
  if (StorageResolution !== 60) {
    throw invalidValue(notInSet(`${at}.StorageResolution`, [1, 60]));
  }
  checkValues(datum, at);
}

function checkDimensions({ Dimensions = [] }: Datum, at: string): void {
  if (Dimensions.length > DIMENSIONS_LIMIT) throw invalidValue(tooMany(at, DIMENSIONS_LIMIT));
  Dimensions.forEach(({ Name, Value }, index) => {
    const member = `${at}.member.${index + 1}`;
    checkText(Name, `${member}.Name`, 255);
    checkText(Value, `${member}.Value`, 1024);
    if (Name.startsWith(':')) throw badValue(Name, `${member}.Name`);
  });
  if (new Set(Dimensions.map(({ Name }) => Name)).size < Dimensions.length) {
    throw invalidValue('No Metric may specify the same dimension twice.');
  }
}

function checkValues(datum: Datum, at: string): void {
  const { Value, Values, Counts, StatisticValues } = datum;
  const both = (a: string, b: string) => exclusive(`${at}.${a}`, `${at}.${b}`);
  if (Value !== undefined && Values !== undefined) throw invalidValue(both('Value', 'Values'));
  if (StatisticValues !== undefined) {
    if (Value !== undefined) throw invalidCombination(both('Value', 'StatisticValues'));
    if (Values !== undefined) throw invalidCombination(both('Values', 'StatisticValues'));
    checkStatisticSet(StatisticValues, `${at}.StatisticValues`);
  } else if (Values !== undefined) checkArrays(Values, Counts, at);
  else if (Value !== undefined) checkNumber(Value, `${at}.Value`);
  else {
    throw missingParameter(
      `At least one of the parameters ${at}.Value or ${at}.StatisticValues must be specified.`,
    );
  }
}

function checkArrays(values: number[], counts: number[] | undefined, at: string): void {
  if (values.length === 0) throw missingParameter(isRequired(`${at}.Values`));
  if (values.length > VALUES_LIMIT) throw invalidValue(tooMany(`${at}.Values`, VALUES_LIMIT));
  if (counts !== undefined && counts.length !== values.length) {
    throw invalidValue(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`);
  }
  for (const value of values) checkNumber(value, `${at}.Values`);
  for (const count of counts ?? []) {
    checkNumber(count, `${at}.Counts`);
    if (count < 0) throw badValue(count, `${at}.Counts`);
  }
}

function checkStatisticSet(set: NonNullable<Datum['StatisticValues']>, at: string): void {
  for (const name of ['SampleCount', 'Sum', 'Minimum', 'Maximum'] as const) {
    checkNumber(set[name], `${at}.${name}`);
  }
  const wrong = (rule: string) => invalidValue(`The parameter ${at}.${rule}.`);
  if (set.Maximum < set.Minimum) throw wrong(`Maximum must be greater than ${at}.Minimum`);
  if (set.SampleCount < 0) throw wrong('SampleCount must be greater than 0');
  if (set.SampleCount === 0) throw wrong('SampleCount must not equal 0');
}

function checkNumber(value: number, at: string): void {
  if (!(Math.abs(value) <= LARGEST_VALUE)) throw badValue(value, at);
}

function checkText(text: string, at: string, longest: number): void {
  if (text.length === 0) throw missingParameter(isRequired(at));
  if (text.length > longest) throw invalidValue(tooLong(at, longest));
  if (/[^ -~]/.test(text)) {
    throw invalidValue(`The value for parameter ${at} contains non-ASCII characters.`);
  }
}

function badValue(value: unknown, at: string) {
  return invalidValue(`The value ${value} for parameter ${at} is invalid.`);
}

/** A checked datum as the store keeps it: samples as they are, a statistic set's where they are certain. */
export function statisticSetOf({
  Value = 0,
  Values,
  Counts,
  StatisticValues,
}: Datum): StatisticSet {
  if (StatisticValues !== undefined) {
    const { Sum: sum, SampleCount: sampleCount } = StatisticValues;
    const { Minimum: minimum, Maximum: maximum } = StatisticValues;
    const certain = minimum === maximum && sum === minimum * sampleCount;
    const samples = certain ? new Map([[minimum, sampleCount]]) : undefined;
    return { sum, sampleCount, minimum, maximum, samples };
  }
  const values = Values ?? [Value];
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
