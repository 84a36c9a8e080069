import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readBody } from '../../../src/dashboard/dashboard-body.ts';
import { placed } from '../../../src/live/dashboard/places.ts';

/** `x,y width×height` of each widget. */
function places(...widgets: readonly object[]): string[] {
  const body = readBody(JSON.stringify({ widgets }));
  return placed(body.widgets).map(
    ({ place: { x, y, width, height } }) => `${x},${y} ${width}×${height}`,
  );
}

test('Widgets lie where the body puts them, in its order', () => {
  assert.equal(
    places(
      { x: 12, y: 0, width: 12, height: 6 },
      { x: 0, y: 6, width: 24, height: 3 },
      { x: 0, y: 0, width: 12, height: 6 },
    ),
    ['12,0 12×6', '0,6 24×3', '0,0 12×6'],
  );
});

test('Widgets without a place flow from left to right, six by six', () => {
  assert.equal(places({}, {}, { width: 9 }, { width: 9, height: 2 }, {}), [
    '0,0 6×6',
    '6,0 6×6',
    '12,0 9×6',
    '0,6 9×2',
    '9,6 6×6',
  ]);
});

test('Places that nobody could look at are brought onto the page', () => {
  assert.equal(
    places(
      { x: 1e9, y: 1e9, width: 12, height: 6 },
      { x: -5, y: -5, width: 1e9, height: 1e9 },
      { x: 0, y: 1e300, width: 0, height: -1 },
    ),
    ['12,1000 12×6', '0,0 24×1000', '0,1000 1×1'],
  );
});

test('What is no number is as if it were not there', () => {
  assert.equal(
    places({ x: '3', y: null, width: [], height: { a: 1 } }, { x: 2.9, y: 0, width: 3 }),
    ['0,0 6×6', '2,6 3×6'],
  );
});

test('No widget lies on another', () => {
  const same = { x: 0, y: 0, width: 12, height: 6 };
  assert.equal(places(same, same, { ...same, x: 6 }), ['0,0 12×6', '0,6 12×6', '6,12 12×6']);
});

test.run();
