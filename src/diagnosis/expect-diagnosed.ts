import * as assert from 'uvu/assert';
import type { Json, Saw, Workshop } from '../contract.ts';
import { NotYet, WorkshopError } from '../errors.ts';
import { isEmpty, MINUTE_MS, TOO_YOUNG, windowText } from '../minutes.ts';
import { secondsToNextMinute } from '../still-to-come.ts';
import { listAllShards } from '../stream/shards.ts';
import { expectSettledStream, type StreamDescription } from '../stream/stream.ts';
import { diagnoseJudged } from './diagnose-judged.ts';
import { type Diagnosis, heaviestKeys, hotSpotOf } from './diagnosis.ts';
import { FINDING_TAG, streamTags } from './finding-tags.ts';
import { findingSentence } from './sentences.ts';

export interface Diagnosed {
  readonly stream: StreamDescription;
  readonly tags: ReadonlyMap<string, string>;
  readonly diagnosis: Diagnosis;
}

/**
 * The stream's tags beside a new diagnosis; fails where the finding was never written down.
 *
 * @throws {WorkshopError} `cannot-tell` when the records could not all be read in time
 */
export async function expectDiagnosed(workshop: Workshop, saw: Saw): Promise<Diagnosed> {
  const { cloud, config } = workshop;
  const { names } = config;
  const stream = await expectSettledStream(workshop, saw);
  const tags = await streamTags(cloud, names.stream);
  saw(`tags ${[...tags.keys()].join(', ') || '(none)'}`, { tags: Object.fromEntries(tags) });
  assert.ok(tags.has(FINDING_TAG), `Stream ${names.stream} has no tag ${FINDING_TAG}.`);
  const shards = await listAllShards(cloud, names.stream);
  const diagnosis = await diagnoseJudged(workshop, stream, shards);
  assert.not.ok(isEmpty(diagnosis.window), TOO_YOUNG);
  saw(findingSentence(diagnosis), evidenceOf(diagnosis, tags));
  const unread = diagnosis.unseen.find(({ kind }) => kind === 'unread records');
  if (unread === undefined) return { stream, tags, diagnosis };
  throw new WorkshopError('cannot-tell', unread.text, 'Raise deadlines.diagnosisSeconds');
}

/**
 * For a check that writes which were refused decide.
 *
 * @throws {WorkshopError} `cannot-tell` where these credentials may not ask CloudWatch for them
 */
export function expectThrottlesTold({ unseen }: Diagnosis): void {
  const denied = unseen.find(({ kind }) => kind === 'metrics denied');
  if (denied === undefined) return;
  throw new WorkshopError(
    'cannot-tell',
    `AWS denies access. ${denied.text}`,
    'Allow cloudwatch:GetMetricData in your IAM policy (the README has one ready), then run the same command again',
  );
}

/**
 * Ends a check that is not passed.
 *
 * @throws {NotYet} where records of the running minute, or metrics that are due, may change it
 * @throws {assert.Assertion} else
 */
export function refuse(
  { cloud, config }: Workshop,
  { unseen, window, traffic }: Diagnosis,
  reason: string,
): never {
  // Reading may have gone on into the minute after.
  const isNewest = cloud.now() < window.endMs + 2 * MINUTE_MS;
  if (isNewest && unseen.some(({ kind }) => kind === 'newer records')) {
    throw new NotYet(
      `${reason} Records arrived in the minute that is still running.`,
      secondsToNextMinute(cloud.now()),
    );
  }
  const missing = unseen.find(({ kind }) => kind === 'metrics missing');
  const minutes = [...traffic.values()].flatMap((shard) => [...shard.minutes.keys()]);
  const dueMs = Math.max(...minutes) + MINUTE_MS + config.deadlines.metricsSeconds * 1000;
  const leftSeconds = (dueMs - cloud.now()) / 1000;
  if (missing !== undefined && leftSeconds > 0) {
    throw new NotYet(`${reason} ${missing.text}`, leftSeconds);
  }
  assert.unreachable(reason);
  throw new Error(reason); // never reached, which the type of `unreachable` does not say
}

function evidenceOf(diagnosis: Diagnosis, tags: ReadonlyMap<string, string>): Record<string, Json> {
  const spot = hotSpotOf(diagnosis);
  const heaviest = spot === undefined ? [] : heaviestKeys(diagnosis, spot.measure, 3);
  return {
    window: windowText(diagnosis.window),
    tags: Object.fromEntries(tags),
    finding: diagnosis.finding.kind,
    ...(spot === undefined ? {} : { shardId: spot.shard.shardId, relation: spot.shard.relation }),
    heaviest: heaviest.map(({ partitionKey, load }) => ({ partitionKey, ...load })),
    throttled: Object.fromEntries(
      diagnosis.heat.shards.map(({ shardId, throttled }) => [shardId, throttled]),
    ),
    unseen: diagnosis.unseen.map(({ text }) => text),
  };
}
