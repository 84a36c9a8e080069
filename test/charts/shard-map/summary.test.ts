import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shardMapSummary } from '../../../charts/shard-map/summary.ts';
import { shardMapTable } from '../../../charts/shard-map/table.ts';
import { FOUR, heat, mapped, mappedKey, SPLIT, shardId, shardMap } from './maps.ts';

test('A summary names the hot shard with its share', () => {
  assert.is(
    shardMapSummary(FOUR),
    '4 open shards; shard 0 is relatively hot: it has 77 % of the records, 3.1 times its fair share.',
  );
});

test('A summary begins with what is saturated, and counts what is hot beside it', () => {
  const map = shardMap([
    mapped(0, 0, 0.2, { heat: heat(0.6, 5, 'relatively hot') }),
    mapped(1, 0.2, 0.4, { heat: heat(0.35, 5, 'saturated', 12_345) }),
    mapped(2, 0.4, 0.6, { heat: heat(0.36, 5, 'saturated', 7) }),
    mapped(3, 0.6, 1, { heat: heat(0.01, 5) }),
  ]);
  assert.is(
    shardMapSummary(map),
    '4 open shards; shard 1 is saturated: it refused 12,345 writes and has 35 % of the records, 1.8 times its fair share. 2 more are hot.',
  );
});

test('A summary of a split tells of the parent, of what is not known, and that it goes on', () => {
  assert.is(
    shardMapSummary(SPLIT),
    '5 open shards, 1 closed; shard 0, now closed, was relatively hot: it had 77 % of the records, 3.1 times its fair share. The heat of 2 is not known. The stream is UPDATING.',
  );
});

test('A summary of a stream that is even, alone, idle, unknown or empty says so', () => {
  const even = [0.26, 0.24, 0.25, 0.25].map((share, n) =>
    mapped(n, n / 4, (n + 1) / 4, { heat: heat(share, 4) }),
  );
  const summaries = [
    even,
    [mapped(0, 0, 1, { heat: heat(1, 1) })],
    [mapped(0, 0, 1, { heat: heat(0, 1) })],
    [mapped(0, 0, 1)],
    [],
  ].map((shards) => shardMapSummary(shardMap(shards)));
  assert.equal(summaries, [
    '4 open shards; none is hot: shard 0 leads with 26 % of the records, 1.0 times its fair share.',
    '1 open shard, which takes every record.',
    '1 open shard, without records.',
    '1 open shard. Its heat is not known.',
    'No open shards.',
  ]);
});

test('The table has every shard and every heavy key, with what is not known', () => {
  const { shards, keys } = shardMapTable(SPLIT);
  assert.equal(shards.head, [
    'Shard',
    'State',
    'Hash range',
    'Records',
    'Times fair share',
    'Refused',
    'Heat',
    'Parents',
  ]);
  assert.equal(shards.rows[0], [
    shardId(0),
    'closed',
    '0 % to 25 %',
    '77 %',
    '3.1',
    '0',
    'relatively hot',
    'none',
  ]);
  assert.equal(shards.rows.at(-1), [
    shardId(5),
    'open',
    '12.5 % to 25 %',
    'not known',
    'not known',
    'not known',
    'not known',
    '0',
  ]);
  assert.equal(keys.head, ['Partition key', 'Shard', 'Hash', 'Records', 'Share']);
  assert.equal(shardMapTable({ ...SPLIT, keys: [mappedKey('__proto__', 0.05, 0.13)] }).keys.rows, [
    ['__proto__', '0', '5 %', '10,140', '13 %'],
  ]);
});

test.run();
