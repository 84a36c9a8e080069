import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import { startLocalAws } from '../../local-aws/server.ts';
import { hasProgram, optional } from '../support/optional.ts';
import { runProgram, runScript } from './support.ts';

const awsCli = { what: 'an AWS CLI', there: hasProgram('aws') };

optional(
  test,
  awsCli,
  'after a walk with --target URL an AWS CLI reads the same stream, metrics, dashboard and stacks',
  async () => {
    const aws = await startLocalAws({ clock: new Clock() });
    try {
      const walked = await runScript('workshop', '--yes', '--to', '4', '--target', aws.url);
      assert.is(walked.exitStatus, 0, walked.stdout + walked.stderr);
      assert.match(walked.stdout, '13 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL');

      const cli = async (...args: string[]): Promise<string[]> => {
        const { stdout, stderr } = await runProgram(
          'aws',
          [...args, '--endpoint-url', aws.url, '--output', 'text'],
          {
            AWS_ACCESS_KEY_ID: 'test',
            AWS_SECRET_ACCESS_KEY: 'test',
            AWS_DEFAULT_REGION: 'us-east-1',
            AWS_PAGER: '',
          },
        );
        assert.is(stderr, '');
        return stdout.split(/\s+/).filter((word) => word !== '');
      };
      assert.equal(
        await cli(
          ...['kinesis', 'describe-stream-summary', '--stream-name', 'hot-shard-data-stream'],
          ...['--query', 'StreamDescriptionSummary.[StreamStatus,OpenShardCount]'],
        ),
        ['ACTIVE', '4'],
      );
      const sums = await cli(
        ...['cloudwatch', 'get-metric-statistics', '--namespace', 'AWS/Kinesis'],
        ...['--metric-name', 'IncomingRecords', '--statistics', 'Sum', '--period', '60'],
        '--dimensions',
        'Name=StreamName,Value=hot-shard-data-stream',
        'Name=ShardId,Value=shardId-000000000000',
        ...['--start-time', new Date(aws.partition.clock.now() - 900_000).toISOString()],
        ...['--end-time', new Date(aws.partition.clock.now()).toISOString()],
        ...['--query', 'Datapoints[].Sum'],
      );
      assert.is(
        sums.reduce((total, sum) => total + Number(sum), 0),
        60_000,
      );
      assert.equal(
        await cli('cloudwatch', 'list-dashboards', '--query', 'DashboardEntries[].DashboardName'),
        ['kinesis-per-shard-metrics'],
      );
      assert.equal(
        await cli(
          ...['cloudformation', 'describe-stacks'],
          ...['--query', 'Stacks[].[StackName,StackStatus]'],
        ),
        [
          'hot-shard-workshop-dashboard',
          'CREATE_COMPLETE',
          'hot-shard-workshop',
          'CREATE_COMPLETE',
        ],
      );
    } finally {
      await aws.stop();
    }
  },
);

test.run();
