import { readFileSync } from 'node:fs';
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../../src/cli/root.ts';
import { withWorkshop } from '../support/workshop.ts';

const TemplateBody = readFileSync(`${ROOT}templates/pipeline-role.yaml`, 'utf8');

/** Deploys the role for a repository, and gives what the stack puts out. */
async function deploy(repository: string, provider: string): Promise<(string | undefined)[]> {
  return withWorkshop(async ({ cloud }) => {
    const StackName = 'workshop-nightly-role';
    await cloud.cloudformation.send(
      new CreateStackCommand({
        StackName,
        TemplateBody,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        Parameters: [
          { ParameterKey: 'Repository', ParameterValue: repository },
          { ParameterKey: 'Provider', ParameterValue: provider },
        ],
      }),
    );
    await cloud.sleep(60);
    const { Stacks = [] } = await cloud.cloudformation.send(
      new DescribeStacksCommand({ StackName }),
    );
    return Stacks.flatMap(({ StackStatus, Outputs = [] }) => [
      StackStatus,
      ...Outputs.map(({ OutputValue }) => OutputValue),
    ]);
  });
}

test('The role of the pipeline deploys, with GitHub’s provider or beside it', async () => {
  for (const provider of ['new', 'there']) {
    assert.equal(await deploy('acme/hot-shards', provider), [
      'CREATE_COMPLETE',
      'arn:aws:iam::123456789012:role/hot-shard-workshop-pipeline',
    ]);
  }
});

test('A repository that GitHub tells with its ids is taken, and half a name is not', async () => {
  const [status] = await deploy('acme@1234/hot-shards@567', 'there');
  assert.is(status, 'CREATE_COMPLETE');
  const refusal = await deploy('acme', 'there').catch(String);
  assert.match(String(refusal), 'must be OWNER/NAME, or OWNER@ID/NAME@ID');
});

test('The role trusts one branch of one repository, and no pattern', () => {
  const trust = /AssumeRolePolicyDocument:[\s\S]*?ManagedPolicyArns:/.exec(TemplateBody)?.[0] ?? '';
  assert.match(trust, /^ *StringEquals:$/m);
  assert.not.match(trust, /StringLike|\*/);
  assert.match(trust, /:aud: sts\.amazonaws\.com$/m);
  assert.match(trust, /:sub: !Sub "repo:\$\{Repository\}:ref:refs\/heads\/\$\{Branch\}"$/m);
});

test.run();
