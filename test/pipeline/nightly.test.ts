import { existsSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ScriptCommand } from '../../scripts/shared/command.ts';
import { type Parsed, parseCommand } from '../../src/cli/parse-command.ts';
import { ROOT } from '../../src/cli/root.ts';
import config from '../../workshop.config.ts';
import { type Job, npmCommands, readWorkflow, WORKFLOW_FILES, workflowText } from './workflows.ts';

const nightly = readWorkflow('nightly.yaml');
const aws = jobOf('aws');
const deadlineMinutes = (seconds: number) => seconds / 60;

function jobOf(name: string): Job {
  const job = nightly.jobs[name];
  assert.ok(job);
  return job;
}

/** As the command itself would read its line; throws where it would refuse it. */
async function parsed({ name, args }: { name: string; args: string[] }): Promise<Parsed> {
  const file = ['scripts', 'scripts/project']
    .map((folder) => `${ROOT}${folder}/${name}.ts`)
    .find((candidate) => existsSync(candidate));
  assert.ok(file, `there is no command ${name}`);
  const { default: command } = (await import(file)) as { default: ScriptCommand };
  const read = parseCommand(command.spec, args, () => undefined);
  assert.ok(read);
  return read;
}

async function awsCommand(name: string): Promise<Parsed> {
  const found = aws.steps.flatMap(({ run = '' }) => npmCommands(run));
  const [command, ...others] = found.filter((typed) => typed.name === name);
  assert.ok(command);
  assert.equal(others, []);
  return parsed(command);
}

test('Each command of a workflow and of the page exists, and takes its options', async () => {
  const page = readFileSync(`${ROOT}docs/pipeline.md`, 'utf8').replaceAll('MINUTES', '150');
  const texts = WORKFLOW_FILES.flatMap((file) =>
    Object.values(readWorkflow(file).jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run)),
  );
  const commands = [...texts, page].flatMap(npmCommands);
  assert.equal([...new Set(commands.map(({ name }) => name))].sort(), [
    'clean-up',
    'e2e',
    'mutation',
  ]);
  for (const command of commands) await parsed(command);
});

test('No workflow holds a key: the sandbox is reached by a role that GitHub’s tokens may take', () => {
  for (const file of WORKFLOW_FILES) {
    assert.not.match(workflowText(file), /secrets\.|access-key|AWS_SECRET/i);
    assert.equal(readWorkflow(file).permissions, { contents: 'read' });
  }
  const withTokens = Object.entries(nightly.jobs).filter(
    ([, { permissions }]) => permissions?.['id-token'] === 'write',
  );
  assert.equal(
    withTokens.map(([name]) => name),
    ['aws'],
  );
  const roles = aws.steps.filter(({ uses }) => /configure-aws-credentials/.test(uses ?? ''));
  assert.is(roles.length, 2);
  for (const role of roles) {
    assert.match(String(role.with?.['role-to-assume']), 'vars.WORKSHOP_ROLE_ARN');
  }
});

test('Where no sandbox is set up the night says so, and otherwise it walks in it', () => {
  assert.is(aws.if, "vars.WORKSHOP_ROLE_ARN != ''");
  assert.is(jobOf('not-set-up').if, "vars.WORKSHOP_ROLE_ARN == ''");
  assert.match(jobOf('not-set-up').steps[0]?.run ?? '', '::notice::');
});

test('Each limit of time holds the ones in it: walks and clean-up in the session, all in the job', async () => {
  const { extra, options } = await awsCommand('e2e');
  const walks = deadlineMinutes(Number(extra.timeLimit));
  const cleanUp = deadlineMinutes(config.deadlines.cleanUpSeconds);
  assert.is(walks, deadlineMinutes(config.deadlines.endToEndSeconds));
  const walking = aws.steps.find(({ run }) => run?.includes('npm run e2e'));
  const last = aws.steps.at(-1);
  const stepMinutes = walking?.['timeout-minutes'] ?? 0;
  assert.ok(stepMinutes > walks + cleanUp);
  const [credentials] = aws.steps.filter(({ uses }) => /aws-credentials/.test(uses ?? ''));
  const session = Number(credentials?.with?.['role-duration-seconds']);
  assert.ok(deadlineMinutes(session) > stepMinutes);
  assert.ok((aws['timeout-minutes'] ?? 0) > stepMinutes + (last?.['timeout-minutes'] ?? 0));
  const role = readFileSync(`${ROOT}templates/pipeline-role.yaml`, 'utf8');
  assert.match(role, `MaxSessionDuration: ${session}\n`);
  assert.is(options.yes, true);
  for (const file of WORKFLOW_FILES) {
    for (const job of Object.values(readWorkflow(file).jobs)) {
      assert.type(job['timeout-minutes'], 'number');
    }
  }
});

test('Two nights do not meet, and none is cut off by the next', () => {
  assert.equal(aws.concurrency, { group: 'nightly-aws', 'cancel-in-progress': false });
  assert.equal(Object.keys(nightly.on), ['schedule', 'workflow_dispatch']);
});

test('Whatever happens the reports are kept, and the last step cleans up by a fresh session', async () => {
  const [upload, credentials, cleanUp] = aws.steps.slice(-3);
  for (const step of [upload, credentials, cleanUp]) assert.is(step?.if, 'always()');
  assert.match(upload?.uses ?? '', /^actions\/upload-artifact@/);
  assert.match(credentials?.uses ?? '', /^aws-actions\/configure-aws-credentials@/);
  const walked = (await awsCommand('e2e')).options;
  const cleaned = (await awsCommand('clean-up')).options;
  assert.match(cleanUp?.run ?? '', /^npm run clean-up /);
  assert.equal(cleaned.target, { kind: 'aws' });
  assert.equal(walked.target, cleaned.target);
  assert.is(walked.participant, 'nightly');
  assert.is(walked.participant, cleaned.participant);
  const folder = String(upload?.with?.path);
  assert.ok(aws.steps.some(({ run }) => run === `mkdir ${folder}`));
  assert.ok(walked.reports.every(({ file }) => file.startsWith(`${folder}/`)));
  assert.equal(walked.reports.map(({ format }) => format).slice(0, 2), ['junit', 'html']);
});

test('Each action is held to a major version or a commit', () => {
  for (const file of WORKFLOW_FILES) {
    for (const { steps } of Object.values(readWorkflow(file).jobs)) {
      for (const { uses } of steps) {
        if (uses !== undefined) assert.match(uses, /^[\w-]+\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
      }
    }
  }
});

test.run();
