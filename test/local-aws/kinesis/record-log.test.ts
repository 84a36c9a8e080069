import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RecordLog } from '../../../local-aws/kinesis/record-log.ts';
import { StorageBudget } from '../../../local-aws/storage-budget.ts';

const MIB = 1024 * 1024;
const ROOMY = 1024 * MIB;

function append(log: RecordLog, text: string, atMs: number): void {
  log.append('k', 1, Buffer.from(text), atMs);
}

/** 50,000 records of 100 bytes, one a millisecond, each with its own text. */
function filled(log: RecordLog): RecordLog {
  for (let index = 0; index < 50_000; index++) append(log, String(index).padStart(99, '.'), index);
  return log;
}

test('A log gives back every byte of every record across its segments', () => {
  const log = filled(new RecordLog(new StorageBudget(ROOMY)));
  const records = log.read(1, 50_000, ROOMY);
  assert.is(records.length, 50_000);
  for (const [index, { place, arrivedMs, partitionKey, data, bytes }] of records.entries()) {
    assert.is(place, index + 1);
    assert.is(arrivedMs, index);
    assert.is(partitionKey, 'k');
    assert.is(Buffer.from(data).toString(), String(index).padStart(99, '.'));
    assert.is(bytes, 100);
  }
});

test('A time finds the first record that came then or later, wherever it lies', () => {
  const log = filled(new RecordLog(new StorageBudget(ROOMY)));
  for (const ms of [0, 1, 163, 164, 20_000, 49_999]) assert.is(log.placeAt(ms), ms + 1);
  assert.is(log.placeAt(50_000), log.endPlace);
});

test('Trimming forgets what is older and gives its memory back', () => {
  const budget = new StorageBudget(ROOMY);
  const log = filled(new RecordLog(budget));
  const before = budget.claimedBytes;
  log.trim(40_000);
  assert.is(log.firstPlace, 40_001);
  assert.is(log.read(1, 1, ROOMY)[0]?.arrivedMs, 40_000);
  assert.ok(budget.claimedBytes < before / 2);
  log.trim(60_000);
  assert.is(budget.claimedBytes, 0);
  assert.equal(log.read(1, 10, ROOMY), []);
  append(log, 'next', 60_001);
  assert.is(log.read(1, 10, ROOMY)[0]?.place, 50_001);
});

test('A record that is larger than a segment gets one of its own', () => {
  const log = new RecordLog(new StorageBudget(ROOMY));
  append(log, 'small', 1);
  log.append('k', 1, Buffer.alloc(3 * MIB, 7), 2);
  append(log, 'after', 3);
  assert.equal(
    log.read(1, 10, ROOMY).map(({ bytes }) => bytes),
    [6, 3 * MIB + 1, 6],
  );
});

test('Beyond the budget the oldest records of all logs go first, and are counted', () => {
  const budget = new StorageBudget(4 * MIB);
  const [older, younger] = [new RecordLog(budget), new RecordLog(budget)];
  const data = Buffer.alloc(MIB - 1);
  for (let ms = 1; ms <= 3; ms++) older.append('k', 1, data, ms);
  for (let ms = 4; ms <= 6; ms++) younger.append('k', 1, data, ms);
  assert.equal(
    older.read(1, 10, ROOMY).map(({ arrivedMs }) => arrivedMs),
    [3],
  );
  assert.is(younger.read(1, 10, ROOMY).length, 3);
  assert.is(budget.dropped, 2);
  assert.ok(budget.claimedBytes <= 4 * MIB);
});

test.run();
