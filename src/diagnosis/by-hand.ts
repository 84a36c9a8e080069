import type { Workshop } from '../contract.ts';
import { cliTime, lastCompleteMinutes } from '../minutes.ts';
import { FINDING_TAG, KEY_TAG } from './finding-tags.ts';

/** Records that one GetRecords gives here: enough to tell the heaviest key by, and about 1 MiB. */
const SAMPLE = 5_000;

/** Counts the partition keys of a sample of the hot shard's records, the most frequent first. */
export function countKeysCommand(workshop: Workshop): string {
  return `${countedKeys(workshop)} | head`;
}

/** Counts them, judges by the configured rule, and tags the stream with the outcome. */
export function tagFindingCommand(workshop: Workshop): string {
  const { config, cloud } = workshop;
  const kind = `(most > ${config.heat.maxKeyShare} * all ? "one key" : "many keys")`;
  const judge = `NR == 1 {most = $1; key = $2} {all += $1} END {printf "{\\"${FINDING_TAG}\\": \\"%s\\", \\"${KEY_TAG}\\": \\"%s\\"}", ${kind}, key}`;
  return `aws kinesis add-tags-to-stream --stream-name ${config.names.stream} --tags "$(${countedKeys(workshop)} | awk '${judge}')" ${cloud.cliOptions}`;
}

export function listTagsCommand({ config, cloud }: Workshop): string {
  return `aws kinesis list-tags-for-stream --stream-name ${config.names.stream} ${cloud.cliOptions}`;
}

function countedKeys({ config, cloud }: Workshop): string {
  const { startMs } = lastCompleteMinutes(cloud.now(), config.dominance.windowMinutes);
  const iterator = `aws kinesis get-shard-iterator --stream-name ${config.names.stream} --shard-id ${config.dominance.hotShardId} --shard-iterator-type AT_TIMESTAMP --timestamp ${cliTime(startMs)} --query ShardIterator --output text ${cloud.cliOptions}`;
  return `aws kinesis get-records --limit ${SAMPLE} --query 'Records[].[PartitionKey]' --output text ${cloud.cliOptions} --shard-iterator $(${iterator}) | sort | uniq -c | sort -rn`;
}
