import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud } from './support.ts';

/** The outputs of a stack whose template has these values as outputs. */
function outputs(
  values: Record<string, unknown>,
  more: object = {},
): Record<string, string | undefined> {
  const cloud = new Cloud();
  cloud.create('one', template(values, more));
  cloud.wait(60);
  assert.is(
    cloud.stack('one').StackStatus,
    'CREATE_COMPLETE',
    cloud.stack('one').StackStatusReason,
  );
  return cloud.outputs('one');
}

function template(values: Record<string, unknown>, more: object = {}): string {
  return JSON.stringify({
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } } },
    Outputs: Object.fromEntries(Object.entries(values).map(([name, Value]) => [name, { Value }])),
    ...more,
  });
}

function refused(value: unknown, message: string, more: object = {}): void {
  const input = { StackName: 'one', TemplateBody: template({ O: value }, more) };
  new Cloud().refuses('CreateStack', input, 'ValidationError', message);
}

const sub = (text: string) => ({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });

test('Pseudo parameters say whose stack it is and where', () => {
  const values = outputs({
    A: { Ref: 'AWS::AccountId' },
    R: { Ref: 'AWS::Region' },
    N: { Ref: 'AWS::StackName' },
    P: { Ref: 'AWS::Partition' },
    U: { Ref: 'AWS::URLSuffix' },
    I: { 'Fn::Select': [0, { 'Fn::Split': ['/one/', { Ref: 'AWS::StackId' }] }] },
  });
  assert.equal(values, {
    A: '123456789012',
    R: 'us-east-1',
    N: 'one',
    P: 'aws',
    U: 'amazonaws.com',
    I: 'arn:aws:cloudformation:us-east-1:123456789012:stack',
  });
});

test('Fn::Sub puts in parameters, resources, attributes and its own variables', () => {
  const values = outputs({
    Short: sub('<AWS::Region>:<Topic>:<Topic.Arn>:<!Kept>'),
    Long: { 'Fn::Sub': [sub('<a>-<Topic>')['Fn::Sub'], { a: { 'Fn::Join': ['', ['x', 'y']] } }] },
  });
  assert.equal(values, {
    Short: `us-east-1:news:arn:aws:sns:us-east-1:123456789012:topic/news:\${Kept}`,
    Long: 'xy-news',
  });
});

test('Join, Split, Select and Base64 work on text and lists', () => {
  const values = outputs({
    J: { 'Fn::Join': [':', ['a', { Ref: 'Topic' }, 3]] },
    S: { 'Fn::Select': ['2', { 'Fn::Split': ['|', 'a|b||c'] }] },
    L: { 'Fn::Select': [3, { 'Fn::Split': ['|', 'a|b||c'] }] },
    B: { 'Fn::Base64': sub('<Topic>') },
  });
  assert.equal(values, { J: 'a:news:3', S: '', L: 'c', B: Buffer.from('news').toString('base64') });
});

test('An index that a list does not have is refused', () => {
  refused(
    { 'Fn::Select': [2, ['a', 'b']] },
    'Template error: Fn::Select cannot select nonexistent value at index 2',
  );
});

test('Fn::FindInMap looks up, and says what it did not find', () => {
  const more = { Mappings: { ByRegion: { 'us-east-1': { Ami: 'ami-1', Zones: ['a', 'b'] } } } };
  const find = (...names: unknown[]) => ({ 'Fn::FindInMap': names });
  assert.equal(
    outputs(
      {
        A: find('ByRegion', { Ref: 'AWS::Region' }, 'Ami'),
        Z: { 'Fn::Join': ['', find('ByRegion', 'us-east-1', 'Zones')] },
      },
      more,
    ),
    { A: 'ami-1', Z: 'ab' },
  );
  refused(
    find('ByRegion', 'eu-west-1', 'Ami'),
    'Template error: Unable to get mapping for ByRegion::eu-west-1::Ami',
    more,
  );
  refused(
    find('Other', 'x', 'y'),
    "Template error: Mapping named 'Other' is not present in the 'Mappings' section of template.",
    more,
  );
});

test('Fn::Cidr cuts a block into subnets', () => {
  const join = (value: unknown) => ({ 'Fn::Join': [' ', value] });
  assert.equal(
    outputs({
      Four: join({ 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }),
      Host: join({ 'Fn::Cidr': ['192.168.0.0/24', '2', '5'] }),
      Six: join({ 'Fn::Cidr': ['2001:db8:1234:5600::/56', 2, 64] }),
    }),
    {
      Four: '10.0.0.0/24 10.0.1.0/24 10.0.2.0/24',
      Host: '192.168.0.0/27 192.168.0.32/27',
      Six: '2001:db8:1234:5600::/64 2001:db8:1234:5601::/64',
    },
  );
});

test('Fn::GetAZs gives the zones of a region', () => {
  assert.equal(
    outputs({
      First: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      West: { 'Fn::Join': [',', { 'Fn::GetAZs': 'eu-west-1' }] },
    }),
    {
      First: 'us-east-1a',
      West: 'eu-west-1a,eu-west-1b,eu-west-1c',
    },
  );
});

test('Conditions hold by Equals, And, Or, Not and each other', () => {
  const Conditions = {
    Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] },
    Here: {
      'Fn::And': [
        { Condition: 'NotProd' },
        { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
      ],
    },
    Either: { 'Fn::Or': [{ Condition: 'Prod' }, { 'Fn::Equals': [4, '4'] }] },
  };
  const Parameters = { Stage: { Type: 'String', Default: 'test' } };
  const when = (name: string) => ({ 'Fn::If': [name, 'yes', 'no'] });
  assert.equal(
    outputs(
      { P: when('Prod'), N: when('NotProd'), H: when('Here'), E: when('Either') },
      { Conditions, Parameters },
    ),
    { P: 'no', N: 'yes', H: 'yes', E: 'yes' },
  );
});

test('Conditions that ask each other are refused', () => {
  const Conditions = {
    A: { 'Fn::Not': [{ Condition: 'B' }] },
    B: { 'Fn::Not': [{ Condition: 'A' }] },
  };
  // whether anything depends on them or not
  refused('x', 'Circular dependency between conditions: [A, B]', { Conditions });
});

test('A resource or an output whose condition does not hold is not there', () => {
  const cloud = new Cloud();
  const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const Resources = {
    Kept: { Type: 'AWS::SNS::Topic' },
    Dropped: { Type: 'AWS::SNS::Topic', Condition: 'Never' },
  };
  const Outputs = { Dropped: { Condition: 'Never', Value: { Ref: 'Dropped' } } };
  cloud.create('one', JSON.stringify({ Conditions, Resources, Outputs }));
  cloud.wait(10);
  assert.equal(
    cloud.history('one').filter((line) => line.includes('Dropped')),
    [],
  );
  assert.equal(cloud.outputs('one'), {});
});

test('A reference to a resource whose condition does not hold is unresolved', () => {
  const more = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      A: { Type: 'AWS::SNS::Topic' },
      B: { Type: 'AWS::SNS::Topic', Condition: 'Never' },
    },
  };
  refused(
    { Ref: 'B' },
    'Template format error: Unresolved resource dependencies [B] in the Outputs block of the template',
    more,
  );
  assert.equal(outputs({ O: { 'Fn::If': ['Never', { Ref: 'B' }, 'none'] } }, more), { O: 'none' });
});

test('An unresolved reference is found behind another one in the same text', () => {
  const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const both = { 'Fn::Join': ['', [{ Ref: 'A' }, { Ref: 'B' }]] };
  const Resources = {
    A: { Type: 'AWS::SNS::Topic' },
    B: { Type: 'AWS::SNS::Topic', Condition: 'Never' },
    C: { Type: 'AWS::SNS::Topic', Properties: { TopicName: both } },
  };
  refused(
    'x',
    'Template format error: Unresolved resource dependencies [B] in the Resources block of the template',
    { Conditions, Resources },
  );
});

test('AWS::NoValue takes a property away', () => {
  const cloud = new Cloud();
  const Properties = { TopicName: { Ref: 'AWS::NoValue' }, Tags: ['a', { Ref: 'AWS::NoValue' }] };
  cloud.create(
    'one',
    JSON.stringify({ Resources: { T: { Type: 'AWS::SNS::Topic', Properties } } }),
  );
  cloud.wait(10);
  const event = cloud.events('one').find(({ LogicalResourceId }) => LogicalResourceId === 'T');
  assert.is(event?.ResourceProperties, '{"Tags":["a"]}');
});

test('An output must be a string', () => {
  const cloud = new Cloud();
  cloud.create('one', template({ O: { 'Fn::Split': [',', 'a,b'] } }));
  cloud.wait(10);
  assert.ok(
    cloud
      .history('one')
      .includes(
        'stack ROLLBACK_IN_PROGRESS Template format error: The Value field of every Outputs member must evaluate to a String and not a List. Rollback requested by user.',
      ),
  );
});

test('Text that doubles from resource to resource does not grow without end', () => {
  const cloud = new Cloud();
  const twice = (id: string) => ({ 'Fn::Join': ['', [{ Ref: id }, { Ref: id }]] });
  const Resources = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `T${index}`,
      {
        Type: 'AWS::SNS::Topic',
        Properties: { TopicName: index === 0 ? 'news' : twice(`T${index - 1}`) },
      },
    ]),
  );
  cloud.create('one', JSON.stringify({ Resources }));
  cloud.wait(120);
  const longest = Math.max(
    ...cloud.events('one').map(({ PhysicalResourceId = '' }) => PhysicalResourceId.length),
  );
  assert.ok(longest <= 255, String(longest));
  refused(
    { 'Fn::Join': ['', Array.from({ length: 40 }, () => ({ Ref: 'Long' }))] },
    'Template error: Fn::Join gives more than 262144 characters',
    { Parameters: { Long: { Type: 'String', Default: 'x'.repeat(4096) } } },
  );
});

test.run();
