import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { judgeAll } from '../../src/judge.ts';
import config from '../../workshop.config.ts';
import { runProgram } from '../cli/support.ts';
import { hasProgram, optional } from '../support/optional.ts';

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_PAGER: '',
  AWS_EC2_METADATA_DISABLED: 'true',
};

optional(
  test,
  { what: 'an AWS CLI and bash', there: hasProgram('aws') && hasProgram('bash') },
  'Who types the commands that each step shows passes the checks of each step',
  async () => {
    const aws = await startLocalAws({ clock: new Clock() });
    completeStacksAtOnce(aws);
    const cloud = await connect({
      target: 'local',
      region: config.region,
      endpoint: aws.url,
      realTime: false,
      signal: new AbortController().signal,
    });
    const workshop = { config, cloud };
    try {
      for (const entry of await loadCatalogue(ROOT, await readStems(ROOT))) {
        for (const command of entry.step.commands(workshop)) {
          // Four terminals for five minutes are too long for a test: one after the other, in
          // time-lapse. Nobody is there to be asked.
          const typed = command.replace('--real-time', '--seconds 130 --yes');
          const printed = await type(typed);
          const [, plan = ''] = printed.split('Instead, to bring every shard under 1.5 times');
          for (const split of plan.match(/^aws kinesis split-shard .*$/gm) ?? []) {
            await type(split);
            aws.partition.clock.advance(30);
          }
        }
        const outcomes = await judgeAll([entry], workshop, { waitSeconds: 1_200 });
        assert.equal(
          outcomes.map(({ title, verdict, reason }) => `${verdict} ${title}${reason}`),
          entry.checks.map(({ title }) => `PASS ${title}`),
        );
      }
    } finally {
      cloud.close();
      await aws.stop();
    }
  },
);

/** @returns what it printed */
async function type(command: string): Promise<string> {
  const { exitStatus, stdout, stderr } = await runProgram(
    'bash',
    ['-c', `cd '${ROOT}' && ${command}`],
    CREDENTIALS,
  );
  assert.is(exitStatus, 0, `${command}\n${stderr}`);
  return stdout;
}

/**
 * An AWS CLI looks at a stack only every 30 real seconds. A stack that is complete before the answer
 * is on its way is complete when it looks first.
 */
function completeStacksAtOnce({ partition }: LocalAws): void {
  const perform = partition.perform.bind(partition);
  partition.perform = (service, operation, input, caller) => {
    const answer = perform(service, operation, input, caller);
    if (/^((Create|Execute)ChangeSet|DeleteStack)$/.test(operation)) partition.clock.advance(30);
    return answer;
  };
}

test.run();
