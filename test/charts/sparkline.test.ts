import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sparkline } from '../../charts/sparkline.ts';

const RANGE = { startMs: 0, endMs: 100 };
const PLACE = { x: 10, y: 20, width: 200, height: 50 };

function course(points: readonly (readonly [number, number])[]): unknown {
  const line = { label: 'a', periodMs: 50, points };
  const drawn = sparkline(line, RANGE, PLACE, '#123456');
  return drawn.map((one) => (one as { shape?: { points: unknown } }).shape?.points);
}

test('A sparkline goes from its lowest to its highest value, along the time range', () => {
  assert.equal(
    course([
      [0, 5],
      [50, 15],
      [100, 10],
    ]),
    [
      [
        [10, 70],
        [110, 20],
        [210, 45],
      ],
    ],
  );
});

test('A value that never changes lies in the middle, and a period that begins early at the edge', () => {
  assert.equal(
    course([
      [-50, 5],
      [50, 5],
    ]),
    [
      [
        [10, 45],
        [110, 45],
      ],
    ],
  );
});

test('One datapoint has no course', () => {
  assert.equal(course([[0, 5]]), []);
});

test.run();
