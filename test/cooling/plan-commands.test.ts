import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planByHand } from '../../src/cooling/plan-commands.ts';
import { listAllShards } from '../../src/stream/shards.ts';
import { twoKeys } from '../diagnosis/shapes.ts';
import { diagnosed, send, withStream } from '../diagnosis/support.ts';

test('The commands of a plan can be typed one after the other: each names the shard that is open then', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    const diagnosis = await diagnosed(cloud);
    const plan = planByHand({ ...diagnosis, maxTimesFairShare: 2.2 }, '--region x');
    assert.ok(plan !== undefined && plan.commands.length > 0, plan?.sentence);
    const splits = plan.commands.filter((command) => command.includes(' split-shard '));
    assert.is(plan.commands.length, 2 * splits.length, 'each is waited for');
    for (const command of splits) {
      const [, StreamName, ShardToSplit, NewStartingHashKey] =
        /^aws kinesis split-shard --stream-name (\S+) --shard-to-split (\S+) --new-starting-hash-key (\d+) --region x$/.exec(
          command,
        ) ?? [];
      await cloud.kinesis.send(
        new SplitShardCommand({ StreamName, ShardToSplit, NewStartingHashKey }),
      );
      await cloud.sleep(30);
    }
    const shards = await listAllShards(cloud, diagnosis.stream);
    assert.is(shards.length, diagnosis.shards.length + 2 * splits.length);
    const split = await diagnosed(cloud);
    assert.is(planByHand(split, '--region x'), undefined, 'the hot shard is closed by now');
  });
});

test.run();
