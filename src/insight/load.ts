import { SHARD_RECORDS_PER_SECOND } from './dominance.ts';

/** What a shard's limits are on, and what its heat is judged by. */
export type Measure = 'records' | 'bytes';

export const MEASURES: readonly Measure[] = ['records', 'bytes'];

export type PerMeasure<Value> = Readonly<Record<Measure, Value>>;

/** Records, and bytes as Kinesis counts them: data and the partition key's UTF-8. */
export type Load = PerMeasure<number>;

export const NO_LOAD: Load = { records: 0, bytes: 0 };

/** What one shard takes in one second. Source: Kinesis quotas. */
export const SHARD_TAKES_PER_SECOND: Load = {
  records: SHARD_RECORDS_PER_SECOND,
  bytes: 1024 * 1024,
};

export function perMeasure<Value>(of: (measure: Measure) => Value): PerMeasure<Value> {
  return { records: of('records'), bytes: of('bytes') };
}

export function sumLoads(loads: Iterable<Load>): Load {
  const sum = { records: 0, bytes: 0 };
  for (const { records, bytes } of loads) {
    sum.records += records;
    sum.bytes += bytes;
  }
  return sum;
}
