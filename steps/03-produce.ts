import { elsewhere } from '../src/again.ts';
import { completeTheMinute } from '../src/complete-minute.ts';
import { defineStep } from '../src/contract.ts';
import { plannedPutUnits } from '../src/cost/put-units.ts';
import { cliTime, lastCompleteMinutes } from '../src/minutes.ts';
import { shardIdAtCreation } from '../src/stream/shard-id.ts';
import { waitForActive } from '../src/stream/stream.ts';
import { rangeAtCreation } from '../src/traffic/hash-key.ts';
import { laneKeys } from '../src/traffic/keys.ts';
import { produce } from '../src/traffic/produce.ts';

export default defineStep({
  title: 'Send traffic that makes one shard hot',
  guide: `
A producer gives every record a partition key: here the id of the shop or of the customer that an
order belongs to. Kinesis takes the MD5 hash of the key, and the shard whose hash range holds it
gets the record. So all records of one key go to one shard, in order. And so the keys decide the
load: a shop that sells ten times as much as the others makes its shard ten times as busy, and no
other shard can help. That is a hot shard. Once it reaches 1,000 records or 1 MiB in a second it
refuses the rest, while the stream as a whole looks idle.

Four producers send orders here, one to each shard, and the first sends ten times as much as each
other one. A producer could aim at a shard with an explicit hash key, which replaces the MD5 hash,
and often one constant is shown for that. All records then have the same hash, and splitting the
shard does not help: one half gets everything, the other nothing. Real traffic has no such
constant, and neither has this: each producer takes shops and customers whose MD5 hash lies in its
shard's range, as if they happened to. Their hashes spread over the whole range, and a key keeps
its hash, so its records stay in order.

Within each producer a few shops are busier than the others. Keep them in mind: a shard is hot
because of its keys, and finding those comes later.`,
  hint: 'Metrics are minutes: after sending, wait until the minute is over. PutRecords may answer 200 and still refuse records: look at FailedRecordCount, and send those again.',

  commands: (workshop) => {
    const { config, cloud } = workshop;
    const { stream } = config.names;
    const { shard = 0 } = config.traffic.lanes[0] ?? {};
    const range = rangeAtCreation(shard, config.stream.shardCount);
    const { busy, rest } = laneKeys(range, config.traffic.keys);
    const key = busy[0] ?? rest[0] ?? 'shop-0042';
    const { startMs, endMs } = lastCompleteMinutes(cloud.now(), config.dominance.windowMinutes);
    const until = endMs + (endMs - startMs);
    return [
      `aws kinesis list-shards --stream-name ${stream} ${cloud.cliOptions}`,
      // fileb:// is taken as it is by versions 1 and 2 of the AWS CLI, which differ on plain text
      `echo '{"shop":"${key}","amount":18.90}' | aws kinesis put-record --stream-name ${stream} --partition-key ${key} --data fileb:///dev/stdin ${cloud.cliOptions}`,
      // one in a terminal of its own, or one after the other
      ...config.traffic.lanes.map(({ shard }) =>
        elsewhere(workshop, 'produce', `--shard ${shard} --real-time`),
      ),
      `aws cloudwatch get-metric-statistics --namespace AWS/Kinesis --metric-name IncomingRecords --dimensions Name=StreamName,Value=${stream} Name=ShardId,Value=${shardIdAtCreation(shard)} --statistics Sum --period 60 --start-time ${cliTime(startMs)} --end-time ${cliTime(until)} ${cloud.cliOptions}`,
    ];
  },

  // the last minute, and CloudWatch's counting of it, come after the traffic
  takesSeconds: ({ traffic }) => traffic.durationSeconds + 180,

  adds: (config) => ({ putUnits: plannedPutUnits(config) }),

  async run(workshop, tell) {
    const { cloud, config } = workshop;
    await waitForActive(workshop, tell);
    await produce({ cloud, config, tell });
    await completeTheMinute(workshop, tell);
  },

  async undo(_workshop, tell) {
    tell({ kind: 'fact', text: 'Nothing to take away: records leave with their stream (step 1)' });
  },
});
