import type {
  DescribeStreamSummaryOutput,
  StreamDescriptionSummary,
} from '@aws-sdk/client-kinesis';
import { AwsError } from '../../errors.ts';
import { kinesis } from '../../kinesis/service.ts';
import type { Work } from '../engine/work.ts';
import { HandlerFailure, type ResourceRequest } from './resource-type.ts';

const POLL_SECONDS = 1;
/** A resharding to 100,000 shards takes long on AWS too. */
const PATIENCE_SECONDS = 30 * 60;

export function call(request: ResourceRequest, operation: string, input: object): object {
  return request.invoke(kinesis, operation, input);
}

/** @throws {AwsError} ResourceNotFoundException */
export function describe(
  request: ResourceRequest,
  name: string,
): Partial<StreamDescriptionSummary> {
  const output: Partial<DescribeStreamSummaryOutput> = call(request, 'DescribeStreamSummary', {
    StreamName: name,
  });
  return output.StreamDescriptionSummary ?? {};
}

export function isGone(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'ResourceNotFoundException';
}

/** Waits until a stream is ACTIVE. Throws ResourceNotFoundException when it goes away. */
export function* awaitStream(request: ResourceRequest, name: string): Work {
  const deadlineMs = request.now() + PATIENCE_SECONDS * 1000;
  while (describe(request, name).StreamStatus !== 'ACTIVE') {
    if (request.now() > deadlineMs) {
      const message = `Stream ${name} is not ACTIVE after ${PATIENCE_SECONDS} seconds`;
      throw new HandlerFailure('NotStabilized', message);
    }
    yield POLL_SECONDS;
  }
}

/** Calls an action that needs an ACTIVE stream, and waits until the stream is ACTIVE again. */
export function* callWhenActive(
  request: ResourceRequest,
  name: string,
  operation: string,
  input: object,
): Work {
  yield* awaitStream(request, name);
  call(request, operation, input);
  yield* awaitStream(request, name);
}
