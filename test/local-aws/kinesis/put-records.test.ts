import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, END, HALF, KinesisCloud, LABEL, NAME, shardId } from './kinesis-cloud.ts';

const MIB = 1024 * 1024;
const RATE_EXCEEDED = 'ProvisionedThroughputExceededException';
const rateExceeded = (shard: number) => `Rate exceeded for shard ${shardId(shard)} in ${LABEL}.`;

test('A record goes to the shard that holds the MD5 of its partition key', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(4);
  for (const key of ['a', 'b', 'customer-7', 'Müller', '注文', '🦊']) {
    const hash = BigInt(`0x${createHash('md5').update(key, 'utf8').digest('hex')}`);
    const expected = shardId(Number(hash / 2n ** 126n));
    assert.is(cloud.put({ key }).ShardId, expected, key);
  }
});

test('An explicit hash key decides before the partition key, at both ends of every range', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2);
  const shardOf = (hashKey: bigint) => cloud.put({ hashKey }).ShardId;
  assert.is(shardOf(0n), shardId(0));
  assert.is(shardOf(9n), shardId(0));
  assert.is(shardOf(HALF - 1n), shardId(0));
  assert.is(shardOf(HALF), shardId(1));
  assert.is(shardOf(END), shardId(1));
  const refusal = cloud.refusal('PutRecord', {
    StreamName: NAME,
    PartitionKey: 'a',
    Data: Buffer.from('x'),
    ExplicitHashKey: `${END + 1n}`,
  });
  assert.equal(refusal, {
    code: 'InvalidArgumentException',
    message: `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${END + 1n}`,
  });
});

test('What was put is read back: order, bytes, keys, times and sequence numbers', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const first = cloud.put({ key: 'Müller', data: Buffer.from([0, 255, 128]) });
  cloud.pass(1.5);
  const [second, third] = cloud.putMany([{ data: 'two' }, { data: '' }]).Records;
  const { Records } = cloud.get(cloud.iterator(0));
  assert.equal(
    Records.map(({ PartitionKey, SequenceNumber, Data }) => [
      PartitionKey,
      SequenceNumber,
      [...Data],
    ]),
    [
      ['Müller', first.SequenceNumber, [0, 255, 128]],
      ['customer-1', second?.SequenceNumber, [...Buffer.from('two')]],
      ['customer-1', third?.SequenceNumber, []],
    ],
  );
  assert.equal(
    Records.map(({ ApproximateArrivalTimestamp }) => ApproximateArrivalTimestamp?.getTime()),
    [cloud.nowMs - 1500, cloud.nowMs, cloud.nowMs],
  );
});

test('Sequence numbers have 56 digits and only grow, across seconds and many records', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const numbers: string[] = [];
  for (let second = 0; second < 40; second++) {
    const batch = Array.from({ length: 500 }, () => ({}));
    for (const { SequenceNumber } of cloud.putMany(batch).Records) {
      if (SequenceNumber !== undefined) numbers.push(SequenceNumber);
    }
    cloud.pass(0.7);
  }
  assert.is(numbers.length, 20_000);
  assert.ok(numbers.every((number) => /^49\d{54}$/.test(number)));
  assert.ok(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? '')));
  const starting = cloud.shards()[0]?.SequenceNumberRange.StartingSequenceNumber ?? '';
  assert.ok(starting < (numbers[0] ?? ''));
});

test('A shard takes 1,000 records at once and refuses the next ones each by itself', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2);
  const toFirst = Array.from({ length: 500 }, () => ({ hashKey: 0n }));
  assert.is(cloud.putMany(toFirst).FailedRecordCount, 0);
  assert.is(cloud.putMany(toFirst).FailedRecordCount, 0);
  const { FailedRecordCount, Records } = cloud.putMany([
    { hashKey: 0n },
    { hashKey: END },
    { hashKey: 0n },
  ]);
  assert.is(FailedRecordCount, 2);
  const refused = { ErrorCode: RATE_EXCEEDED, ErrorMessage: rateExceeded(0) };
  assert.equal([Records[0], Records[2]], [refused, refused]);
  assert.is(Records[1]?.ShardId, shardId(1));
  assert.equal(
    cloud.refusal('PutRecord', {
      StreamName: NAME,
      PartitionKey: 'a',
      Data: Buffer.from('x'),
      ExplicitHashKey: '0',
    }),
    { code: RATE_EXCEEDED, message: rateExceeded(0) },
  );
});

test('Capacity comes back evenly in cloud time, and a jump gives one second of it', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const fill = () => {
    let accepted = 0;
    for (let call = 0; call < 4; call++) {
      const batch = Array.from({ length: 500 }, () => ({}));
      accepted += 500 - (cloud.putMany(batch).FailedRecordCount ?? 0);
    }
    return accepted;
  };
  assert.is(fill(), 1000);
  cloud.pass(0.25);
  assert.is(fill(), 250);
  cloud.pass(3600);
  assert.is(fill(), 1000);
});

test('A saturated shard plateaus at 60,000 records a minute', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const batch = Array.from({ length: 500 }, () => ({}));
  let accepted = 0;
  for (let tick = 0; tick < 600; tick++) {
    cloud.pass(0.1);
    accepted += 500 - (cloud.putMany(batch).FailedRecordCount ?? 0);
  }
  assert.ok(accepted >= 60_000 && accepted <= 61_000, String(accepted));
});

test('A shard takes 1 MiB a second, partition keys included', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const key = 'k'.repeat(256);
  const record = { key, data: Buffer.alloc(MIB / 4 - 256) };
  const { Records } = cloud.putMany([record, record, record, record, { key: 'k', data: '' }]);
  assert.equal(
    Records.map(({ ErrorCode }) => ErrorCode),
    [undefined, undefined, undefined, undefined, RATE_EXCEEDED],
  );
});

test('A record larger than a second of capacity gets in and is paid off by waiting', () => {
  const cloud = new KinesisCloud();
  cloud.call('CreateStream', { StreamName: NAME, ShardCount: 1, MaxRecordSizeInKiB: 10_240 });
  cloud.pass(3);
  cloud.put({ key: 'k', data: Buffer.alloc(5 * MIB - 1) });
  cloud.pass(3.9);
  assert.is(cloud.putMany([{ key: 'k', data: '' }]).FailedRecordCount, 1);
  cloud.pass(0.2);
  assert.is(cloud.putMany([{ key: 'k', data: '' }]).FailedRecordCount, 0);
});

test('A record over the maximum record size of its stream refuses the whole request', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const tooLarge = { PartitionKey: 'k', Data: Buffer.alloc(MIB) };
  const fine = { PartitionKey: 'k', Data: Buffer.alloc(MIB - 1) };
  assert.equal(cloud.refusal('PutRecords', { StreamName: NAME, Records: [fine, tooLarge] }), {
    code: 'ValidationException',
    message:
      "1 validation error detected: Value at 'records.2.member.data' failed to satisfy constraint: Member must have length less than or equal to 1048576",
  });
  assert.equal(cloud.read(0), []);
  assert.equal(cloud.refusal('PutRecord', { StreamName: NAME, ...tooLarge }), {
    code: 'ValidationException',
    message:
      "1 validation error detected: Value at 'data' failed to satisfy constraint: Member must have length less than or equal to 1048576",
  });
  cloud.call('PutRecord', { StreamName: NAME, ...fine });
});

test('More than 10 MiB or 500 records in one request are refused', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(20);
  const record = { PartitionKey: 'k', Data: Buffer.alloc(MIB - 1) };
  const eleven = Array.from({ length: 11 }, () => record);
  assert.equal(cloud.refusal('PutRecords', { StreamName: NAME, Records: eleven }), {
    code: 'InvalidArgumentException',
    message: 'Records size exceeds 10 MB limit',
  });
  const many = Array.from({ length: 501 }, () => ({ ...record, Data: Buffer.from('x') }));
  assert.equal(cloud.refusal('PutRecords', { StreamName: NAME, Records: many }), {
    code: 'ValidationException',
    message:
      "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length less than or equal to 500",
  });
});

test('Every broken rule of every record is named, and a missing partition key too', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const data = Buffer.from('x');
  const records = [
    { PartitionKey: 'fine', Data: data },
    { PartitionKey: '', Data: data, ExplicitHashKey: '007' },
  ];
  assert.equal(cloud.refusal('PutRecords', { StreamName: NAME, Records: records }), {
    code: 'ValidationException',
    message:
      "2 validation errors detected: Value '' at 'records.2.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
      "Value '007' at 'records.2.member.explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
  });
  assert.equal(cloud.refusal('PutRecords', { StreamName: NAME, Records: [{ Data: data }] }), {
    code: 'ValidationException',
    message:
      "1 validation error detected: Value null at 'records.1.member.partitionKey' failed to satisfy constraint: Member must not be null",
  });
});

test('SequenceNumberForOrdering takes a number that was given, and no other', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const first = cloud.put();
  const put = (after: string) => ({
    StreamName: NAME,
    PartitionKey: 'a',
    Data: Buffer.from('x'),
    SequenceNumberForOrdering: after,
  });
  const second = cloud.call<{ SequenceNumber: string }>('PutRecord', put(first.SequenceNumber));
  assert.ok(second.SequenceNumber > first.SequenceNumber);
  assert.equal(cloud.refusal('PutRecord', put('5')), {
    code: 'InvalidArgumentException',
    message: `ExclusiveMinimumSequenceNumber 5 used in PutRecord on stream ${NAME} under account ${ACCOUNT} is invalid.`,
  });
});

test.run();
