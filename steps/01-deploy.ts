import {
  DecreaseStreamRetentionPeriodCommand,
  IncreaseStreamRetentionPeriodCommand,
} from '@aws-sdk/client-kinesis';
import { completeTheMinute } from '../src/complete-minute.ts';
import { defineStep, type Tell, type Workshop } from '../src/contract.ts';
import { deleteStack, deployStack, type StackSpecification } from '../src/stack/deploy-stack.ts';
import { expiryParameters } from '../src/stack/expiry.ts';
import { describeStack } from '../src/stack/stack.ts';
import { deployCommand } from '../src/stack/stack-command.ts';
import { listAllShards, openShards } from '../src/stream/shards.ts';
import { capacityMode, describeStream, waitForActive } from '../src/stream/stream.ts';

export default defineStep({
  title: 'Deploy a stream of four shards',
  guide: `
A Kinesis data stream is made of shards. Each shard owns a part of the hash space, from 0 to
2^128 - 1, and takes up to 1,000 records and 1 MiB a second. A stream of four shards takes four
times as much, but only while the records spread over all four: the limit holds for each shard
alone. That is why one hot shard refuses records while three others are idle.

This step creates a CloudFormation stack with one stream, \`hot-shard-data-stream\`, of four shards
that share the hash space evenly, and a retention of 24 hours. CloudFormation, because what a stack
made can be taken away again as a whole.

On real AWS the stack ends itself, too: a one-time schedule in it deletes it after 8 hours, and the
stacks of the later steps with it, so that a closed laptop does not cost a month. Each start of the
walk puts that end off to 8 hours from then. \`CAPABILITY_IAM\` acknowledges the role that may do it.`,
  hint: 'The events of a stack say why it failed: look for the first one that ends in _FAILED.',

  commands: (workshop) => {
    const { config, cloud } = workshop;
    return [
      deployCommand(workshop, specification(workshop)),
      `aws kinesis list-shards --stream-name ${config.names.stream} ${cloud.cliOptions}`,
    ];
  },

  takesSeconds: () => 120,

  adds: ({ stream }) => ({ shards: stream.shardCount }),

  async run(workshop, tell) {
    const { stack, stream } = workshop.config.names;
    await deployStack(workshop, specification(workshop), tell);
    // A stack does not see what was done to its stream by hand, so an update would change nothing.
    const drift = await driftOf(workshop);
    if (drift === undefined) return keepRecordsAsConfigured(workshop, tell);
    tell({ kind: 'fact', text: `Stream ${stream} ${drift}: stack ${stack} is made again` });
    await deleteWithItsMinute(workshop, tell);
    await deployStack(workshop, specification(workshop), tell);
  },

  undo: deleteWithItsMinute,
});

/**
 * Deletes the stack, and lets the minute end. CloudWatch knows a stream by its name: what this one
 * took in a minute would count for the next one if that began in the same minute.
 */
async function deleteWithItsMinute(workshop: Workshop, tell: Tell): Promise<void> {
  const { stack: name } = workshop.config.names;
  const stack = await describeStack(workshop, name);
  await deleteStack(workshop, name, tell);
  if (stack !== undefined) await completeTheMinute(workshop, tell);
}

function specification(workshop: Workshop): StackSpecification {
  const { config } = workshop;
  return {
    name: config.names.stack,
    template: '01-deploy.yaml',
    parameters: {
      StreamName: config.names.stream,
      ShardCount: String(config.stream.shardCount),
      RetentionHours: String(config.stream.retentionHours),
      ...expiryParameters(workshop),
    },
    hasRole: true,
  };
}

/** How the stream is not as its stack made it; undefined when it is. */
async function driftOf(workshop: Workshop): Promise<string | undefined> {
  const { cloud, config } = workshop;
  const stream = await describeStream(workshop);
  if (stream === undefined || stream.StreamStatus === 'DELETING') return 'was deleted';
  const mode = capacityMode(stream);
  if (mode !== 'PROVISIONED') return `is ${mode}`;
  const { OpenShardCount } = stream;
  if (OpenShardCount !== config.stream.shardCount) return `has ${OpenShardCount} open shards`;
  const { hotShardId } = config.dominance;
  const open = openShards(await listAllShards(cloud, config.names.stream));
  return open.some(({ shardId }) => shardId === hotShardId)
    ? undefined
    : `has no open shard ${hotShardId}`;
}

/** A retention that was changed by hand is changed back; the stream stays, with its records. */
async function keepRecordsAsConfigured(workshop: Workshop, tell: Tell): Promise<void> {
  const { cloud, config } = workshop;
  const { RetentionPeriodHours: hours = 0 } = await waitForActive(workshop, tell);
  const { retentionHours } = config.stream;
  if (hours === retentionHours) return;
  tell({ kind: 'fact', text: `Its retention of ${hours} hours becomes ${retentionHours} again` });
  const input = { StreamName: config.names.stream, RetentionPeriodHours: retentionHours };
  await cloud.kinesis.send(
    hours < retentionHours
      ? new IncreaseStreamRetentionPeriodCommand(input)
      : new DecreaseStreamRetentionPeriodCommand(input),
  );
  await waitForActive(workshop, tell);
}
