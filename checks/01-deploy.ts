import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { defineCheck, type Workshop } from '../src/contract.ts';
import { hotUntilMs } from '../src/judged-window.ts';
import { stackIsComplete } from '../src/stack/stack-check.ts';
import { HASH_KEYS, type ListedShard, listAllShards, openShards } from '../src/stream/shards.ts';
import { capacityMode, expectSettledStream } from '../src/stream/stream.ts';

const remedy = (workshop: Workshop) => `Run step 1: ${again(workshop, 'workshop', '--only 1')}`;

export default [
  stackIsComplete('stream', ({ config }) => config.names.stack, remedy),

  defineCheck({
    title: 'The stream is ACTIVE',
    remedy,
    expected: (config) => `${config.names.stream} ACTIVE`,
    command: summaryCommand('StreamStatus'),

    async run(workshop, saw) {
      await expectSettledStream(workshop, saw);
    },
  }),

  defineCheck({
    title: 'The stream has the configured number of open shards, or its hot one was split',
    remedy: (workshop) => `${remedy(workshop)} (it makes a stream that was split or merged again)`,
    expected: ({ stream, dominance }) =>
      `${stream.shardCount} open shards of a provisioned stream, or more once ${dominance.hotShardId} took records and was split`,
    command: listShardsCommand,

    async run(workshop, saw) {
      const stream = await expectSettledStream(workshop, saw);
      const mode = capacityMode(stream);
      const { shardCount } = workshop.config.stream;
      const shards = await listAllShards(workshop.cloud, workshop.config.names.stream);
      const open = openShards(shards);
      saw(`${open.length} open shards, ${mode}`, {
        mode,
        open: open.map(({ shardId }) => shardId),
      });
      assert.is(
        mode,
        'PROVISIONED',
        `The stream is ${mode}, which splits a hot shard by itself: it must be PROVISIONED`,
      );
      const { hotShardId } = workshop.config.dominance;
      const isSplit = open.every(({ shardId }) => shardId !== hotShardId);
      const wasHot = isSplit && (await hotUntilMs(workshop, stream, shards)) !== undefined;
      if (wasHot && open.length > shardCount) return;
      assert.is(open.length, shardCount, `There are ${open.length} open shards, not ${shardCount}`);
      assert.ok(
        wasHot || !isSplit,
        `${hotShardId} was closed before it took records: it can not become hot`,
      );
    },
  }),

  defineCheck({
    title: 'The open shards cover the whole hash space, each key once',
    remedy: (workshop) => `${remedy(workshop)}. While a split or a merge is under way, wait for it`,
    expected: () => 'ranges from 0 to 2^128 - 1 without a gap or an overlap',
    command: listShardsCommand,

    async run(workshop, saw) {
      await expectSettledStream(workshop, saw);
      const open = await listOpen(workshop);
      const fault = coverageFault(open);
      saw(fault ?? 'no gap, no overlap', {
        ranges: Object.fromEntries(
          open.map((shard) => [shard.shardId, `${shard.startingHashKey}-${shard.endingHashKey}`]),
        ),
      });
      assert.is(fault, undefined, `The hash ranges have ${fault}`);
    },
  }),

  defineCheck({
    title: 'Records can be read for the configured time',
    remedy,
    expected: ({ stream }) => `a retention of ${stream.retentionHours} hours`,
    command: summaryCommand('RetentionPeriodHours'),

    async run(workshop, saw) {
      const { RetentionPeriodHours } = await expectSettledStream(workshop, saw);
      const { retentionHours } = workshop.config.stream;
      saw(`a retention of ${RetentionPeriodHours} hours`);
      assert.is(
        RetentionPeriodHours,
        retentionHours,
        `The retention is ${RetentionPeriodHours} hours, not ${retentionHours}`,
      );
    },
  }),
];

async function listOpen({ cloud, config }: Workshop): Promise<ListedShard[]> {
  return openShards(await listAllShards(cloud, config.names.stream));
}

/** The first gap or overlap in words; undefined when every hash key has exactly one shard. */
function coverageFault(open: readonly ListedShard[]): string | undefined {
  const byStart = [...open].sort((a, b) => Number(a.startingHashKey - b.startingHashKey));
  let next = 0n;
  for (const { shardId, startingHashKey, endingHashKey } of byStart) {
    if (startingHashKey > next) return `a gap before ${shardId}, from ${next}`;
    if (startingHashKey < next) return `an overlap at ${shardId}, from ${startingHashKey}`;
    next = endingHashKey + 1n;
  }
  return next === HASH_KEYS ? undefined : `a gap at the end, from ${next}`;
}

function summaryCommand(member: string) {
  return ({ config, cloud }: Workshop): string =>
    `aws kinesis describe-stream-summary --stream-name ${config.names.stream} --query StreamDescriptionSummary.${member} ${cloud.cliOptions}`;
}

function listShardsCommand({ config, cloud }: Workshop): string {
  return `aws kinesis list-shards --stream-name ${config.names.stream} --query 'Shards[?!SequenceNumberRange.EndingSequenceNumber].[ShardId,HashKeyRange]' ${cloud.cliOptions}`;
}
