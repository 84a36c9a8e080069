import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTemplate } from '../../../local-aws/cloudformation/template/read.ts';

const TOPIC = { Type: 'AWS::SNS::Topic' };

function refusal(template: object): string {
  try {
    readTemplate(JSON.stringify(template));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

test('A template needs at least one resource', () => {
  const sentence = 'Template format error: At least one Resources member must be defined.';
  assert.is(refusal({}), sentence);
  assert.is(refusal({ Resources: {} }), sentence);
});

test('Sections and members that there are not are named', () => {
  assert.is(
    refusal({ Resources: { A: TOPIC }, Ressources: {} }),
    'Invalid template property or properties [Ressources]',
  );
  assert.is(
    refusal({ Resources: { A: { ...TOPIC, Typ: 1 } } }),
    "Invalid template resource property 'Typ'",
  );
});

test('A resource needs a name of letters and digits, an object and a type', () => {
  assert.is(
    refusal({ Resources: { 'a-b': TOPIC } }),
    'Template format error: Resource name a-b is non alphanumeric.',
  );
  assert.is(
    refusal({ Resources: { A: 'x' } }),
    'Template format error: Any Resources member must be an object.',
  );
  assert.is(
    refusal({ Resources: { A: { Properties: {} } } }),
    'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
  );
  assert.is(
    refusal({ Resources: { A: { Type: 'Kinesis::Stream' } } }),
    'Template format error: Unrecognized resource types: [Kinesis::Stream]',
  );
});

test('Null is no value in a template, and its place is said', () => {
  assert.is(
    refusal({ Resources: { A: TOPIC }, Outputs: { O: { Value: null } } }),
    "[/Outputs/O/Value] 'null' values are not allowed in templates",
  );
});

test('An output needs a value and a sound export name', () => {
  const outputs = (output: object) => refusal({ Resources: { A: TOPIC }, Outputs: { O: output } });
  assert.is(
    outputs({ Description: 'x' }),
    'Template format error: Every Outputs member must contain a Value object',
  );
  assert.match(
    outputs({ Value: 'x', Export: { Name: 'a b' } }),
    /Output O is malformed\. The Name field of every Export member/,
  );
});

test('Mappings have two levels of names and then a string or a list', () => {
  const mapping = (value: unknown) => refusal({ Resources: { A: TOPIC }, Mappings: { M: value } });
  assert.is(mapping({ A: 'x' }), 'Template format error: Every Mappings member A must be a map');
  assert.is(
    mapping({ A: { B: { C: 1 } } }),
    'Template format error: Every Mappings attribute must be a String or a List.',
  );
  assert.is(mapping({ A: { B: ['c'] } }), 'accepted');
});

test('What a template refers to must be there', () => {
  const properties = (value: unknown) =>
    refusal({ Resources: { A: { ...TOPIC, Properties: { P: value } } } });
  const unresolved = (name: string, block = 'Resources') =>
    `Template format error: Unresolved resource dependencies [${name}] in the ${block} block of the template`;
  assert.is(properties({ Ref: 'B' }), unresolved('B'));
  assert.is(properties({ 'Fn::Sub': `\${B}-\${AWS::Region}-\${!C}` }), unresolved('B'));
  assert.is(properties({ 'Fn::Join': [',', [{ Ref: 'B' }, { Ref: 'C' }]] }), unresolved('B, C'));
  assert.is(refusal({ Resources: { A: { ...TOPIC, DependsOn: 'B' } } }), unresolved('B'));
  assert.is(
    refusal({ Resources: { A: TOPIC }, Outputs: { O: { Value: { Ref: 'B' } } } }),
    unresolved('B', 'Outputs'),
  );
  assert.is(
    properties({ 'Fn::GetAtt': ['B', 'Arn'] }),
    'Template error: instance of Fn::GetAtt references undefined resource B',
  );
  assert.is(
    properties({ 'Fn::If': ['C', 1, 2] }),
    'Template error: unresolved condition dependency C in Fn::If',
  );
});

test('A type with an engine has only its own attributes', () => {
  const Outputs = { O: { Value: { 'Fn::GetAtt': ['S', 'ARN'] } } };
  assert.is(
    refusal({ Resources: { S: { Type: 'AWS::Kinesis::Stream' } }, Outputs }),
    'Template error: resource S does not support attribute type ARN in Fn::GetAtt',
  );
});

test('Names that every object has are no functions, conditions or properties', () => {
  const Properties = { P: { constructor: 1 }, Q: { toString: { Ref: 'A' } } };
  assert.is(
    refusal({ Resources: { B: { ...TOPIC, Properties } } }),
    'Template format error: Unresolved resource dependencies [A] in the Resources block of the template',
  );
  assert.is(
    refusal({ Resources: { A: TOPIC }, Conditions: { C: { Condition: 'constructor' } } }),
    'Template format error: Unresolved condition dependency constructor in the Conditions block of the template',
  );
});

test('Conditions can not refer to resources', () => {
  assert.is(
    refusal({ Resources: { A: TOPIC }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'A' }, 'x'] } } }),
    'Template format error: Unresolved dependencies [A]. Cannot reference resources in the Conditions block of the template',
  );
});

test('Resources that wait for each other are named, those that wait for them are not', () => {
  const topic = (name: string) => ({ ...TOPIC, Properties: { P: { Ref: name } } });
  const Resources = {
    A: topic('B'),
    B: topic('C'),
    C: { ...TOPIC, DependsOn: ['A'] },
    D: topic('A'),
    E: TOPIC,
  };
  assert.is(refusal({ Resources }), 'Circular dependency between resources: [A, B, C]');
  assert.is(
    refusal({ Resources: { A: topic('A') } }),
    'Circular dependency between resources: [A]',
  );
});

test('Functions with the wrong arguments are refused in AWS words', () => {
  const properties = (value: unknown) =>
    refusal({ Resources: { A: { ...TOPIC, Properties: { P: value } } } });
  assert.is(
    properties({ Ref: ['A'] }),
    'Template error: every Ref object must have a single String value.',
  );
  assert.match(
    properties({ 'Fn::Join': ['-'] }),
    /^Template error: every Fn::Join object requires two parameters, \(1\) a string delimiter/,
  );
  assert.match(
    properties({ 'Fn::FindInMap': ['M', 'x'] }),
    /^Template error: every Fn::FindInMap object requires three parameters/,
  );
  assert.match(
    properties({ 'Fn::Sub': ['a', 'b', 'c'] }),
    /Fn::Sub intrinsic functions don't specify expected arguments/,
  );
  assert.match(
    properties({ 'Fn::Sub': `\${a b}` }),
    /variable names in Fn::Sub syntax must contain only alphanumeric/,
  );
});

test('What local AWS does not implement is refused by its name', () => {
  assert.is(
    refusal({ Resources: { A: TOPIC }, Transform: 'AWS::Serverless-2016-10-31' }),
    'local AWS does not implement the template section Transform',
  );
  const Properties = { P: { 'Fn::Transform': { Name: 'AWS::Include' } } };
  assert.is(
    refusal({ Resources: { A: { ...TOPIC, Properties } } }),
    'local AWS does not implement Fn::Transform',
  );
  assert.is(
    refusal({ Resources: { 'Fn::ForEach::A': ['a', [], {}] } }),
    'local AWS does not implement Fn::ForEach::A',
  );
  const Parameters = { K: { Type: 'AWS::SSM::Parameter::Value<String>' } };
  assert.is(
    refusal({ Resources: { A: TOPIC }, Parameters }),
    'local AWS does not implement the parameter type AWS::SSM::Parameter::Value<String>',
  );
});

test('Types that AWS has not are refused, all of them at once', () => {
  const Resources = {
    A: { Type: 'AWS::Kinesis::Streams' },
    B: { Type: 'My::Own::Type' },
    C: { Type: 'AWS::CloudWatch::Alarm' },
  };
  assert.is(
    refusal({ Resources }),
    'Template format error: Unrecognized resource types: [AWS::Kinesis::Streams, My::Own::Type]',
  );
});

test('A name is that of a parameter or of a resource', () => {
  assert.is(
    refusal({ Parameters: { A: { Type: 'String' } }, Resources: { A: TOPIC } }),
    'Template error: all resources and parameters must have unique names. Common name(s):[A]',
  );
});

test('A mapping that is not there and a condition that is none are found before a deployment', () => {
  const Properties = { P: { 'Fn::FindInMap': ['M', 'a', 'b'] } };
  assert.is(
    refusal({ Resources: { A: { ...TOPIC, Properties } } }),
    "Template error: Mapping named 'M' is not present in the 'Mappings' section of template.",
  );
  for (const C of ['yes', { Ref: 'AWS::Region' }]) {
    assert.is(
      refusal({ Conditions: { C }, Resources: { A: TOPIC } }),
      'Template format error: Conditions can only be boolean operations on parameters and other conditions',
    );
  }
});

test('An output is text, and what it exports is known before there are resources', () => {
  const output = (Value: unknown, Name?: unknown) =>
    refusal({
      Resources: { A: TOPIC },
      Outputs: { O: { Value, ...(Name ? { Export: { Name } } : {}) } },
    });
  const sentence = 'The Value field of every Outputs member must evaluate to a String and not a';
  assert.is(output(['a']), `Template format error: ${sentence} List.`);
  assert.is(output({ a: 1, b: 2 }), `Template format error: ${sentence} Map.`);
  for (const Name of [{ Ref: 'A' }, { 'Fn::ImportValue': 'x' }, { 'Fn::GetAtt': ['A', 'Arn'] }]) {
    assert.is(
      output('a', Name),
      'Template format error: Output O is malformed.  The Name field of Export must not depend on any resources, imported values, or Fn::GetAZs.',
    );
  }
  assert.is(output('a', { Ref: 'AWS::StackName' }), 'accepted');
});

test('DependsOn is a name or a list of names', () => {
  const dependsOn = (DependsOn: unknown) => refusal({ Resources: { A: { ...TOPIC, DependsOn } } });
  assert.is(
    dependsOn({ Ref: 'B' }),
    'Template format error: DependsOn must be a string or list of strings.',
  );
  assert.is(dependsOn([1]), 'Template format error: Every DependsOn value must be a string.');
});

test('Policies are words that CloudFormation knows', () => {
  const policy = (policies: object) => refusal({ Resources: { A: { ...TOPIC, ...policies } } });
  assert.is(
    policy({ DeletionPolicy: 'Keep' }),
    'Template format error: Unrecognized DeletionPolicy Keep for resource A',
  );
  assert.is(
    policy({ UpdateReplacePolicy: 'RetainExceptOnCreate' }),
    'Template format error: Unrecognized UpdateReplacePolicy RetainExceptOnCreate for resource A',
  );
  assert.is(
    policy({ DeletionPolicy: { Ref: 'P' } }),
    'Template format error: Every DeletionPolicy member must be a string.',
  );
  assert.is(
    policy({ DeletionPolicy: 'Snapshot' }),
    'Template error: resource type AWS::SNS::Topic does not support deletion policy Snapshot',
  );
});

test.run();
