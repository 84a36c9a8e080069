import {
  AddTagsToStreamCommand,
  ListTagsForStreamCommand,
  type ListTagsForStreamOutput,
  RemoveTagsFromStreamCommand,
} from '@aws-sdk/client-kinesis';
import { whole } from '../aws/whole.ts';
import type { Cloud } from '../contract.ts';
import { type Diagnosis, heaviestKeys, hotSpotOf } from './diagnosis.ts';

/** Holds the kind of the finding: `one key`, `many keys`, `not hot`, `nothing to judge`. */
export const FINDING_TAG = 'hot-shard-finding';
/** Holds the heaviest partition key of the hot shard, by the measure that it is hot by. */
export const KEY_TAG = 'hottest-key';

/** Tags the stream with what was found, in place of what was found before. */
export async function tagFinding(cloud: Cloud, diagnosis: Diagnosis): Promise<void> {
  const { stream: StreamName, finding } = diagnosis;
  const spot = hotSpotOf(diagnosis);
  const [heaviest] = spot === undefined ? [] : heaviestKeys(diagnosis, spot.measure, 1);
  if (heaviest === undefined) {
    await cloud.kinesis.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys: [KEY_TAG] }));
  }
  await cloud.kinesis.send(
    new AddTagsToStreamCommand({
      StreamName,
      Tags: {
        [FINDING_TAG]: finding.kind,
        ...(heaviest === undefined ? {} : { [KEY_TAG]: heaviest.partitionKey }),
      },
    }),
  );
}

/** Takes the tags away; those that are not there do not matter. */
export async function untagFinding(cloud: Cloud, stream: string): Promise<void> {
  await cloud.kinesis.send(
    new RemoveTagsFromStreamCommand({ StreamName: stream, TagKeys: [FINDING_TAG, KEY_TAG] }),
  );
}

/** All tags of a stream, by their keys. */
export async function streamTags(
  cloud: Cloud,
  stream: string,
): Promise<ReadonlyMap<string, string>> {
  const tags = new Map<string, string>();
  for (let lastKey: string | undefined; ; ) {
    const page: ListTagsForStreamOutput = await cloud.kinesis.send(
      new ListTagsForStreamCommand({ StreamName: stream, ExclusiveStartTagKey: lastKey }),
    );
    const { Tags, HasMoreTags } = whole('ListTagsForStream', page, 'Tags', 'HasMoreTags');
    for (const tag of Tags) {
      const { Key, Value } = whole('ListTagsForStream', tag, 'Key', 'Value');
      tags.set(Key, Value);
      lastKey = Key;
    }
    if (!HasMoreTags) return tags;
  }
}
