import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clockFormat } from '../../charts/clock-text.ts';
import { fullNumber, shortNumber, tickFormat } from '../../charts/numbers.ts';
import { cut, shorten, textWidth } from '../../charts/text.ts';
import { tiles } from '../../charts/tiles.ts';

const at = (time: string) => Date.parse(`${time}Z`);

test('A number by itself is written out up to 100,000, and with a unit above', () => {
  assert.equal([0, 0.125, -12.5, 99_999, 1_234_567, 5e9].map(shortNumber), [
    '0',
    '0.13',
    '-12.5',
    '99,999',
    '1.23M',
    '5G',
  ]);
  assert.is(fullNumber(1_234_567.875), '1,234,567.875');
  assert.is(shortNumber(0.0001234), '0.000123');
});

test('The numbers of an axis have one unit, that of the largest', () => {
  assert.equal([0, 500_000, 1_500_000].map(tickFormat(1_500_000)), ['0', '0.5M', '1.5M']);
  assert.equal([0, 5_000, 15_000].map(tickFormat(15_000)), ['0', '5,000', '15,000']);
});

test('A short range shows the time of day with the date at midnight, a long one dates', () => {
  const day = clockFormat({ startMs: at('2026-06-01T20:00:00'), endMs: at('2026-06-02T04:00:00') });
  assert.equal(
    [at('2026-06-01T22:30:00'), at('2026-06-02T00:00:00'), at('2026-06-02T00:00:30')].map(day),
    ['22:30', '06-02', '00:00:30'],
  );
  const month = clockFormat({
    startMs: at('2026-05-01T00:00:00'),
    endMs: at('2026-06-01T00:00:00'),
  });
  assert.is(month(at('2026-05-07T12:00:00')), '05-07');
  const years = clockFormat({
    startMs: at('2016-06-01T00:00:00'),
    endMs: at('2026-06-01T00:00:00'),
  });
  assert.is(years(at('2020-01-01T00:00:00')), '2020-01');
});

test('A text that is too wide loses its middle or its end', () => {
  assert.is(shorten('shardId-000000000003', 90, 12), 'shard…000003');
  assert.is(cut('Records per shard', 60, 12), 'Records…');
  assert.is(shorten('short', 90, 12), 'short');
  assert.is(cut('anything', 1, 12), '…');
  assert.ok(textWidth('日本', 12) > textWidth('il', 12));
});

test('Four numbers in a wide picture stand two by two', () => {
  assert.equal(tiles({ x: 10, y: 20, width: 880, height: 260 }, 4), [
    { x: 10, y: 20, width: 440, height: 130 },
    { x: 450, y: 20, width: 440, height: 130 },
    { x: 10, y: 150, width: 440, height: 130 },
    { x: 450, y: 150, width: 440, height: 130 },
  ]);
});

test.run();
