import { again, elsewhere } from '../src/again.ts';
import { type Config, defineStep, type Tell, type Workshop } from '../src/contract.ts';
import {
  alarmStack,
  hotShardAlarm,
  SHARDS_OF_AN_ALARM,
  waitForAlarm,
  writeThrottleAlarm,
} from '../src/cooling/alarm.ts';
import { cooledMinutes } from '../src/cooling/cooled-window.ts';
import { followShards } from '../src/cooling/follow-shards.ts';
import { hottestBy, hottestText } from '../src/cooling/heat-now.ts';
import { seeAlarmRaised } from '../src/cooling/see-alarm-raised.ts';
import { sendingsToCool } from '../src/cooling/sendings.ts';
import { splitAt } from '../src/cooling/split.ts';
import { splitAsPlanned } from '../src/cooling/split-as-planned.ts';
import { sendAgain } from '../src/cooling/traffic.ts';
import { plannedPutUnits } from '../src/cost/put-units.ts';
import { dashboardStack } from '../src/dashboard/dashboard-stack.ts';
import { diagnoseJudged } from '../src/diagnosis/diagnose-judged.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { splitShardCommand, waitForStreamCommand } from '../src/diagnosis/sentences.ts';
import { keyText } from '../src/diagnosis/units.ts';
import { WorkshopError } from '../src/errors.ts';
import { deleteStack } from '../src/stack/deploy-stack.ts';
import { deployCommand } from '../src/stack/stack-command.ts';
import { shardNumberOf } from '../src/stream/shard-id.ts';
import { SHARD_LEVEL_METRICS } from '../src/stream/shard-level-metrics.ts';
import { type ListedShard, listAllShards } from '../src/stream/shards.ts';
import { waitForActive } from '../src/stream/stream.ts';
import { rangeAtCreation } from '../src/traffic/hash-key.ts';

export default defineStep({
  title: 'Cool the shard, and prove that it is over',
  guide: `
A split closes a shard and opens two, each with a part of its hash keys. It helps where many keys
share the shard, and where to split is decided by their load, not by the middle of the range: half
of the load may lie in a tenth of it. This step plans the fewest splits that bring every shard
under 1.5 times an even part, runs them one at a time, since a stream that is UPDATING takes no
second one, and sends the same traffic again. A key keeps its hash, so its records still go to one
shard, in order. Each shard more costs, every hour.

Where one key makes the heat, no split can part it: the heat moves into a child. What helps is to
spread the key: a suffix makes it many keys, on many shards. That costs the order of the key's
records, and every reader has to merge what belongs together. The lesson \`one-key\` shows both. Of
a stream in on-demand mode AWS splits hot shards by itself, within some minutes, but one hot key
stays one there, too; its record distribution strategy AUTO
(\`UpdateStreamRecordDistributionStrategy\`) spreads records over all shards whatever their keys
are, at the same price: no order within a key.

An alarm watches meanwhile, which would have told somebody: one on the hottest shard's part of the
records, one on refused writes. It has to go to ALARM under the hot traffic and back to OK after.`,
  hint: 'Many keys: split at the hash keys that the doctor names. One key: split anywhere, see the heat move, then spread the key. An alarm looks at the last ten minutes: it takes that long to be OK again.',

  commands: (workshop) => {
    const { config, cloud } = workshop;
    const { stream } = config.names;
    const { hotShardId } = config.dominance;
    const { spreadKeysBy } = config.lessons[config.lesson];
    const shardIds = `$(aws kinesis list-shards --stream-name ${stream} --query 'join(\`","\`, Shards[].ShardId)' --output text ${cloud.cliOptions})`;
    return [
      alarmCommand(workshop),
      `aws cloudwatch describe-alarms --alarm-names ${hotShardAlarm(workshop)} --query 'MetricAlarms[].StateValue' --output text ${cloud.cliOptions}`,
      // for many keys the doctor prints the split-shard commands; for one key any split shows it
      spreadKeysBy === undefined
        ? elsewhere(workshop, 'doctor', `--stream ${stream}`)
        : splitShardCommand(stream, hotShardId, middleAtCreation(config), cloud.cliOptions),
      waitForStreamCommand(stream, cloud.cliOptions),
      // the alarms and the dashboard follow the shards
      alarmCommand(workshop),
      deployCommand(workshop, dashboardStack(workshop, shardIds)),
      elsewhere(
        workshop,
        'produce',
        `${spreadKeysBy === undefined ? '' : `--spread ${spreadKeysBy} `}--real-time`,
      ),
    ];
  },

  // a stack, some splits, the traffic again, and the alarm, which looks back
  takesSeconds: (config) =>
    sendingsToCool(config) * config.traffic.durationSeconds +
    config.alarm.evaluationMinutes * 60 +
    300,

  // How many splits it takes is known once the traffic was read; an alarm watches ten shards.
  adds: (config) => {
    const shards = Math.max(0, SHARDS_OF_AN_ALARM - config.stream.shardCount);
    return {
      shards,
      customMetrics: shards * SHARD_LEVEL_METRICS.length,
      alarmMetrics: SHARDS_OF_AN_ALARM + 1,
      putUnits: sendingsToCool(config) * plannedPutUnits(config),
    };
  },

  async run(workshop, tell) {
    const { config } = workshop;
    const stream = await waitForActive(workshop, tell);
    let shards: readonly ListedShard[] = await listAllShards(workshop.cloud, config.names.stream);
    const diagnosis = await diagnoseBefore(workshop, shards, tell);
    await seeAlarmRaised(workshop, shards, stream.StreamCreationTimestamp.getTime(), tell);
    const { spreadKeysBy } = config.lessons[config.lesson];
    if (spreadKeysBy === undefined) {
      shards = await splitAsPlanned(workshop, diagnosis, shards, tell);
    } else {
      shards = await moveTheHeat(workshop, diagnosis, shards, tell);
      tell({ kind: 'fact', text: spreadText(diagnosis, spreadKeysBy) });
    }
    await followShards(workshop, shards, tell);
    await sendAgain(workshop, { spreadOver: spreadKeysBy }, tell);
    await tellHeat(workshop, shards, tell);
    for (const name of [hotShardAlarm(workshop), writeThrottleAlarm(workshop)]) {
      await waitForAlarm(workshop, name, 'OK', tell);
      tell({ kind: 'fact', text: `Alarm ${name} is OK` });
    }
  },

  async undo(workshop, tell) {
    await deleteStack(workshop, workshop.config.names.alarmStack, tell);
  },
});

/** What made the shard hot, in the minutes before it was split. */
async function diagnoseBefore(
  workshop: Workshop,
  shards: readonly ListedShard[],
  tell: Tell,
): Promise<Diagnosis> {
  const stream = await waitForActive(workshop, tell);
  const diagnosis = await diagnoseJudged(workshop, stream, shards, tell);
  const { kind } = diagnosis.finding;
  if (kind === 'one key' || kind === 'many keys') return diagnosis;
  throw new WorkshopError(
    'not-finished',
    kind === 'not hot'
      ? 'No shard is hot: there is nothing to cool'
      : 'There are too few records in the judged minutes to say what to cool',
    `Send the traffic first: ${again(workshop, 'workshop', '--from 3')}`,
  );
}

/** Splits the shard of the one key, and shows with the same traffic that the heat has only moved. */
async function moveTheHeat(
  workshop: Workshop,
  { finding }: Diagnosis,
  before: readonly ListedShard[],
  tell: Tell,
): Promise<readonly ListedShard[]> {
  const hot = before.find(({ shardId }) => shardId === workshop.config.dominance.hotShardId);
  if (hot === undefined || !hot.open || !('split' in finding)) return before;
  const middle = (hot.startingHashKey + hot.endingHashKey + 1n) / 2n;
  const at = finding.split?.newStartingHashKey ?? middle;
  tell({ kind: 'fact', text: `${hot.shardId} is split at ${at}, to see what that does` });
  const shards = await splitAt(workshop, at, tell);
  await followShards(workshop, shards, tell);
  await sendAgain(workshop, {}, tell);
  tell({ kind: 'fact', text: 'The heat has moved, and is not gone:' });
  await tellHeat(workshop, shards, tell);
  return shards;
}

async function tellHeat(workshop: Workshop, shards: readonly ListedShard[], tell: Tell) {
  const stream = await waitForActive(workshop, tell);
  const hottest = hottestBy((await cooledMinutes(workshop, stream, shards)).counts);
  if (hottest !== undefined) tell({ kind: 'fact', text: hottestText(hottest) });
}

function spreadText({ finding }: Diagnosis, over: number): string {
  const keys =
    'heaviest' in finding ? finding.heaviest.partitionKeys.map(keyText).join(', ') : 'The key';
  return `${keys} is sent as ${over} keys from now on, :0 to :${over - 1}, like the busy keys of the other producers: records are in order only within each, and readers have to merge them`;
}

/** The middle of the hot shard as it was made. */
function middleAtCreation({ dominance, stream }: Config): bigint {
  const shard = shardNumberOf(dominance.hotShardId);
  const { start, end } = rangeAtCreation(shard, stream.shardCount);
  return (start + end + 1n) / 2n;
}

function alarmCommand(workshop: Workshop): string {
  const { cloud, config } = workshop;
  const shardParameters = `$(aws kinesis list-shards --stream-name ${config.names.stream} --query 'Shards[?SequenceNumberRange.EndingSequenceNumber==null].ShardId' --output text ${cloud.cliOptions} | tr '\\t' '\\n' | awk 'NR <= ${SHARDS_OF_AN_ALARM} { print "Shard" NR "=" $0 }')`;
  const stack = alarmStack(workshop);
  const [first = '', ...rest] = Object.entries(stack.parameters);
  const parameters = Object.fromEntries([...rest, [first[0], `${first[1]} ${shardParameters}`]]);
  return deployCommand(workshop, { ...stack, parameters });
}
