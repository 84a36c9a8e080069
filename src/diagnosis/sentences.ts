import { grouped } from '../grouped.ts';
import { total } from '../insight/counts.ts';
import type { HotFinding } from '../insight/finding.ts';
import type { HotSpot } from '../insight/heat.ts';
import { windowText } from '../minutes.ts';
import { percent, times } from '../percent.ts';
import { type Diagnosis, knowsThrottles } from './diagnosis.ts';
import { keyText, loadText } from './units.ts';

/** What makes the stream hot, in a sentence. */
export function findingSentence({ finding, window, unseen }: Diagnosis): string {
  const isPartial = unseen.some(({ kind }) => kind === 'unread records');
  const partly = isPartial ? 'Not all records were read, so this may be wrong. ' : '';
  if (finding.kind === 'nothing to judge') {
    const during = windowText(window);
    return finding.records === 0
      ? `${partly}There are no records from ${during}: nothing to judge.`
      : `${partly}${grouped(finding.records)} records from ${during} are too few to judge.`;
  }
  const { kind, shard, measure } = finding;
  if (kind === 'not hot') {
    return `${partly}Not hot: ${shard.shardId}, the hottest, has ${times(shard.timesFairShare[measure])} its fair share of the ${measure}.`;
  }
  const { heaviest, heaviestShare, judged } = finding;
  const [key = ''] = heaviest.partitionKeys;
  const of = judged === 'busy seconds' ? `${measure} in its busy seconds` : measure;
  const has = `has ${percent(heaviestShare)} of its ${of}, ${loadText(heaviest.load, measure)}`;
  return kind === 'one key'
    ? `${partly}One key makes ${shard.shardId} hot: ${keyText(key)} ${has}.`
    : `${partly}Many keys make ${shard.shardId} hot: the heaviest, ${keyText(key)}, ${has}.`;
}

/** How much was read, beside what CloudWatch says. */
export function witnessSentence({ heat, counted }: Diagnosis): string {
  const read = `${grouped(heat.total.records)} records were read`;
  const records = total(counted);
  if (records > 0) return `${read}; CloudWatch counted ${grouped(records)}.`;
  return `${read}; CloudWatch has no shard-level count of them.`;
}

/** What the hottest shard took of the stream, and of its own limits; '' without a hottest shard. */
export function evidenceSentence(diagnosis: Diagnosis): string {
  const { finding, heat } = diagnosis;
  if (finding.kind === 'nothing to judge') return '';
  const { shard, measure } = finding;
  const { peakMinute, peakSecond } = shard;
  const refused =
    knowsThrottles(diagnosis) || shard.throttled > 0
      ? `it refused ${grouped(shard.throttled)} writes: ${shard.relation}`
      : `whether it refused writes is not known: ${shard.relation}, as far as its records tell`;
  return [
    `${shard.shardId} took ${percent(shard.share[measure])} of the stream's ${measure}, ${times(shard.timesFairShare[measure])} its fair share${leadOf(diagnosis, finding)} (coefficient of variation ${heat.spread[measure].variation.toFixed(2)})`,
    `at its busiest ${percent(peakMinute?.[measure].utilisation ?? 0)} of what a shard takes in a minute and ${percent(peakSecond?.[measure].utilisation ?? 0)} of what it takes in a second`,
    `${refused}.`,
  ].join('; ');
}

function leadOf({ heat }: Diagnosis, { shard, measure }: HotSpot): string {
  const { hottestShardId, secondShardId, lead } = heat.spread[measure];
  if (hottestShardId !== shard.shardId || secondShardId === '') return '';
  return Number.isFinite(lead)
    ? ` and ${times(lead)} as much as ${secondShardId}`
    : ', while no other shard took any';
}

/** What helps, or why a split does not; '' where nothing is hot. */
export function adviceSentence(diagnosis: Diagnosis): string {
  const { finding, shards, mode } = diagnosis;
  if (finding.kind !== 'one key' && finding.kind !== 'many keys') return '';
  const { shardId } = finding.shard;
  if (shards.some((shard) => shard.shardId === shardId && !shard.open)) {
    return `${shardId} is closed by now, by a split or a merge: diagnose a later window to see whether it helped.`;
  }
  if (finding.kind === 'one key') return oneKeyAdvice(finding);
  if (mode === 'ON_DEMAND') {
    return 'Splitting helps, and AWS does it by itself: an on-demand stream takes no SplitShard.';
  }
  const { split, shard, measure } = finding;
  if (split === undefined) {
    return 'Where to split can not be told: too much of the load was sent with explicit hash keys, which records do not tell.';
  }
  const whole = split.below[measure] + split.above[measure];
  return `Splitting helps: at hash key ${split.newStartingHashKey} one half of ${shard.shardId} gets ${percent(split.below[measure] / whole)} of the load and the other ${percent(split.above[measure] / whole)}.`;
}

function oneKeyAdvice({ heaviest, heaviestShare, measure }: HotFinding): string {
  const one =
    heaviest.partitionKeys.length === 1 ? 'one key have one hash' : 'these keys share one hash';
  return `Splitting can not help: all records of ${one}, so at least ${percent(heaviestShare)} of the ${measure} stay in one shard whatever is split. Spread the key over several, by a suffix, or send less of it.`;
}

/** The AWS CLI command that splits the hot shard where it helps; undefined where it does not. */
export function splitCommand(
  diagnosis: Pick<Diagnosis, 'stream' | 'finding' | 'shards' | 'mode'>,
  cliOptions: string,
): string | undefined {
  const { stream, finding, shards, mode } = diagnosis;
  if (finding.kind !== 'many keys' || finding.split === undefined || mode === 'ON_DEMAND') {
    return undefined;
  }
  const { shardId } = finding.shard;
  if (shards.every((shard) => shard.shardId !== shardId || !shard.open)) return undefined;
  return splitShardCommand(stream, shardId, finding.split.newStartingHashKey, cliOptions);
}

/** Until the stream is ACTIVE again, and takes the next change. */
export function waitForStreamCommand(stream: string, cliOptions: string): string {
  return `aws kinesis wait stream-exists --stream-name ${stream} ${cliOptions}`;
}

export function splitShardCommand(
  stream: string,
  shardId: string,
  newStartingHashKey: bigint,
  cliOptions: string,
): string {
  return `aws kinesis split-shard --stream-name ${stream} --shard-to-split ${shardId} --new-starting-hash-key ${newStartingHashKey} ${cliOptions}`;
}
