import type { PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import type { Conformed, Constraint } from '../action.ts';
import { violations } from '../rules.ts';
import { invalidArgument } from './errors.ts';
import { decimalDigits, LARGEST_DECIMAL_DIGITS } from './hash-key.ts';
import { invalid } from './invalid.ts';
import { DATA, HASH_KEY, PARTITION_KEY } from './rules.ts';
import type { Shard } from './shard.ts';
import type { Stream } from './stream.ts';

/** A record as PutRecord and PutRecords take it. */
export type RecordToPut = Conformed<PutRecordsRequestEntry>;

const HASH_KEY_PATTERN = new RegExp(`^(?:${HASH_KEY.pattern})$`);
const RULES: Readonly<Record<string, Constraint>> = {
  Data: DATA,
  PartitionKey: PARTITION_KEY,
  ExplicitHashKey: HASH_KEY,
};

/** The rules of the records of PutRecords, by the path of the member that broke them. */
const RULES_OF_RECORDS = Object.fromEntries(
  Object.entries(RULES).map(([member, rule]) => [`Records.member.${member}`, rule]),
);

/**
 * Looks at the records of PutRecords as the rules of an action are looked at. The generic way costs
 * a record more than storing it, so that it is gone only to say what is wrong.
 *
 * @throws ValidationException
 */
export function requireRecords(records: readonly RecordToPut[]): void {
  if (records.every(isWellFormed)) return;
  throw invalid(violations({ Records: records }, RULES_OF_RECORDS));
}

/** @throws ValidationException */
export function requireRecord(record: RecordToPut): void {
  if (!isWellFormed(record)) throw invalid(violations(record, RULES));
}

function isWellFormed({ Data, PartitionKey, ExplicitHashKey }: RecordToPut): boolean {
  if (Data.byteLength > (DATA.maxLength ?? 0)) return false;
  if (PartitionKey !== undefined && (PartitionKey.length < 1 || PartitionKey.length > 256)) {
    return false;
  }
  return ExplicitHashKey === undefined || HASH_KEY_PATTERN.test(ExplicitHashKey);
}

/** The bytes of a record's partition key, which count like its data. */
export function keyBytesOf({ PartitionKey }: RecordToPut): number {
  return PartitionKey === undefined ? 0 : Buffer.byteLength(PartitionKey);
}

/**
 * A member of a record as AWS's sentences name it.
 *
 * @param index of the record in PutRecords; undefined for PutRecord
 */
function memberPath(member: string, index: number | undefined): string {
  return index === undefined ? member : `records.${index + 1}.member.${member}`;
}

/**
 * The shard that a record goes to.
 *
 * @param index of the record in PutRecords, for the error's sentence
 * @throws ValidationException without a partition key, unless the strategy AUTO makes it optional
 * @throws InvalidArgumentException for a hash key outside the hash space
 */
export function shardFor(stream: Stream, record: RecordToPut, index?: number): Shard {
  if (stream.distribution === 'AUTO') return stream.shards.inTurn();
  if (record.PartitionKey === undefined) {
    throw invalid([
      {
        path: memberPath('partitionKey', index),
        value: undefined,
        constraint: 'Member must not be null',
      },
    ]);
  }
  if (record.ExplicitHashKey === undefined) {
    return stream.shards.forPartitionKey(record.PartitionKey);
  }
  if (decimalDigits(record.ExplicitHashKey) > LARGEST_DECIMAL_DIGITS) {
    throw invalidArgument(
      `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${record.ExplicitHashKey}`,
    );
  }
  return stream.shards.forHashKey(record.ExplicitHashKey);
}

/**
 * The stream's limit on a record, of data and partition key.
 *
 * @throws ValidationException
 */
export function requireSize(stream: Stream, bytes: number, index?: number): void {
  const most = stream.maxRecordKiB * 1024;
  if (bytes <= most) return;
  throw invalid([
    {
      path: memberPath('data', index),
      value: new Uint8Array(0),
      constraint: `Member must have length less than or equal to ${most}`,
    },
  ]);
}
