import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type UserRecord, userRecords } from '../../src/insight/kpl.ts';
import { aggregate, type Field, framed, messageOf, varint } from './aggregate.ts';

const LAST_HASH_KEY = 2n ** 128n - 1n;

/**
 * What the npm package aws-kinesis-agg 4.2.8 (AWS's own) makes of two orders of shop-0042, the second
 * of them empty, and between them one of müller with the greatest hash key.
 */
const BY_AWS =
  'f3899ac20a0973686f702d303034320a076dc3bc6c6c65721227313730313431313833343630343639323331373331' +
  '3638373330333731353838343130353732381227333430323832333636393230393338343633343633333734363037' +
  '3433313736383231313435351a11080010001a0b7b226f72646572223a317d1a11080110011a0b7b226f7264657222' +
  '3a327d1a06080010001a0035a235c46248825d606d660fcad8cc1c';

/** The same without any explicit hash key. */
const BY_AWS_PLAIN =
  'f3899ac20a0973686f702d303034320a076dc3bc6c6c65721a0f08001a0b7b226f72646572223a317d1a0f08011a0b' +
  '7b226f72646572223a327d1a0408001a0058e2a26fe4db8c90906c460c202e71e7';

test('An aggregate of AWS’s own library gives its user records, explicit hash keys included', () => {
  const explicitHashKey = 2n ** 127n;
  assert.equal(unpacked(Buffer.from(BY_AWS, 'hex')), [
    { partitionKey: 'shop-0042', bytes: 9 + 11, explicitHashKey },
    { partitionKey: 'müller', bytes: 7 + 11, explicitHashKey: LAST_HASH_KEY },
    { partitionKey: 'shop-0042', bytes: 9, explicitHashKey },
  ]);
});

test('User records without an explicit hash key have none', () => {
  assert.equal(unpacked(Buffer.from(BY_AWS_PLAIN, 'hex')), [
    { partitionKey: 'shop-0042', bytes: 9 + 11 },
    { partitionKey: 'müller', bytes: 7 + 11 },
    { partitionKey: 'shop-0042', bytes: 9 },
  ]);
});

test('An aggregate of a thousand keys and long data comes apart again', () => {
  const records = Array.from({ length: 1_000 }, (_, n) => ({
    partitionKey: `key-${n}`,
    data: new Uint8Array(n),
    ...(n % 3 === 0 ? { explicitHashKey: BigInt(n) * 2n ** 100n } : {}),
  }));
  assert.equal(
    unpacked(aggregate(records)),
    records.map(({ data, ...record }) => ({
      ...record,
      bytes: data.length + record.partitionKey.length,
    })),
  );
});

test('A record that is no aggregate is itself, with its partition key counted in UTF-8', () => {
  for (const data of [new Uint8Array(0), new Uint8Array(50), Buffer.from('f3899ac2', 'hex')]) {
    assert.equal(userRecords({ partitionKey: 'müller', data }), [
      { partitionKey: 'müller', bytes: data.length + 7 },
    ]);
  }
});

test('An aggregate with one bit changed, or cut anywhere, is a plain record', () => {
  const whole = Buffer.from(BY_AWS, 'hex');
  const damaged: Buffer[] = [];
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed.writeUInt8((whole[at] ?? 0) ^ 0x10, at);
    damaged.push(changed, whole.subarray(0, at));
  }
  for (const data of damaged) plain(data);
});

test('A message with the right MD5 that makes no sense is a plain record', () => {
  const key = messageOf([1, Buffer.from('shop-0042')]);
  const record = (...fields: Field[]) => messageOf([3, messageOf(...fields)]);
  const data: Field = [3, Buffer.from('data')];
  const senseless = {
    'no records': key,
    'a key index past the table': Buffer.concat([key, record([1, 1], data)]),
    'no key index': Buffer.concat([key, record(data)]),
    'no data': Buffer.concat([key, record([1, 0])]),
    'a hash key index past the table': Buffer.concat([key, record([1, 0], [2, 0], data)]),
    'a hash key that is no number': Buffer.concat([
      key,
      messageOf([2, Buffer.from('0x7')]),
      record([1, 0], [2, 0], data),
    ]),
    'a hash key past 2^128 − 1': Buffer.concat([
      key,
      messageOf([2, Buffer.from(String(2n ** 128n))]),
      record([1, 0], [2, 0], data),
    ]),
    'one bad record among good ones': Buffer.concat([
      key,
      record([1, 0], data),
      record([1, 7], data),
    ]),
    'a length past the end': Buffer.concat([
      key,
      messageOf([3, Buffer.concat([messageOf([1, 0]), Buffer.from([0x1a, 5, 1, 2, 3, 4])])]),
    ]),
    'a varint without an end': Buffer.concat([key, record([1, 0], data), Buffer.from([8, 0x80])]),
    'a varint of nine bytes': Buffer.concat([
      key,
      record([1, 0], data),
      Buffer.from('08808080808080808008', 'hex'),
    ]),
    'a wire type that it does not have': Buffer.concat([
      key,
      record([1, 0], data),
      Buffer.from([0x25, 0]),
    ]),
  };
  for (const [what, message] of Object.entries(senseless)) plain(framed(message), what);
});

test('Tags and fields that came later are passed over', () => {
  const tag = messageOf([1, Buffer.from('tag')]);
  const message = Buffer.concat([
    messageOf([1, Buffer.from('shop-0042')], [9, 300]),
    messageOf([3, messageOf([1, 0], [3, Buffer.from('data')], [4, tag])]),
  ]);
  assert.equal(unpacked(framed(message)), [{ partitionKey: 'shop-0042', bytes: 13 }]);
});

test('The encoder of these tests writes what AWS’s library writes', () => {
  const records = [
    { partitionKey: 'shop-0042', data: Buffer.from('{"order":1}'), explicitHashKey: 2n ** 127n },
    { partitionKey: 'müller', data: Buffer.from('{"order":2}'), explicitHashKey: LAST_HASH_KEY },
    { partitionKey: 'shop-0042', data: Buffer.alloc(0), explicitHashKey: 2n ** 127n },
  ];
  assert.is(Buffer.from(aggregate(records)).toString('hex'), BY_AWS);
  assert.equal(varint(300), Buffer.from([0xac, 0x02]));
});

function unpacked(data: Uint8Array): UserRecord[] {
  return userRecords({ partitionKey: 'carrier', data });
}

function plain(data: Uint8Array, what = 'damaged'): void {
  assert.equal(
    userRecords({ partitionKey: 'key', data }),
    [{ partitionKey: 'key', bytes: data.length + 3 }],
    what,
  );
}

test.run();
