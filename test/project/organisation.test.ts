import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../../src/cli/root.ts';
import { hasProgram, optional } from '../support/optional.ts';

const page = readFileSync(`${ROOT}docs/organisation.md`, 'utf8');
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
const templates = ['instructor-role.yaml', 'participant-policy.yaml'];

test('The page deploys both templates of a class through StackSets', () => {
  for (const template of templates) {
    assert.is(
      commands.filter(
        (command) =>
          command.startsWith('aws cloudformation create-stack-set') &&
          command.includes(`--template-body file://templates/${template}`) &&
          command.includes('--capabilities CAPABILITY_NAMED_IAM'),
      ).length,
      1,
    );
  }
});

test('The templates of a class have nothing that StackSets refuse', () => {
  for (const template of templates) {
    const body = readFileSync(`${ROOT}templates/${template}`, 'utf8');
    assert.ok(Buffer.byteLength(body) < 51_200);
    assert.not.match(
      body,
      /^Transform:|AWS::CloudFormation::(Stack|Macro)|Fn::ImportValue|!ImportValue/m,
    );
    const parameters = /^Parameters:\n([\s\S]*?)^(?:Conditions|Resources):/m.exec(body)?.[1] ?? '';
    const without = parameters
      .split(/^(?= {2}\w)/m)
      .filter((one) => !one.includes('Default:'))
      .map((one) => one.trim().split(':')[0]);
    assert.equal(without, template === 'instructor-role.yaml' ? ['InstructorAccount'] : []);
  }
});

optional(
  test,
  { what: 'an AWS CLI', there: hasProgram('aws') },
  'An AWS CLI takes each kind of command of the page',
  async () => {
    const typed = new Map(
      commands.flatMap((command) => {
        const kind = /^aws cloudformation (?!deploy)[a-z-]+/.exec(command)?.[0];
        return kind === undefined ? [] : [[kind, command]];
      }),
    );
    assert.is(typed.size, 6);
    for (const command of typed.values()) {
      const { status, stderr } = spawnSync(
        'bash',
        ['-c', `${command} --generate-cli-skeleton output`],
        { cwd: ROOT, encoding: 'utf8', env: { ...process.env, AWS_DEFAULT_REGION: 'us-east-1' } },
      );
      assert.is(status, 0, `${command}\n${stderr}`);
    }
  },
);

test.run();
