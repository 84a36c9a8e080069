const TOPIC = '{Type: "AWS::SNS::Topic"}';
const inTopic = (value: string) =>
  `Resources:\n  W: {Type: "AWS::SNS::Topic", Properties: {A: ${value}}}`;
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const json = (properties: string) =>
  `{"Resources":{"W":{"Type":"AWS::SNS::Topic","Properties":${properties}}}}`;
const within = (depth: number, innermost: string, around: (inner: string) => string) =>
  Array.from({ length: depth }).reduce<string>(around, innermost);
const variables = (name: string, count: number) => `\${${name}}`.repeat(count);

/** Texts that a careless reader takes for ever with, runs out of stack or memory at, or trusts. */
export const hostileTemplates: Readonly<Record<string, string>> = {
  'aliases that explode': [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
    'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]',
    'd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
    'e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]',
    'Resources: [*e,*e,*e,*e,*e,*e,*e,*e,*e]',
  ].join('\n'),
  'an alias of itself': 'Resources: &r\n  W: *r',
  'a merge key': `a: &a {x: 1}\nResources:\n  W:\n    <<: *a\n    Type: AWS::SNS::Topic`,
  'lists in lists': inTopic('['.repeat(20_000) + ']'.repeat(20_000)),
  'lists without an end': '['.repeat(51_000),
  'structures without an end': '{'.repeat(51_000),
  'structures in lists': '[{a: '.repeat(8000),
  'ends without a beginning': ']'.repeat(51_000),
  'dashes in a row': `Resources:\n  ${'- '.repeat(20_000)}x`,
  'dashes in a column': '-\n'.repeat(25_000),
  'question marks': '? '.repeat(20_000),
  'colons in a row': `${': '.repeat(20_000)}x`,
  'keys in a row': 'a: '.repeat(15_000),
  'dashes and keys': '- a: '.repeat(10_000),
  'tags in a row': '! '.repeat(25_000),
  'short functions in a row': `Resources: ${'!Ref '.repeat(5000)}x`,
  'anchors in a row': '&a '.repeat(16_000),
  'aliases in a row': '*a '.repeat(16_000),
  'quotes in a row': '"'.repeat(51_000),
  'a quote without an end': `Resources: "${'\\x41'.repeat(12_000)}`,
  'a staircase': `Resources:\n${lines(220, (index) => `${' '.repeat(index + 1)}k:`)}`,
  'documents in a row': '---\n'.repeat(12_000),
  'lines without a word': '\n'.repeat(51_000),
  'a million spaces in a block': `Resources: |\n${' '.repeat(51_000)}`,
  'a directive of another version': '%YAML 9.9\n---\nResources: {}',
  'a tag of another language': 'Resources: !!js/function "f"',
  'tabs for spaces': 'Resources:\n\tW: 1',
  'a byte of zeros': 'Resources:\n  W: "\0"',
  'many keys': lines(8000, (index) => `k${index}: x`),
  'many anchors': lines(4000, (index) => `k${index}: &a${index} x`),
  'a long key': `Resources:\n  ${'k'.repeat(50_000)}: ${TOPIC}`,
  'names that objects have': `Resources:\n  __proto__: ${TOPIC}\n  constructor: ${TOPIC}\n__proto__: {x: 1}`,
  'parameters that objects have': `Parameters: {__proto__: {Type: String, Default: x}}\n${inTopic('!Ref __proto__')}`,
  'references to what objects have': inTopic(
    '[!Ref toString, !GetAtt constructor.name, !FindInMap [__proto__, toString, x]]',
  ),
  'properties that objects have': inTopic('{__proto__: {a: 1}, constructor: {prototype: 1}}'),
  'JSON properties that objects have': json('{"__proto__":{"a":1},"toString":1}'),
  'JSON in JSON': json(`${'{"a":'.repeat(8000)}1${'}'.repeat(8000)}`),
  'JSON without an end': '{"a":'.repeat(10_000),
  'no structure at all': 'x',
  'a list': '- a',
  'functions in functions': inTopic(`${'!Not ['.repeat(40)}x${']'.repeat(40)}`),
  'variables without an end': inTopic(`!Sub "${'${'.repeat(20_000)}"`),
  'many variables': inTopic(`!Sub "${`$${'{AWS::Region}'}`.repeat(3000)}"`),
  'a text in single letters': inTopic(`!Split ["", "${'x'.repeat(40_000)}"]`),
  'a text that joins to millions': inTopic(
    `!Join ["${'x'.repeat(10_000)}", !Split [",", "${','.repeat(30_000)}"]]`,
  ),
  'a text that joins to more than any text': inTopic(
    `!Join ["${'x'.repeat(25_000)}", !Split [",", "${','.repeat(25_000)}"]]`,
  ),
  'a text of texts': inTopic(
    `!Sub ["${variables('a', 9000)}", {a: !Sub ["${variables('b', 100)}", {b: ${'x'.repeat(1000)}}]}]`,
  ),
  'nothing, again and again': inTopic(
    within(24, '""', (inner) => `!Sub ["${variables('a', 4)}", {a: ${inner}}]`),
  ),
  'Base64 of Base64': inTopic(
    within(45, `"${'x'.repeat(2000)}"`, (inner) => `{"Fn::Base64": ${inner}}`),
  ),
  'long texts in single letters': inTopic(
    `[${`!Split ["", !Sub ["${variables('a', 100)}", {a: ${'x'.repeat(1000)}}]], `.repeat(30)}x]`,
  ),
  'a billion address blocks': inTopic('!Cidr ["::/0", 1000000000, 1]'),
  'a pattern that never ends': [
    `Parameters: {P: {Type: String, AllowedPattern: "(a+)+b", Default: ${'a'.repeat(40)}}}`,
    inTopic('x'),
  ].join('\n'),
  'a pattern that is none': `Parameters: {P: {Type: String, AllowedPattern: "(((", Default: a}}\n${inTopic('x')}`,
  'a pattern of groups in groups': [
    `Parameters: {P: {Type: String, AllowedPattern: "${'(a|'.repeat(8000)}${')'.repeat(8000)}", Default: a}}`,
    inTopic('x'),
  ].join('\n'),
};
