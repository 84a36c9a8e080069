import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  ListDashboardsCommand,
} from '@aws-sdk/client-cloudwatch';
import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import { ROOT } from '../../src/cli/root.ts';
import { type Ended, runProgram, runScript, type Signal } from '../cli/support.ts';
import { clientOptions, withLocalAws } from '../support/local-aws.ts';

test('Two participants walk on one local AWS at the same time, a third is killed meanwhile, and nothing is left', () =>
  withLocalAws(
    async (aws) => {
      const [ann, bo, cy] = await Promise.all([
        walker(aws, ['ann', 'many-keys']),
        walker(aws, ['bo', 'one-key']),
        walker(aws, ['cy', 'many-keys'], [{ name: 'SIGKILL', at: /^sending$/m }]),
      ]);
      for (const { exitStatus, stdout, stderr } of [ann, bo]) {
        assert.is(exitStatus, 0, stderr);
        // as much as if nobody else had moved the clock meanwhile
        assert.match(stdout, /^ {2}7,800 records sent, 7,800 accepted$/m);
        assert.not.match(stdout, 'skipped');
        const verdicts = stdout.split('\n').filter((line) => /^[A-Z]/.test(line));
        assert.is(verdicts.length, 24);
        assert.equal(
          verdicts.filter((line) => !line.startsWith('PASS ')),
          [],
        );
      }
      assert.is(cy.exitStatus, null, cy.stdout);
      assert.equal(await left(aws), {
        streams: ['hot-shard-data-stream-cy'],
        stacks: ['hot-shard-workshop-cy'],
        dashboards: [],
        alarms: [],
      });
      const cleaned = await runScript(
        'clean-up',
        '--yes',
        '--target',
        aws.url,
        '--participant',
        'cy',
      );
      assert.is(cleaned.exitStatus, 0, `${cleaned.stdout}${cleaned.stderr}`);
      assert.equal(await left(aws), { streams: [], stacks: [], dashboards: [], alarms: [] });
    },
    { clock: new Clock() },
  ));

/** Walks in a process of its own, to the end unless it gets a signal. */
function walker(
  { url }: LocalAws,
  args: readonly string[],
  signals: readonly Signal[] = [],
): Promise<Ended> {
  const program = ['--import', 'tsx', `${ROOT}test/targets/walker.ts`, url, ...args];
  return runProgram(process.execPath, program, {}, signals);
}

/** The names of all that an account would pay for. */
async function left(aws: LocalAws) {
  const kinesis = new KinesisClient(clientOptions(aws));
  const cloudwatch = new CloudWatchClient(clientOptions(aws));
  const cloudformation = new CloudFormationClient(clientOptions(aws));
  try {
    const { StreamNames: streams } = await kinesis.send(new ListStreamsCommand({}));
    const { StackSummaries = [] } = await cloudformation.send(new ListStacksCommand({}));
    const { DashboardEntries = [] } = await cloudwatch.send(new ListDashboardsCommand({}));
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
    return {
      streams,
      stacks: StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
        ({ StackName }) => StackName,
      ),
      dashboards: DashboardEntries.map(({ DashboardName }) => DashboardName),
      alarms: MetricAlarms.map(({ AlarmName }) => AlarmName),
    };
  } finally {
    for (const client of [kinesis, cloudwatch, cloudformation]) client.destroy();
  }
}

test.run();
