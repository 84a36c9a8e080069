import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MetricWidget } from '../../../charts/widget/metric-widget.ts';
import { widgetQueries } from '../../../charts/widget/widget-queries.ts';
import { fitPeriods, periodMsOf } from '../../../src/live/dashboard/periods.ts';
import { wholeRangeSeconds } from '../../../src/live/dashboard/whole-range.ts';

const NOW = Date.parse('2026-06-01T12:07:30Z');
const HOUR_MS = 3_600_000;
const last = (hours: number) => ({ startMs: NOW - hours * HOUR_MS, endMs: NOW });

function periods(
  metrics: MetricWidget['metrics'],
  hours: number,
  override: 'auto' | 'inherit' = 'inherit',
): number[] {
  return fitPeriods(widgetQueries({ metrics }), last(hours), NOW, override).map(
    (query) => periodMsOf(query) / 1000,
  );
}

const aRow = (period: number) => ['N', 'm', { period }] as const;
const SEARCH = [{ expression: `SEARCH('{N,D} a="b\\'s"', 'Sum', 60)` }] as const;

test('Periods that fit the range stay as they are', () => {
  assert.equal(
    periods([aRow(60), aRow(10), aRow(300), ['N', 'm'], SEARCH], 3),
    [60, 10, 300, 300, 60],
  );
});

test('Automatic periods grow beyond a day’s minutes a line; inherited ones do not', () => {
  assert.equal(periods([aRow(60), aRow(3600), SEARCH], 48, 'auto'), [120, 3600, 120]);
  assert.equal(periods([aRow(60), aRow(3600), SEARCH], 48), [60, 3600, 60]);
});

test('Inherited periods grow where a request has no room for their datapoints', () => {
  // 100,800 datapoints / 200 rows = 504 a row, in 24 hours
  assert.equal(new Set(periods(new Array(200).fill(aRow(60)), 24)), new Set([180]));
});

test('Of old datapoints there are only coarse ones, and those are asked for', () => {
  assert.equal(periods([aRow(60), aRow(300), aRow(900), SEARCH], 16 * 24), [300, 300, 900, 300]);
  assert.equal(periods([aRow(60), aRow(7200)], 64 * 24), [3600, 7200]);
});

test('The period of a whole range begins with it, or a little earlier, and reaches its end', () => {
  for (const hours of [0.02, 0.25, 0.5, 1, 3, 12, 24, 24 * 7, 24 * 400]) {
    for (const shift of [0, 1, 2, 3, 5, 8, 13]) {
      const range = { startMs: last(hours).startMs + shift * 60_000, endMs: NOW + shift * 60_000 };
      const seconds = wholeRangeSeconds(range, 60);
      const beginsMs = Math.floor(range.startMs / seconds / 1000) * seconds * 1000;
      assert.is(seconds % 60, 0);
      assert.ok(beginsMs + seconds * 1000 >= range.endMs, `${hours} h end`);
      const earlierMs = range.startMs - beginsMs;
      assert.ok(earlierMs < 60_000 + (range.endMs - range.startMs) / 60 + 2000, `${hours} h start`);
    }
  }
});

test.run();
