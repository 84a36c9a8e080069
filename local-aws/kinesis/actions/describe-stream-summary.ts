import type {
  DescribeStreamSummaryInput,
  DescribeStreamSummaryOutput,
} from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { describeStream } from '../descriptions.ts';
import { STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';

export const describeStreamSummary = defineAction<
  KinesisState,
  DescribeStreamSummaryInput,
  DescribeStreamSummaryOutput
>({
  rules: STREAM,
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    return {
      StreamDescriptionSummary: {
        ...describeStream(stream),
        OpenShardCount: stream.shards.open.length,
        ConsumerCount: 0,
        MaxRecordSizeInKiB: stream.maxRecordKiB,
        ...(stream.mode === 'ON_DEMAND' && { RecordDistributionStrategy: stream.distribution }),
      },
    };
  },
});
