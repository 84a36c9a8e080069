import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WorkshopError } from '../../src/errors.ts';
import { explain, explainInARow } from '../../src/explain.ts';

const HANG_UP = new WorkshopError('no-connection', 'socket hang up', 'Check the network');

test('What went wrong and what to do next are a line each, or sentences in a row', () => {
  assert.equal(explain(HANG_UP, false), ['socket hang up', 'Check the network']);
  assert.is(explainInARow(HANG_UP), 'socket hang up. Check the network.');
  assert.is(explainInARow(new WorkshopError('usage', 'Is it there?', '')), 'Is it there?');
});

test.run();
