import {
  DescribeStreamSummaryCommand,
  type StreamDescriptionSummary,
} from '@aws-sdk/client-kinesis';
import * as assert from 'uvu/assert';
import { type Whole, whole } from '../aws/whole.ts';
import type { Cloud, Saw, Tell, Workshop } from '../contract.ts';
import { NotYet } from '../errors.ts';
import { poll } from '../poll.ts';
import { isNoSuchStream, noSuchStream } from './shards.ts';

/** What Kinesis tells of every stream. */
const MEMBERS = [
  'StreamName',
  'StreamARN',
  'StreamStatus',
  'RetentionPeriodHours',
  'StreamCreationTimestamp',
  'EnhancedMonitoring',
  'OpenShardCount',
] as const;

export type StreamDescription = Whole<StreamDescriptionSummary, (typeof MEMBERS)[number]>;

/** The workshop's stream; undefined when there is none of its name. */
export function describeStream({
  cloud,
  config,
}: Workshop): Promise<StreamDescription | undefined> {
  return describeStreamOf(cloud, config.names.stream);
}

/** A stream of any name; undefined when there is none. */
export async function describeStreamOf(
  cloud: Cloud,
  name: string,
): Promise<StreamDescription | undefined> {
  const operation = 'DescribeStreamSummary';
  try {
    const answer = await cloud.kinesis.send(new DescribeStreamSummaryCommand({ StreamName: name }));
    const { StreamDescriptionSummary: summary } = whole(
      operation,
      answer,
      'StreamDescriptionSummary',
    );
    return whole(operation, summary, ...MEMBERS);
  } catch (error) {
    if (isNoSuchStream(error)) return undefined;
    throw error;
  }
}

/** `PROVISIONED`, with as many shards as it is given, or `ON_DEMAND`, with as many as AWS gives it. */
export function capacityMode({ StreamModeDetails }: StreamDescriptionSummary): string {
  return StreamModeDetails?.StreamMode ?? 'PROVISIONED';
}

/** The stream, for a check: fails when there is none. */
export async function expectStream(workshop: Workshop, saw: Saw): Promise<StreamDescription> {
  const stream = await describeStream(workshop);
  if (stream === undefined) saw('no stream');
  assert.ok(stream, noSuchStream(workshop.cloud, workshop.config.names.stream).message);
  return stream;
}

/**
 * The stream, for a check that its shards or settings decide: fails when there is none that is
 * ACTIVE, or will be. Kinesis lists no shards of a stream that is CREATING or DELETING.
 *
 * @throws {NotYet} while it is CREATING or UPDATING
 */
export async function expectSettledStream(
  workshop: Workshop,
  saw: Saw,
): Promise<StreamDescription> {
  const { cloud, config } = workshop;
  const { streamSeconds } = config.deadlines;
  const stream = await expectStream(workshop, saw);
  const { StreamStatus, StreamCreationTimestamp } = stream;
  const reason = `The stream is ${StreamStatus}`;
  saw(`${config.names.stream} ${StreamStatus}`);
  // Nothing tells since when it is UPDATING.
  if (StreamStatus === 'UPDATING') throw new NotYet(reason);
  if (StreamStatus === 'CREATING') {
    const leftSeconds = (StreamCreationTimestamp.getTime() - cloud.now()) / 1000 + streamSeconds;
    if (leftSeconds > 0) throw new NotYet(reason, leftSeconds);
    assert.unreachable(`${reason}, and has been for more than ${streamSeconds} s`);
  }
  assert.is(StreamStatus, 'ACTIVE', reason);
  return stream;
}

/** What a stream must be beyond ACTIVE. */
export interface Wanted {
  /** as in "to become ACTIVE with 7 shard-level metrics on" */
  readonly what: string;
  readonly is: (stream: StreamDescription) => boolean;
}

/**
 * Waits out CREATING and UPDATING: most calls that change a stream are refused meanwhile. A
 * description may lag behind a change, so it is not believed before it shows what is wanted.
 *
 * @throws {WorkshopError} `not-found` when there is no stream; `not-finished` at the deadline
 */
export async function waitForActive(
  workshop: Workshop,
  tell: Tell,
  wanted?: Wanted,
): Promise<StreamDescription> {
  const { cloud, config } = workshop;
  const state = wanted === undefined ? 'ACTIVE' : `ACTIVE ${wanted.what}`;
  return poll(
    cloud,
    async (notThere) => {
      const stream = await describeStream(workshop);
      if (stream === undefined) {
        throw noSuchStream(cloud, config.names.stream);
      }
      const { StreamStatus } = stream;
      if (StreamStatus === 'ACTIVE' && wanted?.is(stream) !== false) return stream;
      return notThere(`Stream ${config.names.stream} is ${StreamStatus}, not yet ${state}`);
    },
    {
      what: `stream ${config.names.stream} to become ${state}`,
      everySeconds: config.pollSeconds,
      withinSeconds: config.deadlines.streamSeconds,
      tell,
    },
  );
}
