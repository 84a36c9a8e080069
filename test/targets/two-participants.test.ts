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
import { killScript, runScript } from '../cli/support.ts';
import { clientOptions, withLocalAws } from '../support/local-aws.ts';

test('Two participants walk on one local AWS at the same time, a third is killed meanwhile, and nothing is left', () =>
  withLocalAws(
    async (aws) => {
      const options = (participant: string) => [
        ...['--yes', '--plain', '--target', aws.url, '--participant', participant],
      ];
      const [ann, bo, cy] = await Promise.all([
        runScript('workshop', ...options('ann')),
        runScript('workshop', ...options('bo'), '--lesson', 'one-key'),
        killScript(/"kind":"traffic"/, 'workshop', ...options('cy'), '--format', 'json'),
      ]);
      for (const { exitStatus, stdout, stderr } of [ann, bo]) {
        assert.is(exitStatus, 0, `${stdout}${stderr}`);
        assert.match(stdout, /^24 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in /m);
      }
      assert.is(cy.exitStatus, null, cy.stdout);
      assert.equal(await left(aws), {
        streams: ['hot-shard-data-stream-cy'],
        stacks: ['hot-shard-workshop-cy'],
        dashboards: [],
        alarms: [],
      });
      const cleaned = await runScript('clean-up', ...options('cy'));
      assert.is(cleaned.exitStatus, 0, `${cleaned.stdout}${cleaned.stderr}`);
      assert.equal(await left(aws), { streams: [], stacks: [], dashboards: [], alarms: [] });
    },
    { clock: new Clock() },
  ));

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
