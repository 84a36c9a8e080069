import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { leftAlarms, leftDashboard, leftStacks, leftStreams } from '../src/clean-up/leftovers.ts';
import { defineCheck, type Workshop } from '../src/contract.ts';
import { NotYet } from '../src/errors.ts';

const remedy = (workshop: Workshop) => `Clean up: ${again(workshop, 'clean-up')}`;

/**
 * Each kind of resource is looked up by its own API: what is not in a stack any more may still be
 * there, and cost.
 */
export default [
  defineCheck({
    title: 'No stack of this workshop is left',
    remedy,
    expected: ({ tag }) => `no stack of its names or with the tag ${tag.key}=${tag.value}`,
    command: ({ cloud }) =>
      `aws cloudformation describe-stacks --query 'Stacks[].[StackName,StackStatus]' ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const stacks = await leftStacks(workshop);
      const left = stacks.map(({ StackName, StackStatus }) => `${StackName} ${StackStatus}`);
      saw(left.join(', ') || 'none', { left });
      const isGoing = stacks.every(({ StackStatus }) => StackStatus === 'DELETE_IN_PROGRESS');
      if (left.length > 0 && isGoing) {
        throw new NotYet(`Being deleted: ${left}`, workshop.config.deadlines.stackSeconds);
      }
      assert.equal(left, [], `Still there: ${left.join(', ')}`);
    },
  }),

  defineCheck({
    title: 'No stream of this workshop is left',
    remedy,
    expected: ({ names, tag }) =>
      `no stream ${names.stream} or with the tag ${tag.key}=${tag.value}`,
    command: ({ config, cloud }) =>
      `aws kinesis describe-stream-summary --stream-name ${config.names.stream} ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const streams = await leftStreams(workshop);
      const left = streams.map(({ StreamName, StreamStatus }) => `${StreamName} ${StreamStatus}`);
      saw(left.join(', ') || 'none', { left });
      const isGoing = streams.every(({ StreamStatus }) => StreamStatus === 'DELETING');
      if (left.length > 0 && isGoing) {
        throw new NotYet(`Being deleted: ${left}`, workshop.config.deadlines.streamSeconds);
      }
      assert.equal(left, [], `Still there: ${left.join(', ')}`);
    },
  }),

  defineCheck({
    title: 'No dashboard of this workshop is left',
    remedy,
    expected: ({ names }) => `no dashboard ${names.dashboard} of this stream and region`,
    command: ({ config, cloud }) =>
      `aws cloudwatch get-dashboard --dashboard-name ${config.names.dashboard} ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const left = await leftDashboard(workshop);
      saw(left ?? 'none');
      assert.is(left, undefined, `Still there: ${left}`);
    },
  }),

  defineCheck({
    title: 'No alarm of this workshop is left',
    remedy,
    expected: ({ names, tag }) =>
      `no alarm ${names.stream}… of this stream, or with the tag ${tag.key}=${tag.value}`,
    command: ({ config, cloud }) =>
      `aws cloudwatch describe-alarms --alarm-name-prefix ${config.names.stream} --query 'MetricAlarms[].AlarmName' ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const left = await leftAlarms(workshop);
      saw(left.join(', ') || 'none', { left });
      assert.equal(left, [], `Still there: ${left.join(', ')}`);
    },
  }),
];
