import { CreateStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateStreamCommand,
  type DescribeStreamSummaryOutput,
  IncreaseStreamRetentionPeriodCommand,
  type ListShardsOutput,
  MergeShardsCommand,
  UpdateStreamModeCommand,
} from '@aws-sdk/client-kinesis';
import { splitAt } from '../../cooling/split.ts';
import { HASH_KEYS } from '../../stream/shards.ts';
import { describeStream, waitForActive } from '../../stream/stream.ts';
import { defineNearMiss } from '../near-miss.ts';
import { untold, type World } from '../world.ts';

const step = '01-deploy';
const STACK = 'The stack of the stream is complete';
const NUMBER = 'The stream has the configured number of open shards, or its hot one was split';

export default [
  defineNearMiss({
    title: 'a stack in rollback, beside a stream that was made by hand',
    step,
    rejectedBy: STACK,
    message: 'Stack hot-shard-workshop is in ROLLBACK_COMPLETE.',
    async build(world) {
      const StreamName = world.config.names.stream;
      await world.cloud.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 4 }));
      await waitForActive(world, untold);
      await world.run(1).catch(untold);
    },
  }),

  defineNearMiss({
    title: 'a stack whose update was rolled back',
    step,
    rejectedBy: STACK,
    message: 'Stack hot-shard-workshop is in UPDATE_ROLLBACK_COMPLETE.',
    async build(world) {
      await world.run(1);
      const { cloudformation, kinesis } = world.cloud;
      await kinesis.send(new CreateStreamCommand({ StreamName: 'taken', ShardCount: 1 }));
      await world.cloud.sleep(30);
      await cloudformation.send(
        new UpdateStackCommand({
          StackName: world.config.names.stack,
          UsePreviousTemplate: true,
          Capabilities: ['CAPABILITY_IAM'],
          Parameters: [{ ParameterKey: 'StreamName', ParameterValue: 'taken' }],
        }),
      );
      await world.cloud.sleep(120);
    },
  }),

  defineNearMiss({
    title: 'a stack of the same name by someone else',
    step,
    rejectedBy: STACK,
    message:
      "Stack hot-shard-workshop is not this workshop's: it lacks the tag workshop=kinesis-hot-shards",
    async build({ cloud, config }) {
      const Properties = { Name: config.names.stream, ShardCount: 4 };
      const Resources = { Stream: { Type: 'AWS::Kinesis::Stream', Properties } };
      await cloud.cloudformation.send(
        new CreateStackCommand({
          StackName: config.names.stack,
          TemplateBody: JSON.stringify({ Resources }),
        }),
      );
      await cloud.sleep(60);
    },
  }),

  defineNearMiss({
    title: '3 shards',
    step,
    rejectedBy: NUMBER,
    message: 'There are 3 open shards, not 4',
    async build(world) {
      const stream = { ...world.config.stream, shardCount: 3 };
      await world.withConfig({ stream }).run(1);
    },
  }),

  defineNearMiss({
    title: 'a split of a shard that never was hot',
    step,
    rejectedBy: NUMBER,
    message: 'There are 5 open shards, not 4',
    async build(world) {
      await world.run(1);
      await splitAt(world, HASH_KEYS / 8n, untold);
    },
  }),

  defineNearMiss({
    title: 'four shards again after a merge and a split, none of which is the hot one',
    step,
    rejectedBy: NUMBER,
    message: 'shardId-000000000000 was closed before it took records: it can not become hot',
    async build(world) {
      await world.run(1);
      await merge(world, 'shardId-000000000000', 'shardId-000000000001');
      await splitAt(world, HASH_KEYS / 4n, untold);
    },
  }),

  defineNearMiss({
    title: 'a stream in on-demand mode',
    step,
    rejectedBy: NUMBER,
    message: 'The stream is ON_DEMAND, which splits a hot shard by itself: it must be PROVISIONED',
    async build(world) {
      await world.run(1);
      await world.cloud.kinesis.send(
        new UpdateStreamModeCommand({
          StreamARN: (await describeStream(world))?.StreamARN,
          StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        }),
      );
      await world.cloud.sleep(30);
    },
  }),

  // Kinesis leaves no gap after a merge. An answer may: a cut one, or an old one.
  defineNearMiss({
    title: 'a shard range gap after a merge',
    step,
    rejectedBy: 'The open shards cover the whole hash space, each key once',
    message:
      'The hash ranges have a gap before shardId-000000000007, from 85070591730234615865843651857942052864',
    async build(world) {
      await world.run(1);
      await merge(world, 'shardId-000000000001', 'shardId-000000000002');
      await splitAt(world, (HASH_KEYS * 7n) / 8n, untold);
      await splitAt(world, (HASH_KEYS * 13n) / 16n, untold);
      forgetShard(world, 'shardId-000000000004');
    },
  }),

  defineNearMiss({
    title: 'a retention of two days',
    step,
    rejectedBy: 'Records can be read for the configured time',
    message: 'The retention is 48 hours, not 24',
    async build(world) {
      await world.run(1);
      await world.cloud.kinesis.send(
        new IncreaseStreamRetentionPeriodCommand({
          StreamName: world.config.names.stream,
          RetentionPeriodHours: 48,
        }),
      );
      await world.cloud.sleep(30);
    },
  }),
];

async function merge({ cloud, config }: World, one: string, next: string): Promise<void> {
  await cloud.kinesis.send(
    new MergeShardsCommand({
      StreamName: config.names.stream,
      ShardToMerge: one,
      AdjacentShardToMerge: next,
    }),
  );
  await cloud.sleep(30);
}

/** Lets Kinesis know nothing of an open shard from now on. */
function forgetShard({ cloud }: World, shardId: string): void {
  cloud.kinesis.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const output = result.output as ListShardsOutput & DescribeStreamSummaryOutput;
      if (output.Shards !== undefined) {
        output.Shards = output.Shards.filter(({ ShardId }) => ShardId !== shardId);
      }
      const { StreamDescriptionSummary: summary } = output;
      if (summary?.OpenShardCount !== undefined) summary.OpenShardCount -= 1;
      return result;
    },
    { step: 'initialize', name: 'forgetShard' },
  );
}
