import { defineStep, type Tell } from '../src/contract.ts';
import { countKeysCommand, listTagsCommand, tagFindingCommand } from '../src/diagnosis/by-hand.ts';
import { diagnoseJudged } from '../src/diagnosis/diagnose-judged.ts';
import { type Diagnosis, hotSpotOf } from '../src/diagnosis/diagnosis.ts';
import {
  FINDING_TAG,
  KEY_TAG,
  streamTags,
  tagFinding,
  untagFinding,
} from '../src/diagnosis/finding-tags.ts';
import {
  adviceSentence,
  evidenceSentence,
  findingSentence,
  splitCommand,
} from '../src/diagnosis/sentences.ts';
import { keyTable, shardTable } from '../src/diagnosis/tables.ts';
import { listAllShards } from '../src/stream/shards.ts';
import { describeStream, waitForActive } from '../src/stream/stream.ts';

const KEYS_SHOWN = 5;

export default defineStep({
  title: 'Find what makes the shard hot',
  guide: `
The dashboard shows which shard is hot, not why, and what helps depends on why. When many keys share
the load, a split parts them, and each half has less to do. When one key is most of it, a split
moves all of that key into one of the halves and cools nothing, for Kinesis keeps the records of a
key together; but the new shard costs money all the same.

Metrics know no keys. The records do: read those of the judged minutes, count them by partition
key, and look at the heaviest, by records and by bytes, as a shard has a limit for each. A shard
gives all its readers together 2 MiB and five calls a second, so this takes its time, and leaves
room for the consumers. Minutes hide bursts; the records' arrival times show each second.

The records also tell where to split. The middle of the shard's range is not the middle of its
load: the load is halved at its weighted median, the hash key with as much below it as above.

Whoever is on call next should not have to find this out again. So the finding goes where the team
will look, onto the stream itself, as the tags \`${FINDING_TAG}\` and \`${KEY_TAG}\`.`,
  hint: 'The most frequent key of some thousand records of the hot shard is enough. Where one key has clearly more than half of them it is one key, else many keys. On real AWS a first answer may be empty: go on with its NextShardIterator.',

  commands: (workshop) => [
    countKeysCommand(workshop),
    tagFindingCommand(workshop),
    listTagsCommand(workshop),
  ],

  takesSeconds: () => 60,

  async run(workshop, tell) {
    const { cloud, config } = workshop;
    const description = await waitForActive(workshop, tell);
    const shards = await listAllShards(cloud, config.names.stream);
    const diagnosis = await diagnoseJudged(workshop, description, shards, tell);
    show(diagnosis, cloud.cliOptions, tell);
    await tagFinding(cloud, diagnosis);
    const tags = await streamTags(cloud, config.names.stream);
    for (const key of [FINDING_TAG, KEY_TAG]) {
      tell({ kind: 'fact', text: `Tagged: ${key} = ${tags.get(key) ?? '(none)'}` });
    }
  },

  async undo(workshop, tell) {
    const stream = await describeStream(workshop);
    if (stream === undefined || stream.StreamStatus === 'DELETING') return;
    const { names } = workshop.config;
    await untagFinding(workshop.cloud, names.stream);
    tell({ kind: 'fact', text: `Tags ${FINDING_TAG} and ${KEY_TAG} of ${names.stream} are gone` });
  },
});

function show(diagnosis: Diagnosis, cliOptions: string, tell: Tell): void {
  const spot = hotSpotOf(diagnosis);
  const command = splitCommand(diagnosis, cliOptions);
  tell({ kind: 'table', ...shardTable(diagnosis) });
  if (spot !== undefined) {
    tell({ kind: 'table', ...keyTable(diagnosis, spot, spot.measure, KEYS_SHOWN) });
  }
  const lines = [
    findingSentence(diagnosis),
    evidenceSentence(diagnosis),
    adviceSentence(diagnosis),
    // set off like the commands of checks, which a terminal leaves whole
    ...(command === undefined ? [] : [`see  ${command}`]),
    ...diagnosis.unseen.map(({ text }) => `Not seen: ${text}`),
  ];
  for (const text of lines) if (text !== '') tell({ kind: 'fact', text });
}
