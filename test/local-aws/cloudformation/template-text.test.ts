import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseTemplate } from '../../../local-aws/cloudformation/template/parse.ts';

/** `${name}`, kept out of quotes for the linter's sake. */
const variable = (name: string) => `\${${name}}`;

const plain = (body: string) => JSON.parse(JSON.stringify(parseTemplate(body)));

function refusal(body: string): string {
  try {
    parseTemplate(body);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'accepted';
}

test('A template may be JSON or YAML, and both give the same', () => {
  const yaml = 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: {N: 4, B: yes}\n';
  const json = '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":{"N":4,"B":true}}}}';
  assert.equal(plain(yaml), plain(json));
});

test('Short tags become the long functions', () => {
  assert.equal(
    plain(
      `a: !Ref X\nb: !GetAtt X.Y.Z\nc: !Sub "${variable('X')}"\nd: !Join [",", [!Ref X, !Ref AWS::NoValue]]`,
    ),
    {
      a: { Ref: 'X' },
      b: { 'Fn::GetAtt': ['X', 'Y.Z'] },
      c: { 'Fn::Sub': variable('X') },
      d: { 'Fn::Join': [',', [{ Ref: 'X' }, { Ref: 'AWS::NoValue' }]] },
    },
  );
});

test('Short tags may hold each other and maps', () => {
  assert.equal(plain(`a: !If [C, !Sub ["${variable('x')}", {x: !Ref Y}], !Not [!Condition D]]`), {
    a: {
      'Fn::If': [
        'C',
        { 'Fn::Sub': [variable('x'), { x: { Ref: 'Y' } }] },
        { 'Fn::Not': [{ Condition: 'D' }] },
      ],
    },
  });
});

test('The words of YAML 1.1 are booleans, single letters and dates are text', () => {
  assert.equal(plain('a: yes\nb: Off\nc: y\nd: n\ne: 2010-09-09\nf: "yes"'), {
    a: true,
    b: false,
    c: 'y',
    d: 'n',
    e: '2010-09-09',
    f: 'yes',
  });
});

test('Numbers that a double would not keep to the digit keep their digits', () => {
  assert.equal(
    plain('a: 340282366920938463463374607431768211455\nb: 089012345678\nc: 12\nd: 1.5'),
    {
      a: '340282366920938463463374607431768211455',
      b: '089012345678',
      c: 12,
      d: 1.5,
    },
  );
});

test('A key named __proto__ is a key like any other', () => {
  for (const body of [
    '__proto__: {polluted: yes}\na: 1',
    '{"__proto__": {"polluted": true}, "a": 1}',
  ]) {
    const template = parseTemplate(body);
    assert.equal(Object.keys(template), ['__proto__', 'a']);
    assert.is(Object.getPrototypeOf(template), null);
    assert.is((Object.prototype as { polluted?: unknown }).polluted, undefined);
  }
});

test('What is not well-formed is refused with its line and column', () => {
  assert.is(
    refusal('a: b: c'),
    'ValidationError: Template format error: YAML not well-formed. (line 1, column 4)',
  );
  assert.is(
    refusal('a: 1\na: 2'),
    'ValidationError: Template format error: YAML not well-formed. (line 2, column 1)',
  );
  assert.is(
    refusal('{"a": 1,\n "b": }'),
    'ValidationError: Template format error: JSON not well-formed. (line 2, column 7)',
  );
});

test('A text that is no map at all is an unsupported structure', () => {
  for (const body of ['hello', '[1, 2]', '- a', '? [a]\n: b']) {
    assert.is(
      refusal(body),
      'ValidationError: Template format error: unsupported structure.',
      body,
    );
  }
});

test('Aliases are refused, so that they can not explode', () => {
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghij'
      .split('')
      .map((name, i) => `${name}: &${name} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`),
  ];
  assert.is(
    refusal(bomb.join('\n')),
    'ValidationError: Template error: YAML aliases are not allowed in CloudFormation templates',
  );
});

test('Deep nesting of every kind is refused within a second', () => {
  const deep = [
    '['.repeat(51_000),
    `{"a": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    '- '.repeat(25_000),
    '? '.repeat(25_000),
    `a:\n${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')}`,
    `a: ${'&a '.repeat(10_000)}x`,
  ];
  for (const body of deep) {
    const before = process.cpuUsage();
    assert.match(refusal(body), /^ValidationError: Template format error: /);
    // of this process, so that a busy machine does not count
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1000 < 1000, body.slice(0, 20));
  }
});

test.run();
