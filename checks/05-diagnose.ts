import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { defineCheck } from '../src/contract.ts';
import { countKeysCommand, listTagsCommand } from '../src/diagnosis/by-hand.ts';
import { heaviestKeys, hotSpotOf, knowsThrottles } from '../src/diagnosis/diagnosis.ts';
import { expectDiagnosed, expectThrottlesTold, refuse } from '../src/diagnosis/expect-diagnosed.ts';
import { FINDING_TAG, KEY_TAG } from '../src/diagnosis/finding-tags.ts';
import { peakUse } from '../src/diagnosis/peak-use.ts';
import { findingSentence } from '../src/diagnosis/sentences.ts';
import { keyText, loadText } from '../src/diagnosis/units.ts';
import { grouped } from '../src/grouped.ts';
import { NO_LOAD } from '../src/insight/load.ts';
import { percent } from '../src/percent.ts';
import { metricsOff } from '../src/still-to-come.ts';

/** Who counts a sample by hand may find a key that is not quite the heaviest. */
const LEAST_OF_HEAVIEST = 0.5;
/** Of what all shards together take in a minute. */
const MOST_USE = 0.5;

export default [
  defineCheck({
    title: 'The stream is tagged with what its records say: the finding and the hottest key',
    remedy: (workshop) => `Run step 5: ${again(workshop, 'workshop', '--only 5')}`,
    expected: () =>
      `${FINDING_TAG} is what is found in the records of the judged minutes, ${KEY_TAG} has at least half as much as the heaviest key of the hot shard`,
    command: listTagsCommand,

    async run(workshop, saw) {
      const { tags, diagnosis } = await expectDiagnosed(workshop, saw);
      const found = diagnosis.finding.kind;
      const spot = hotSpotOf(diagnosis);
      if (spot === undefined) return refuse(workshop, diagnosis, findingSentence(diagnosis));
      const tagged = tags.get(FINDING_TAG);
      if (tagged !== found) {
        const reason = `The tag says "${tagged}", the records say "${found}". ${findingSentence(diagnosis)}`;
        return refuse(workshop, diagnosis, reason);
      }
      const key = tags.get(KEY_TAG);
      assert.ok(key, `Stream ${diagnosis.stream} has no tag ${KEY_TAG}.`);
      const { measure, shard } = spot;
      const heavy = heaviestKeys(diagnosis, measure, Number.POSITIVE_INFINITY);
      const most = heavy[0]?.load ?? NO_LOAD;
      const own = heavy.find(({ partitionKey }) => partitionKey === key)?.load ?? NO_LOAD;
      if (own[measure] >= LEAST_OF_HEAVIEST * most[measure]) return;
      const reason = `${keyText(key)} has ${loadText(own, measure)} in ${shard.shardId}, and ${keyText(heavy[0]?.partitionKey ?? '')} has ${loadText(most, measure)}.`;
      return refuse(workshop, diagnosis, reason);
    },
  }),

  defineCheck({
    title: 'It is what this lesson is about: one shard is hot, the stream is not full',
    remedy: (workshop) =>
      `Begin anew with this lesson's traffic: ${again(workshop, 'clean-up')}, then ${again(workshop, 'workshop')}`,
    expected: ({ lesson, lessons, dominance }) => {
      const { finding, relation } = lessons[lesson].expects;
      return `${finding}; ${dominance.hotShardId} ${relation}, no other shard refusing writes, and more than half of the stream's write capacity free at any minute`;
    },
    command: countKeysCommand,

    async run(workshop, saw) {
      const { stream, diagnosis } = await expectDiagnosed(workshop, saw);
      const { lesson, lessons, dominance } = workshop.config;
      const { finding, relation } = lessons[lesson].expects;
      const spot = hotSpotOf(diagnosis);
      if (spot === undefined || diagnosis.finding.kind !== finding) {
        const reason = `The lesson ${lesson} is about "${finding}". ${findingSentence(diagnosis)}`;
        return refuse(workshop, diagnosis, reason);
      }
      const { shardId, relation: seen, throttled } = spot.shard;
      if (shardId !== dominance.hotShardId) {
        const reason = `The hot shard is ${shardId}, not ${dominance.hotShardId}.`;
        return refuse(workshop, diagnosis, reason);
      }
      expectThrottlesTold(diagnosis);
      if (!knowsThrottles(diagnosis)) {
        const off = metricsOff(stream, 'WriteProvisionedThroughputExceeded');
        return refuse(workshop, diagnosis, `Which shards refused writes is not known.${off}`);
      }
      if (seen !== relation) {
        const reason = `The lesson ${lesson} makes ${shardId} ${relation}; it is ${seen}, with ${grouped(throttled)} writes refused.`;
        return refuse(workshop, diagnosis, reason);
      }
      const others = diagnosis.heat.shards.filter(
        (shard) => shard.shardId !== shardId && shard.throttled > 0,
      );
      const named = others.map((shard) => `${shard.shardId} ${grouped(shard.throttled)}`);
      assert.equal(named, [], `Other shards refused writes, too: ${named.join(', ')}.`);
      const use = peakUse(diagnosis);
      assert.ok(
        use < MOST_USE,
        `The stream as a whole is busy: in its busiest minute it took ${percent(use)} of what its shards take.`,
      );
    },
  }),
];
