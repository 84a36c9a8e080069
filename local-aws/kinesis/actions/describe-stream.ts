import type { DescribeStreamInput, DescribeStreamOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { describeStream as describe, describeShard } from '../descriptions.ts';
import { findShard } from '../find-shard.ts';
import { PAGE, SHARD_ID, STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';

const SHARDS_A_PAGE = 100;

export const describeStream = defineAction<KinesisState, DescribeStreamInput, DescribeStreamOutput>(
  {
    rules: { ...STREAM, Limit: PAGE, ExclusiveStartShardId: SHARD_ID },
    unsupported: ['StreamId'],
    run(input, { state }) {
      const stream = state.stream(input);
      stream.trim(stream.now());
      const after =
        input.ExclusiveStartShardId === undefined
          ? -1
          : findShard(stream, input.ExclusiveStartShardId).number;
      const shards = stream.shards.listed.filter(({ number }) => number > after);
      const page = shards.slice(0, Math.min(input.Limit ?? SHARDS_A_PAGE, SHARDS_A_PAGE));
      return {
        StreamDescription: {
          ...describe(stream),
          Shards: page.map(describeShard),
          HasMoreShards: page.length < shards.length,
        },
      };
    },
  },
);
