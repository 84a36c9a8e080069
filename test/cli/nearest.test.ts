import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nearest, suggestion } from '../../src/nearest.ts';

test('the nearest name is found over a swap, a missing, an extra and a wrong letter', () => {
  const names = ['--from', '--format', '--only', '--output'];
  assert.is(nearest('--form', names), '--from');
  assert.is(nearest('--fromat', names), '--format');
  assert.is(nearest('--onlyy', names), '--only');
  assert.is(nearest('--outpit', names), '--output');
});

test('a beginning is near, however much is missing', () => {
  assert.is(nearest('dash', ['deploy', 'enable-metrics', 'dashboard']), 'dashboard');
});

test('where nothing is near, all that there is is listed', () => {
  assert.is(nearest('xyz', ['deploy', 'produce']), undefined);
  assert.is(suggestion('xyz', ['deploy', 'produce']), '; there are deploy, produce');
  assert.is(suggestion('prduce', ['deploy', 'produce']), '; did you mean produce?');
});

test.run();
