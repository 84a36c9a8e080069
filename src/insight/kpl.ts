import { createHash } from 'node:crypto';
import { HASH_SPACE, isWithin } from './hash-space.ts';
import { type ProtobufField, protobufFields } from './protobuf.ts';
import { type ReadRecord, recordBytes } from './read-record.ts';

/** A record as its producer meant it: a Kinesis record, or one of those packed into it. */
export interface UserRecord {
  readonly partitionKey: string;
  /** where it was sent to in place of the MD5 of its partition key, where that is known */
  readonly explicitHashKey?: bigint;
  /** data and the partition key's UTF-8 */
  readonly bytes: number;
}

/*
 * An aggregate of the Kinesis Producer Library: magic bytes, a protocol-buffers message, the MD5 of
 * that message. The message has a table of partition keys (field 1), one of explicit hash keys in
 * decimal digits (2), and records (3), each with indexes into the tables (1 and 2, the second
 * optional) and its data (3). Source: aggregation-format.md of amazon-kinesis-producer.
 */
const MAGIC = Buffer.from([0xf3, 0x89, 0x9a, 0xc2]);
const MD5_BYTES = 16;

const utf8 = new TextDecoder();

/**
 * The user records of a Kinesis record: of an aggregate those packed into it, else itself. Explicit
 * hash keys are in aggregates only: GetRecords does not tell a Kinesis record's own.
 */
export function userRecords(record: Omit<ReadRecord, 'arrivedMs'>): UserRecord[] {
  const { partitionKey, data } = record;
  return unpackAggregate(data) ?? [{ partitionKey, bytes: recordBytes(record) }];
}

/**
 * Undefined for what is no aggregate, or a damaged one: then it is a plain record, as the Kinesis
 * Client Library has it where magic bytes or MD5 are wrong.
 */
function unpackAggregate(data: Uint8Array): UserRecord[] | undefined {
  if (MAGIC.compare(data.subarray(0, MAGIC.length)) !== 0) return undefined;
  const message = data.subarray(MAGIC.length, -MD5_BYTES);
  const md5 = createHash('md5').update(message).digest();
  if (md5.compare(data.subarray(-MD5_BYTES)) !== 0) return undefined;

  const fields = protobufFields(message);
  if (fields === undefined) return undefined;
  const partitionKeys = allBytes(fields, 1);
  const hashKeys = allBytes(fields, 2).map(hashKeyOf);
  const records = allBytes(fields, 3).map((record) => userRecord(record, partitionKeys, hashKeys));
  const whole = records.filter((record) => record !== undefined);
  return whole.length === 0 || whole.length < records.length ? undefined : whole;
}

function userRecord(
  message: Uint8Array,
  partitionKeys: readonly Uint8Array[],
  hashKeys: readonly (bigint | undefined)[],
): UserRecord | undefined {
  const fields = protobufFields(message) ?? [];
  const [keyIndex, hashKeyIndex, data] = [1, 2, 3].map(
    (number) => fields.find((field) => field.number === number)?.value,
  );
  const key = typeof keyIndex === 'number' ? partitionKeys[keyIndex] : undefined;
  if (key === undefined || !(data instanceof Uint8Array)) return undefined;
  const record = { partitionKey: utf8.decode(key), bytes: data.length + key.length };
  if (hashKeyIndex === undefined) return record;
  const explicitHashKey = typeof hashKeyIndex === 'number' ? hashKeys[hashKeyIndex] : undefined;
  return explicitHashKey === undefined ? undefined : { ...record, explicitHashKey };
}

function hashKeyOf(digits: Uint8Array): bigint | undefined {
  const text = utf8.decode(digits);
  const hashKey = /^\d{1,39}$/.test(text) ? BigInt(text) : -1n;
  return isWithin(hashKey, HASH_SPACE) ? hashKey : undefined;
}

function allBytes(fields: readonly ProtobufField[], number: number): Uint8Array[] {
  return fields
    .filter((field) => field.number === number)
    .map(({ value }) => value)
    .filter((value) => value instanceof Uint8Array);
}
