import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud } from './support.ts';

function template(parameters: object): string {
  return JSON.stringify({
    Parameters: parameters,
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: Object.fromEntries(
      Object.keys(parameters).map((name) => [
        name,
        { Value: { 'Fn::Join': ['|', { 'Fn::Split': ['', { Ref: name }] }] } },
      ]),
    ),
  });
}

const value = (name: string, text: string) => [{ ParameterKey: name, ParameterValue: text }];

function refused(declaration: object, text: string, message: string): void {
  const input = {
    StackName: 'one',
    TemplateBody: JSON.stringify({
      Parameters: { P: declaration },
      Resources: { A: { Type: 'AWS::SNS::Topic' } },
    }),
    Parameters: value('P', text),
  };
  new Cloud().refuses('CreateStack', input, 'ValidationError', message);
}

test('A parameter without a value or a default is named, with all the others', () => {
  const body = template({
    A: { Type: 'String' },
    B: { Type: 'String', Default: 'b' },
    C: { Type: 'Number' },
  });
  new Cloud().refuses(
    'CreateStack',
    { StackName: 'one', TemplateBody: body },
    'ValidationError',
    'Parameters: [A, C] must have values',
  );
});

test('A parameter that the template does not declare is named', () => {
  new Cloud().refuses(
    'CreateStack',
    {
      StackName: 'one',
      TemplateBody: template({ A: { Type: 'String', Default: 'a' } }),
      Parameters: [...value('X', '1'), ...value('Y', '2')],
    },
    'ValidationError',
    'Parameters: [X, Y] do not exist in the template',
  );
});

test('Values are held to the allowed values, the pattern, the length and the range', () => {
  refused(
    { Type: 'String', AllowedValues: ['a', 'b'] },
    'c',
    "Parameter 'P' must be one of AllowedValues",
  );
  refused(
    { Type: 'String', AllowedPattern: '[a-z]+' },
    'abc1',
    "Parameter 'P' must match pattern [a-z]+",
  );
  refused(
    { Type: 'String', MinLength: 3 },
    'ab',
    "Parameter 'P' must contain at least 3 characters",
  );
  refused(
    { Type: 'String', MaxLength: '3' },
    'abcd',
    "Parameter 'P' must contain at most 3 characters",
  );
  refused({ Type: 'Number' }, 'four', "Parameter 'P' must be a number");
  refused({ Type: 'Number', MinValue: 1 }, '0', "Parameter 'P' must be a number not less than 1");
  refused(
    { Type: 'Number', MaxValue: 4 },
    '5',
    "Parameter 'P' must be a number not greater than 4",
  );
});

test('A constraint description takes the place of the rule in the sentence', () => {
  refused(
    { Type: 'String', AllowedPattern: '[a-z]+', ConstraintDescription: 'letters only' },
    '1',
    'Parameter P failed to satisfy constraint: letters only',
  );
});

test('Every item of a list is held to the rules', () => {
  refused({ Type: 'List<Number>' }, '1, 2, x', "Parameter 'P' must be a number");
  refused(
    { Type: 'CommaDelimitedList', AllowedPattern: 'a+' },
    'a,aa,b',
    "Parameter 'P' must match pattern a+",
  );
});

test('A pattern that backtracks for ever is refused within a second', () => {
  const before = performance.now();
  const cloud = new Cloud();
  const TemplateBody = template({ P: { Type: 'String', AllowedPattern: '(a+)+b' } });
  assert.throws(
    () =>
      cloud.call('CreateStack', {
        StackName: 'one',
        TemplateBody,
        Parameters: value('P', 'a'.repeat(60)),
      }),
    /Parameter 'P' has an AllowedPattern that cannot be used: it does not come to an end$/,
  );
  assert.ok(performance.now() - before < 1000);
});

test('Types and members that there are not are refused by name', () => {
  refused({ Type: 'Strong' }, 'x', 'Template format error: Unrecognized parameter type: Strong');
  refused({ Type: 'String', Defautl: 'x' }, 'x', "Invalid template parameter property 'Defautl'");
  refused(
    { Type: 'String', AllowedValues: 'a' },
    'x',
    'Template format error: Every AllowedValues member must be a list.',
  );
  refused({}, 'x', 'Template format error: Every Parameters object must contain a Type member.');
});

test('A list parameter is a list to the functions, with the space around its items taken off', () => {
  const cloud = new Cloud();
  cloud.create(
    'one',
    JSON.stringify({
      Parameters: { L: { Type: 'CommaDelimitedList', Default: 'a, b ,c' } },
      Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
      Outputs: {
        Joined: { Value: { 'Fn::Join': ['-', { Ref: 'L' }] } },
        Second: { Value: { 'Fn::Select': [1, { Ref: 'L' }] } },
      },
    }),
  );
  cloud.wait(10);
  assert.equal(cloud.outputs('one'), { Joined: 'a-b-c', Second: 'b' });
});

test('A parameter without echo is shown as asterisks and used as it is', () => {
  const cloud = new Cloud();
  cloud.create(
    'one',
    JSON.stringify({
      Parameters: { Secret: { Type: 'String', NoEcho: true } },
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Secret' } } },
      },
      Outputs: { Name: { Value: { Ref: 'Topic' } } },
    }),
    { Parameters: value('Secret', 's3cret') },
  );
  cloud.wait(10);
  assert.equal(cloud.stack('one').Parameters, [{ ParameterKey: 'Secret', ParameterValue: '****' }]);
  assert.equal(cloud.outputs('one'), { Name: 's3cret' });
  const event = cloud.events('one').find(({ LogicalResourceId }) => LogicalResourceId === 'Topic');
  assert.is(event?.ResourceProperties, '{"TopicName":"****"}');
});

test('A previous value is kept in an update, and there must be one', () => {
  const cloud = new Cloud();
  const body = (more: object = {}) =>
    JSON.stringify({
      Parameters: { A: { Type: 'String' }, ...more },
      Resources: {
        Topic: {
          Type: 'AWS::SNS::Topic',
          Properties: { TopicName: { Ref: 'A' }, Metadata: Object.keys(more) },
        },
      },
    });
  cloud.create('one', body(), { Parameters: value('A', 'kept') });
  cloud.wait(10);
  const previous = (name: string) => ({ ParameterKey: name, UsePreviousValue: true });
  cloud.refuses(
    'UpdateStack',
    {
      StackName: 'one',
      TemplateBody: body({ B: { Type: 'String' } }),
      Parameters: [previous('A'), previous('B')],
    },
    'ValidationError',
    'Invalid input for parameter key B. Cannot specify usePreviousValue as true for a parameter key not in the previous template',
  );
  cloud.call('UpdateStack', {
    StackName: 'one',
    TemplateBody: body({ B: { Type: 'String' } }),
    Parameters: [previous('A'), ...value('B', 'new')],
  });
  cloud.wait(10);
  assert.equal(cloud.stack('one').Parameters, [
    { ParameterKey: 'A', ParameterValue: 'kept' },
    { ParameterKey: 'B', ParameterValue: 'new' },
  ]);
});

test.run();
