import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wrapLine } from '../../src/ui/wrap.ts';

test('A line that fits stays as it is', () => {
  assert.equal(wrapLine('  four words, no more', 40), ['  four words, no more']);
});

test('A long line is broken at its spaces and goes on under its indent', () => {
  assert.equal(wrapLine('    one two three four five', 14), [
    '    one two',
    '    three four',
    '    five',
  ]);
});

test('What follows a label stands behind the label', () => {
  assert.equal(wrapLine('      reason    one two three four', 33), [
    '      reason    one two three',
    '                four',
  ]);
  assert.equal(wrapLine('  ✔ PASS  one two three', 20), ['  ✔ PASS  one two', '          three']);
});

test('Colours take no room', () => {
  const dim = '\u001b[2m    one two three\u001b[22m';
  assert.equal(wrapLine(dim, 11), ['\u001b[2m    one two', '    three\u001b[22m']);
});

test('A word longer than the line is left to the terminal', () => {
  assert.equal(wrapLine('  shardId-000000000000 x', 10), ['  shardId-000000000000', '  x']);
});

test.run();
