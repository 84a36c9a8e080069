import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, KinesisCloud, LABEL, NAME, shardId, textOf } from './kinesis-cloud.ts';

const MIB = 1024 * 1024;
const HOUR = 3600;

/** A one-shard stream that got `first`, `second` and `third`, a second apart. */
function withThreeRecords() {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const puts = ['first', 'second', 'third'].map((data) => {
    const { SequenceNumber } = cloud.put({ data });
    cloud.pass(1);
    return { SequenceNumber, atMs: cloud.nowMs - 1000 };
  });
  return { cloud, puts };
}

test('TRIM_HORIZON reads from the oldest record, LATEST only what comes after it', () => {
  const { cloud } = withThreeRecords();
  const latest = cloud.iterator(0, { ShardIteratorType: 'LATEST' });
  assert.equal(cloud.read(0), ['first', 'second', 'third']);
  assert.equal(cloud.get(latest).Records, []);
  cloud.put({ data: 'fourth' });
  assert.equal(
    cloud.get(latest).Records.map(({ Data }) => textOf(Data)),
    ['fourth'],
  );
});

test('AT_ and AFTER_SEQUENCE_NUMBER start with that record or the next', () => {
  const { cloud, puts } = withThreeRecords();
  const StartingSequenceNumber = puts[1]?.SequenceNumber;
  const read = (ShardIteratorType: string) =>
    cloud.read(0, { ShardIteratorType, StartingSequenceNumber });
  assert.equal(read('AT_SEQUENCE_NUMBER'), ['second', 'third']);
  assert.equal(read('AFTER_SEQUENCE_NUMBER'), ['third']);
});

test("The shard's own StartingSequenceNumber reads from its first record", () => {
  const { cloud } = withThreeRecords();
  const { StartingSequenceNumber } = cloud.shards()[0]?.SequenceNumberRange ?? {};
  const input = { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber };
  assert.equal(cloud.read(0, input), ['first', 'second', 'third']);
  const after = { ...input, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' };
  assert.equal(cloud.read(0, after), ['first', 'second', 'third']);
});

test('AT_TIMESTAMP starts with the first record of that time or later', () => {
  const { cloud, puts } = withThreeRecords();
  const secondMs = puts[1]?.atMs ?? 0;
  const read = (ms: number) =>
    cloud.read(0, { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(ms) });
  assert.equal(read(secondMs), ['second', 'third']);
  assert.equal(read(secondMs + 1), ['third']);
  assert.equal(read(0), ['first', 'second', 'third']);
  assert.equal(read(cloud.nowMs), []);
});

test('Iterator arguments that do not fit together are refused in the words of the service', () => {
  const { cloud, puts } = withThreeRecords();
  const refusal = (input: object) =>
    cloud.refusal('GetShardIterator', { StreamName: NAME, ShardId: shardId(0), ...input });
  const must =
    'Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified';
  const code = 'InvalidArgumentException';
  const number = puts[0]?.SequenceNumber;
  assert.equal(refusal({ ShardIteratorType: 'AT_SEQUENCE_NUMBER' }), {
    code,
    message: `${must} AT_SEQUENCE_NUMBER and no StartingSequenceNumber.`,
  });
  assert.equal(refusal({ ShardIteratorType: 'LATEST', StartingSequenceNumber: number }), {
    code,
    message: `${must} LATEST and also a StartingSequenceNumber.`,
  });
  assert.equal(refusal({ ShardIteratorType: 'AT_TIMESTAMP' }), {
    code,
    message:
      'Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.',
  });
  const future = new Date(cloud.nowMs + 1);
  assert.equal(refusal({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: future }), {
    code,
    message: `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${cloud.nowMs + 1}, currentTimestampInMillis: ${cloud.nowMs}`,
  });
});

test('A sequence number of nothing, of another shard or of another stream is refused', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2);
  cloud.createStream(1, 'younger');
  const code = 'InvalidArgumentException';
  const refusal = (StartingSequenceNumber: string | undefined) =>
    cloud.refusal('GetShardIterator', {
      StreamName: NAME,
      ShardId: shardId(0),
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber,
    });
  const used = (number: string | undefined) =>
    `StartingSequenceNumber ${number} used in GetShardIterator on shard ${shardId(0)} in ${LABEL} is invalid`;
  assert.equal(refusal('5'), { code, message: `${used('5')}.` });
  const ofSecond = cloud.shards()[1]?.SequenceNumberRange.StartingSequenceNumber;
  assert.equal(refusal(ofSecond), {
    code,
    message: `Invalid StartingSequenceNumber. It encodes ${shardId(1)}, while it was used in a call to a shard with ${shardId(0)}`,
  });
  const younger = cloud.describe('younger').Shards[0]?.SequenceNumberRange.StartingSequenceNumber;
  assert.equal(refusal(younger), {
    code,
    message: `${used(younger)} because it did not come from this stream.`,
  });
});

test('A shard is found by its number alone, and missed in the words of the service', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const input = { StreamName: NAME, ShardIteratorType: 'LATEST' };
  cloud.call('GetShardIterator', { ...input, ShardId: 'x-0' });
  cloud.call('GetShardIterator', { ...input, ShardId: '0' });
  const code = 'ResourceNotFoundException';
  assert.equal(cloud.refusal('GetShardIterator', { ...input, ShardId: 'shardId-5' }), {
    code,
    message: `Shard ${shardId(5)} in ${LABEL} does not exist`,
  });
  assert.equal(cloud.refusal('GetShardIterator', { ...input, ShardId: 'nonsense' }), {
    code,
    message: `Could not find shard nonsense in ${LABEL}.`,
  });
  assert.equal(cloud.refusal('GetShardIterator', { ...input, StreamName: 'no', ShardId: '0' }), {
    code,
    message: `Shard ${shardId(0)} in stream no under account ${ACCOUNT} does not exist`,
  });
});

test('An iterator that Kinesis did not give is refused, one older than 5 minutes has expired', () => {
  const { cloud } = withThreeRecords();
  const iterator = cloud.iterator(0);
  const code = 'InvalidArgumentException';
  const forged = Buffer.from(iterator, 'base64');
  forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
  for (const ShardIterator of ['nonsense', forged.toString('base64')]) {
    const refusal = cloud.refusal('GetRecords', { ShardIterator });
    assert.equal(refusal, { code, message: 'Invalid ShardIterator.' });
  }
  cloud.pass(300);
  assert.is(cloud.get(iterator).Records.length, 3);
  cloud.pass(0.001);
  assert.equal(cloud.refusal('GetRecords', { ShardIterator: iterator }), {
    code: 'ExpiredIteratorException',
    message:
      'Iterator expired. The iterator was created at time Fri Jan 15 08:00:13 UTC 2027 while right now it is Fri Jan 15 08:05:13 UTC 2027 which is further in the future than the tolerated delay of 300000 milliseconds.',
  });
});

test('Limit and NextShardIterator walk through a shard, and MillisBehindLatest falls to 0', () => {
  const { cloud } = withThreeRecords();
  const first = cloud.get(cloud.iterator(0), { Limit: 2 });
  assert.equal(
    first.Records.map(({ Data }) => textOf(Data)),
    ['first', 'second'],
  );
  assert.is(first.MillisBehindLatest, 2000);
  const second = cloud.get(first.NextShardIterator);
  assert.equal(
    second.Records.map(({ Data }) => textOf(Data)),
    ['third'],
  );
  assert.is(second.MillisBehindLatest, 0);
  assert.equal(cloud.get(second.NextShardIterator).Records, []);
});

test('A call gives 10,000 records at most', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  for (let second = 0; second < 21; second++) {
    cloud.putMany(Array.from({ length: 500 }, () => ({})));
    cloud.pass(1);
  }
  const first = cloud.get(cloud.iterator(0));
  assert.is(first.Records.length, 10_000);
  assert.is(cloud.get(first.NextShardIterator).Records.length, 500);
});

test('A call gives 10 MiB at most, and the shard is closed to readers for 5 seconds after it', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  for (let second = 0; second < 12; second++) {
    cloud.put({ key: 'k', data: Buffer.alloc(MIB - 1) });
    cloud.pass(1);
  }
  const { Records, NextShardIterator } = cloud.get(cloud.iterator(0));
  assert.is(Records.length, 10);
  cloud.pass(4.9);
  assert.equal(cloud.refusal('GetRecords', { ShardIterator: NextShardIterator }), {
    code: 'ProvisionedThroughputExceededException',
    message: `Rate exceeded for shard ${shardId(0)} in ${LABEL}.`,
  });
  cloud.pass(0.1);
  assert.is(cloud.get(NextShardIterator).Records.length, 2);
});

test('A shard takes five reads a second', () => {
  const { cloud } = withThreeRecords();
  const iterator = cloud.iterator(0);
  for (let call = 0; call < 5; call++) cloud.get(iterator);
  assert.is(
    cloud.refusal('GetRecords', { ShardIterator: iterator }).code,
    'ProvisionedThroughputExceededException',
  );
  cloud.pass(0.2);
  cloud.get(iterator);
});

test('Records go when their retention ends, and longer retention does not bring them back', () => {
  const { cloud } = withThreeRecords();
  cloud.pass(24 * HOUR - 2);
  assert.equal(cloud.read(0), ['second', 'third']);
  cloud.call('IncreaseStreamRetentionPeriod', { StreamName: NAME, RetentionPeriodHours: 48 });
  cloud.pass(3);
  assert.is(cloud.describe().RetentionPeriodHours, 48);
  assert.equal(cloud.read(0), []);
  cloud.put({ data: 'kept' });
  cloud.pass(47 * HOUR);
  assert.equal(cloud.read(0), ['kept']);
});

test('An iterator into what has expired goes on with the oldest record that is left', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  cloud.put({ data: 'old' });
  cloud.pass(24 * HOUR - 60);
  const iterator = cloud.iterator(0);
  cloud.put({ data: 'new' });
  cloud.pass(120);
  assert.equal(
    cloud.get(iterator).Records.map(({ Data }) => textOf(Data)),
    ['new'],
  );
});

test('An iterator outlives its stream: nothing while it is gone, the start of the next one', () => {
  const { cloud } = withThreeRecords();
  const iterator = cloud.iterator(0, { ShardIteratorType: 'LATEST' });
  cloud.call('DeleteStream', { StreamName: NAME });
  cloud.pass(3);
  assert.equal(cloud.refusal('GetRecords', { ShardIterator: iterator }), {
    code: 'ResourceNotFoundException',
    message: `Shard ${shardId(0)} in ${LABEL} does not exist`,
  });
  cloud.createStream(1);
  cloud.put({ data: 'of the next' });
  assert.equal(
    cloud.get(iterator).Records.map(({ Data }) => textOf(Data)),
    ['of the next'],
  );
});

test.run();
