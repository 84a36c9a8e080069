/**
 * The members that are doubles. The SDK's schemas call every number a number; all others that a
 * client may send are integers. Source: the services' API references.
 */
export const DOUBLES: Readonly<Record<string, readonly string[]>> = {
  MetricDatum: ['Value', 'Values', 'Counts'],
  StatisticSet: ['SampleCount', 'Sum', 'Minimum', 'Maximum'],
  PutMetricAlarmInput: ['Threshold'],
};

/** Whether a structure's member, or each item of it, is a double. */
export function isDouble(structure: string, member: string): boolean {
  return DOUBLES[structure]?.includes(member) ?? false;
}
