import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CommandSpec, parseCommand } from '../../src/cli/parse-command.ts';
import { WorkshopError } from '../../src/errors.ts';

const SPEC: CommandSpec = {
  name: 'verify',
  summary: 'Judge every step.',
  options: [
    'target',
    'only',
    'participant',
    'region',
    'format',
    'output',
    'report',
    'wait',
    'plain',
  ],
  examples: [['--only 3', 'the third step alone']],
  stems: ['01-deploy', '02-enable-metrics'],
};

function refusal(...args: string[]): string {
  try {
    parseCommand(SPEC, args, () => undefined);
  } catch (error) {
    assert.instance(error, WorkshopError);
    assert.is((error as WorkshopError).code, 'usage');
    return (error as WorkshopError).message;
  }
  return assert.unreachable(`${args.join(' ')} was taken`) as never;
}

test('a misspelt option is refused with the nearest one', () => {
  assert.is(refusal('--onyl', '3'), 'Unknown option --onyl; did you mean --only?');
  assert.is(refusal('--fromat=json'), 'Unknown option --fromat; did you mean --format?');
});

test('an option like no other is refused with all that there are', () => {
  assert.is(
    refusal('--zzzzzzzz'),
    'Unknown option --zzzzzzzz; there are --version, --target, --only, --participant, --region, --format, --output, --report, --wait, --plain, --debug, --help',
  );
});

test('an option without its value is refused with how it is written', () => {
  assert.is(refusal('--only'), 'Option --only needs a value: --only <step>');
});

test('an argument that npm left over points to the two hyphens', () => {
  assert.is(
    refusal('3'),
    'Unexpected argument 3; to see how options are typed: npm run verify -- --help',
  );
});

test('a target is local, aws or a URL, and a near miss is named', () => {
  const target = (text: string) =>
    parseCommand(SPEC, ['--target', text], () => undefined)?.options.target;
  assert.equal(target('local'), { kind: 'local' });
  assert.equal(target('aws'), { kind: 'aws' });
  assert.equal(target('http://127.0.0.1:4599/'), {
    kind: 'endpoint',
    url: 'http://127.0.0.1:4599',
  });
  assert.is(
    refusal('--target', 'locla'),
    '--target locla is not local, aws or a URL; did you mean local?',
  );
  assert.is(
    refusal('--target', 'localhost:4599'),
    '--target localhost:4599 is not local, aws or a URL; did you mean http://localhost:4599?',
  );
  assert.is(
    refusal('--target', 'http://localhost:4599/x'),
    '--target http://localhost:4599/x has a path, and an endpoint has none; did you mean http://localhost:4599?',
  );
  assert.is(
    refusal('--target', 'http://ann:secret@localhost:4599'),
    '--target http://localhost:4599 takes no user and no password: leave them out of the URL',
  );
});

test('a format that is unknown is refused by name', () => {
  assert.is(refusal('--format', 'jsno'), '--format jsno is unknown; did you mean json?');
  assert.is(
    refusal('--format', 'pdf'),
    '--format pdf is unknown; there are text, json, junit, markdown, html',
  );
});

test('a wait is a number of seconds', () => {
  assert.is(parseCommand(SPEC, ['--wait', '120'], () => undefined)?.options.waitSeconds, 120);
  assert.is(refusal('--wait', '2m'), '--wait 2m is not a number of seconds, such as 120');
  assert.is(refusal('--wait', '-1'), '--wait -1 is not a number of seconds, such as 120');
});

test("a participant's name must be legal in every name that it ends", () => {
  assert.is(
    parseCommand(SPEC, ['--participant', 'ann-2'], () => undefined)?.options.participant,
    'ann-2',
  );
  assert.is(
    refusal('--participant', 'ann_2'),
    '--participant ann_2 is not a name for AWS resources; take letters and digits, with single hyphens in between',
  );
  assert.is(
    refusal('--participant', 'a'.repeat(33)),
    `--participant ${'a'.repeat(33)} has 33 characters; take at most 32`,
  );
  for (const name of ['fleet', 'dashboard-ann']) {
    const [first] = name.split('-');
    assert.is(
      refusal('--participant', name),
      `--participant ${name} would name a stack as somebody else's ${first} stack is named; take a name that does not begin with ${first}`,
    );
  }
});

test('a region that can not be one is refused before a request goes astray', () => {
  assert.is(
    refusal('--region', 'useast1'),
    '--region useast1 is not the name of a region, such as us-east-1',
  );
});

test('the help shows the options, the steps, examples and exit statuses', () => {
  let help = '';
  const parsed = parseCommand(SPEC, ['--help'], (text) => {
    help += text;
  });
  assert.is(parsed, undefined);
  assert.ok(help.startsWith('Usage: npm run verify -- [options]\n\nJudge every step.\n'));
  assert.match(help, '  --only <step>  ');
  assert.match(help, 'Steps:\n  01-deploy, 02-enable-metrics\n');
  assert.match(help, '  npm run verify -- --only 3  the third step alone\n');
  assert.match(help, '130 interrupted');
});

test('each report has the format of its ending, and one without is refused', () => {
  const args = ['--report', 'a.xml', '--report', 'out/B.HTML', '--report', 'c.jsonl'];
  assert.equal(parseCommand(SPEC, args, () => undefined)?.options.reports, [
    { file: 'a.xml', format: 'junit' },
    { file: 'out/B.HTML', format: 'html' },
    { file: 'c.jsonl', format: 'json' },
  ]);
  assert.is(
    refusal('--report', 'walk.pdf'),
    '--report walk.pdf has no ending that names a format; there are .xml, .html, .md, .json, .jsonl, .txt',
  );
});

test('what is not said has its default', () => {
  assert.equal(parseCommand(SPEC, [], () => undefined)?.options, {
    target: { kind: 'local' },
    yes: false,
    from: undefined,
    to: undefined,
    only: undefined,
    participant: undefined,
    region: undefined,
    profile: undefined,
    lesson: undefined,
    realTime: false,
    format: 'text',
    output: undefined,
    reports: [],
    record: undefined,
    waitSeconds: undefined,
    identities: false,
    plain: false,
    debug: false,
  });
});

test.run();
