import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud, recorded } from './support.ts';

const exporting = (value: string, name: string | undefined = 'shared') =>
  JSON.stringify({
    ...JSON.parse(recorded({ T: {} })),
    Outputs: { O: { Value: value, ...(name === '' ? {} : { Export: { Name: name } }) } },
  });
const importing = recorded({ T: { Properties: { TopicName: { 'Fn::ImportValue': 'shared' } } } });

function linked(): Cloud {
  const cloud = new Cloud();
  cloud.create('giver', exporting('hello'));
  cloud.wait(10);
  cloud.create('taker', importing);
  cloud.wait(10);
  return cloud;
}

test('An export is listed, imported by its name, and its importers are known', () => {
  const cloud = linked();
  const ExportingStackId = cloud.stack('giver').StackId;
  assert.equal(cloud.call('ListExports', {}), {
    Exports: [{ ExportingStackId, Name: 'shared', Value: 'hello' }],
  });
  assert.equal(cloud.call('ListImports', { ExportName: 'shared' }), { Imports: ['taker'] });
  const resource = cloud.events('taker').find(({ LogicalResourceId }) => LogicalResourceId === 'T');
  assert.is(resource?.PhysicalResourceId, 'hello');
  cloud.refuses(
    'ListImports',
    { ExportName: 'other' },
    'ValidationError',
    "Export 'other' is not imported by any stack.",
  );
});

test('An import of what nobody exports rolls the stack back', () => {
  const cloud = new Cloud();
  cloud.create('taker', importing);
  cloud.wait(10);
  assert.equal(cloud.history('taker'), [
    'stack CREATE_IN_PROGRESS User Initiated',
    'stack ROLLBACK_IN_PROGRESS No export named shared found. Rollback requested by user.',
    'stack ROLLBACK_COMPLETE',
  ]);
});

test('A name can be exported once', () => {
  const cloud = linked();
  cloud.create('rival', exporting('bye'));
  cloud.wait(10);
  assert.ok(
    cloud
      .history('rival')
      .includes(
        'stack ROLLBACK_IN_PROGRESS Export with name shared is already exported by stack giver. Rollback requested by user.',
      ),
  );
});

test('A template exports a name once', () => {
  const Outputs = Object.fromEntries(
    ['A', 'B'].map((name) => [name, { Value: name, Export: { Name: { Ref: 'AWS::Region' } } }]),
  );
  const TemplateBody = JSON.stringify({ ...JSON.parse(recorded({ T: {} })), Outputs });
  new Cloud().refuses(
    'CreateStack',
    { StackName: 'one', TemplateBody },
    'ValidationError',
    'Template format error: The Outputs section contains duplicate Export names: [us-east-1]. Specify a unique name for each export.',
  );
});

test('An export that is in use can not be changed, taken back or deleted', () => {
  const cloud = linked();
  cloud.call('UpdateStack', { StackName: 'giver', TemplateBody: exporting('other') });
  cloud.wait(10);
  assert.ok(
    cloud
      .history('giver')
      .includes(
        'stack UPDATE_ROLLBACK_IN_PROGRESS Export shared cannot be updated as it is in use by taker.',
      ),
  );
  cloud.call('UpdateStack', { StackName: 'giver', TemplateBody: exporting('hello', '') });
  cloud.wait(10);
  assert.ok(
    cloud
      .history('giver')
      .includes(
        'stack UPDATE_ROLLBACK_IN_PROGRESS Export shared cannot be deleted as it is in use by taker.',
      ),
  );
  cloud.call('DeleteStack', { StackName: 'giver' });
  cloud.wait(10);
  assert.equal(cloud.history('giver').slice(-2), [
    'stack DELETE_IN_PROGRESS User Initiated',
    'stack UPDATE_ROLLBACK_COMPLETE Delete canceled. Cannot delete export shared as it is in use by taker.',
  ]);
});

test('Once nobody imports it, an export goes with its stack', () => {
  const cloud = linked();
  cloud.call('DeleteStack', { StackName: 'taker' });
  cloud.wait(10);
  cloud.call('DeleteStack', { StackName: 'giver' });
  cloud.wait(10);
  assert.equal(cloud.call('ListExports', {}), { Exports: [] });
});

test.run();
