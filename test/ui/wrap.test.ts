import { execFileSync } from 'node:child_process';
import textWidth from 'string-width';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { fit } from '../../src/ui/fit.ts';
import { paragraphs, wrapCommand, wrapLine } from '../../src/ui/wrap.ts';
import { fakeWorkshop } from '../runner/fakes.ts';
import { hasProgram, optional } from '../support/optional.ts';

test('A line that fits stays as it is', () => {
  assert.equal(wrapLine('  four words, no more', 40), ['  four words, no more']);
});

test('A long line is broken at its spaces and goes on under its indent', () => {
  assert.equal(wrapLine('    one two three four five', 14), [
    '    one two',
    '    three four',
    '    five',
  ]);
  assert.equal(wrapLine('- aa bb cc', 7), ['- aa bb', '  cc']);
});

test('A percent sign stays with its number', () => {
  assert.equal(wrapLine('it has 90.0 % of them', 12), ['it has', '90.0 % of', 'them']);
});

test('What follows a label stands behind the label', () => {
  assert.equal(wrapLine('      reason    one two three four', 33), [
    '      reason    one two three',
    '                four',
  ]);
  assert.equal(wrapLine('  ✔ PASS  one two three', 20), ['  ✔ PASS  one two', '          three']);
});

test('A long word stands further left rather than over the edge', () => {
  assert.equal(wrapLine('  next    run twelve-letters', 17), [
    '  next    run',
    '   twelve-letters',
  ]);
});

test('Colours take no room, and wide letters two columns each', () => {
  const dim = '\u001b[2m    one two three\u001b[22m';
  assert.equal(wrapLine(dim, 11), ['\u001b[2m    one two', '    three\u001b[22m']);
  assert.equal(
    ['é', 'e\u0301', '漢字', 'ｶﾅ', '🔥', '✔'].map((text) => textWidth(text)),
    [1, 1, 4, 2, 2, 1],
  );
  assert.equal(wrapLine('漢字 漢字 x', 9), ['漢字 漢字', 'x']);
  assert.equal([fit('abcdef', 6), fit('abcdef', 4), fit('漢字漢', 4)], ['abcdef', 'abc…', '漢…']);
});

test('A word longer than the line is left to the terminal', () => {
  assert.equal(wrapLine('  shardId-000000000000 x', 10), ['  shardId-000000000000', '  x']);
});

test('A guide has a line for each paragraph, and for each point of a list', () => {
  assert.equal(paragraphs('\naa bb\ncc\n\ntwo:\n- d\n  e\n- f\n'), [
    'aa bb cc',
    '',
    'two:',
    '- d',
    '  e',
    '- f',
  ]);
});

test('A command is broken outside of its quotes, with the backslash that joins it again', () => {
  assert.equal(
    wrapCommand(`  aws x --query 'a b c d e f' --tags "$(aws y | awk '{ "p" }')" z`, 27),
    [
      '  aws x \\',
      "    --query 'a b c d e f' \\",
      '    --tags "$(aws y | awk \\',
      `    '{ "p" }')" z`,
    ],
  );
  assert.equal(wrapCommand('      see       aws x --region us-east-1', 30), [
    '      see       aws x \\',
    '        --region us-east-1',
  ]);
  assert.equal(wrapCommand('aws x --hash-key 30992731140568843220', 24), [
    'aws x --hash-key \\',
    '  30992731140568843220',
  ]);
});

const bash = { what: 'bash', there: hasProgram('bash') };

optional(test, bash, 'A shell reads a broken command as it reads the whole one', async () => {
  const workshop = fakeWorkshop();
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  const commands = entries.flatMap(({ step, checks }) => [
    ...step.commands(workshop),
    ...checks.map((check) => check.command(workshop)),
  ]);
  // as bash has understood it
  const read = (command: string) =>
    execFileSync('bash', ['-c', `it() {\n${command}\n}\ndeclare -f it`], { encoding: 'utf8' });
  assert.equal(
    commands.map((command) => read(wrapCommand(command, 60).join('\n'))),
    commands.map(read),
  );
});

test.run();
