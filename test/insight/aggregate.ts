import { createHash } from 'node:crypto';

/** What goes into an aggregate. */
export interface ToPack {
  readonly partitionKey: string;
  readonly explicitHashKey?: bigint;
  readonly data: Uint8Array;
}

/** Packs records as the Kinesis Producer Library does, each key once in its table. */
export function aggregate(records: readonly ToPack[]): Uint8Array {
  const partitionKeys = [...new Set(records.map(({ partitionKey }) => partitionKey))];
  const hashKeys = [...new Set(records.flatMap(({ explicitHashKey: key }) => key ?? []))];
  const keyIndexes = new Map(partitionKeys.map((key, index) => [key, index]));
  return framed(
    Buffer.concat([
      ...partitionKeys.map((key) => messageOf([1, Buffer.from(key)])),
      ...hashKeys.map((key) => messageOf([2, Buffer.from(String(key))])),
      ...records.map(({ partitionKey, explicitHashKey, data }) => {
        const key: Field = [1, keyIndexes.get(partitionKey) ?? -1];
        const hashKey: Field[] =
          explicitHashKey === undefined ? [] : [[2, hashKeys.indexOf(explicitHashKey)]];
        return messageOf([3, messageOf(key, ...hashKey, [3, data])]);
      }),
    ]),
  );
}

/** Puts the magic bytes before a message and its MD5 behind it. */
export function framed(message: Uint8Array): Uint8Array {
  const md5 = createHash('md5').update(message).digest();
  return Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, md5]);
}

export type Field = readonly [number: number, value: number | Uint8Array];

export function messageOf(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) =>
      typeof value === 'number'
        ? [varint(number * 8), varint(value)]
        : [varint(number * 8 + 2), varint(value.length), value],
    ),
  );
}

export function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push(128 + (rest % 128));
  }
}
