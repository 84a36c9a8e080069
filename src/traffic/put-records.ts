import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { failureOf, withoutSdkRetries } from './failure.ts';
import type { OutgoingRecord } from './plan.ts';

/** What became of one record of a request. */
export type RecordAnswer =
  | { readonly kind: 'accepted'; readonly shardId: string }
  | { readonly kind: 'throttled'; readonly shardId?: string }
  | { readonly kind: 'failed' };

/** What became of a request: an answer for each of its records, in order, or no answer at all. */
export type PutOutcome =
  | { readonly kind: 'answered'; readonly answers: readonly RecordAnswer[] }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'no answer'; readonly cause: unknown };

/** @throws what makes every further request useless */
export type Put = (records: readonly OutgoingRecord[], signal: AbortSignal) => Promise<PutOutcome>;

const REQUEST_DEADLINE_MS = 30_000;

/**
 * PutRecords, sent once. The SDK's own retries are off: the sender's are counted and take cloud
 * time. A request that got no answer may have been carried out all the same, and sending it again
 * then stores its records twice: delivery is at least once, as with every Kinesis producer.
 */
export function putRecordsTo(kinesis: Pick<KinesisClient, 'send'>, stream: string): Put {
  return async (records, signal) => {
    const deadline = AbortSignal.timeout(REQUEST_DEADLINE_MS);
    try {
      const command = new PutRecordsCommand({
        StreamName: stream,
        Records: records.map(({ data, target }) => ({
          Data: data,
          PartitionKey: target.partitionKey,
        })),
      });
      const output = await kinesis.send(withoutSdkRetries(command), {
        abortSignal: AbortSignal.any([signal, deadline]),
      });
      const answers = (output.Records ?? []).map(({ ShardId, ErrorCode, ErrorMessage }) =>
        answerOf(ShardId, ErrorCode, ErrorMessage),
      );
      return { kind: 'answered', answers };
    } catch (cause) {
      if (signal.aborted || deadline.aborted) return { kind: 'no answer', cause };
      const failure = failureOf(cause);
      if (failure === 'throttled') return { kind: 'throttled' };
      if (failure === 'transient') return { kind: 'no answer', cause };
      throw cause;
    }
  };
}

/** A refused record carries no `ShardId`; the message of a throttled one names its shard. */
function answerOf(
  shardId: string | undefined,
  errorCode: string | undefined,
  errorMessage: string | undefined,
): RecordAnswer {
  if (errorCode === undefined && shardId !== undefined) return { kind: 'accepted', shardId };
  if (errorCode !== 'ProvisionedThroughputExceededException') return { kind: 'failed' };
  const named = /shardId-\d{12}/.exec(errorMessage ?? '')?.[0];
  return named === undefined ? { kind: 'throttled' } : { kind: 'throttled', shardId: named };
}
