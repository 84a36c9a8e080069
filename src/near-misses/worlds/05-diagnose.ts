import { AddTagsToStreamCommand, RemoveTagsFromStreamCommand } from '@aws-sdk/client-kinesis';
import { completeTheMinute } from '../../complete-minute.ts';
import { FINDING_TAG, KEY_TAG } from '../../diagnosis/finding-tags.ts';
import { rangeAtCreation } from '../../traffic/hash-key.ts';
import { laneKeys } from '../../traffic/keys.ts';
import { defineNearMiss } from '../near-miss.ts';
import { diagnosed, produced } from '../walked.ts';
import { HOT, ONE_REQUEST_OVER, untold, type World } from '../world.ts';

const step = '05-diagnose';
const TAGS = 'The stream is tagged with what its records say: the finding and the hottest key';
const LESSON = 'It is what this lesson is about: one shard is hot, the stream is not full';

export default [
  defineNearMiss({
    title: 'a wrong finding on the tag',
    step,
    rejectedBy: TAGS,
    message:
      'The tag says "one key", the records say "many keys". Many keys make shardId-000000000000 hot: the heaviest, "shop-1672", has 17.0 % of its records, 204 records.',
    async build(world) {
      await diagnosed(world, HOT);
      await tag(world, { [FINDING_TAG]: 'one key' });
    },
  }),

  defineNearMiss({
    title: 'a key on the tag that is none of the heaviest',
    step,
    rejectedBy: TAGS,
    message:
      '"customer-472166" has 9 records in shardId-000000000000, and "shop-1672" has 204 records.',
    async build(world) {
      await diagnosed(world, HOT);
      const { rest } = laneKeys(rangeAtCreation(0, 4), world.config.traffic.keys);
      await tag(world, { [KEY_TAG]: rest[0] ?? '' });
    },
  }),

  defineNearMiss({
    title: 'a heavy key on the tag, of a shard that is not hot',
    step,
    rejectedBy: TAGS,
    message: '"shop-7823" has 0 records in shardId-000000000000, and "shop-1672" has 204 records.',
    async build(world) {
      await diagnosed(world, HOT);
      const { busy } = laneKeys(rangeAtCreation(1, 4), world.config.traffic.keys);
      await tag(world, { [KEY_TAG]: busy[0] ?? '' });
    },
  }),

  defineNearMiss({
    title: 'a finding without its key',
    step,
    rejectedBy: TAGS,
    message: 'Stream hot-shard-data-stream has no tag hottest-key.',
    async build(world) {
      await diagnosed(world, HOT);
      await world.cloud.kinesis.send(
        new RemoveTagsFromStreamCommand({
          StreamName: world.config.names.stream,
          TagKeys: [KEY_TAG],
        }),
      );
    },
  }),

  defineNearMiss({
    title: 'one key in the lesson of many',
    step,
    rejectedBy: LESSON,
    message:
      'The lesson many-keys is about "many keys". One key makes shardId-000000000000 hot: "shop-9316" has 90.0 % of its records, 1,080 records.',
    build: (world) =>
      diagnosed(world, { ...HOT, keys: { perLane: 40, busyPerLane: 1, busyShare: 0.9 } }),
  }),

  defineNearMiss({
    title: 'a hot shard that refuses writes in the lesson of one that does not',
    step,
    rejectedBy: LESSON,
    message:
      'The lesson many-keys makes shardId-000000000000 relatively hot; it is saturated, with 96 writes refused.',
    async build(world) {
      await produced(world, HOT);
      await world.sendAtOnce({ ...ONE_REQUEST_OVER, perMinute: [200, 0, 0, 0] });
      await completeTheMinute(world, untold);
      await world.run(4, 5);
    },
  }),

  defineNearMiss({
    title: 'few records in shard 2 that have more bytes than all others',
    step,
    rejectedBy: LESSON,
    message: 'The hot shard is shardId-000000000002, not shardId-000000000000.',
    async build(world) {
      await produced(world, HOT);
      await world.send({ perMinute: [0, 0, 100, 0], minutes: 2, recordBytes: 8_000 });
      await world.run(4, 5);
    },
  }),
];

async function tag({ cloud, config }: World, Tags: Record<string, string>): Promise<void> {
  const StreamName = config.names.stream;
  await cloud.kinesis.send(new AddTagsToStreamCommand({ StreamName, Tags }));
}
