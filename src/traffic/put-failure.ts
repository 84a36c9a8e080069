import type { Cloud } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { isNoSuchStream, noSuchStream } from '../stream/shards.ts';

/** What made every further request useless, in words for a person; other errors as they are. */
export function putFailure(cause: unknown, cloud: Cloud, stream: string): unknown {
  if (!(cause instanceof Error) || cause instanceof WorkshopError) return cause;
  if (isNoSuchStream(cause)) return noSuchStream(cloud, stream, cause);
  return new WorkshopError(
    'cannot-tell',
    `PutRecords to stream ${stream} failed: ${cause.name}: ${cause.message}`,
    cause.name === 'AccessDeniedException'
      ? 'Allow kinesis:PutRecords on the stream for these credentials'
      : 'Put right what the message says, then run step 3 again',
    cause,
  );
}
