import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { withLesson } from '../../src/config/config.ts';
import type { CatalogueEntry, Check, Config } from '../../src/contract.ts';
import { defineNearMiss, type NearMiss } from '../../src/near-misses/near-miss.ts';
import { scoreText, tellNearMisses } from '../../src/near-misses/score.ts';
import deploy from '../../src/near-misses/worlds/01-deploy.ts';
import dashboard from '../../src/near-misses/worlds/04-dashboard.ts';
import config from '../../workshop.config.ts';
import { fakeReporter, fakeWorkshop } from '../runner/fakes.ts';
import { withWorkshop } from '../support/workshop.ts';

const entries = await loadCatalogue(ROOT, await readStems(ROOT));
const [threeShards] = deploy.filter(({ title }) => title === '3 shards');
assert.ok(threeShards);

test('A world that its own check alone rejects is a kill, and the score says so', async () => {
  const { lines, outcomes } = await scored([threeShards]);
  assert.equal(lines, [
    'Near misses: 1 of 1 rejected, each by its own check alone: a kill score of 100 %',
  ]);
  const [outcome] = outcomes;
  assert.is(outcome?.step, '01-deploy');
  assert.is(outcome?.title, `Near miss: 3 shards is rejected by "${threeShards.rejectedBy}"`);
  assert.is(outcome?.verdict, 'PASS');
  assert.is(outcome?.observed, `${threeShards.rejectedBy}: FAIL, There are 3 open shards, not 4`);
  assert.is(outcome?.expected, `${outcome?.observed}; and no other`);
});

test('A check that is blinded makes the score drop', async () => {
  const blind = changed(threeShards.rejectedBy, (check) => ({ ...check, run: async () => {} }));
  const { lines, outcomes } = await scored([threeShards], blind);
  assert.equal(lines, [
    'Near misses: 0 of 1 rejected, each by its own check alone: a kill score of 0 %',
  ]);
  assert.is(outcomes[0]?.verdict, 'FAIL');
  assert.is(outcomes[0]?.reason, 'No check rejects this world');
  assert.is(outcomes[0]?.observed, 'every check passed');
});

test('A second check that rejects the world makes the score drop', async () => {
  const harsh = changed('The stream is ACTIVE', (check) => ({
    ...check,
    run: async () => assert.unreachable('too harsh'),
  }));
  const { outcomes } = await scored([threeShards], harsh);
  assert.is(outcomes[0]?.verdict, 'FAIL');
  assert.is(
    outcomes[0]?.reason,
    'This world is not rejected by its own check alone, in its own words',
  );
  assert.is(
    outcomes[0]?.observed,
    `The stream is ACTIVE: FAIL, too harsh; ${threeShards.rejectedBy}: FAIL, There are 3 open shards, not 4`,
  );
});

test('A rejection in other words is none', async () => {
  const { outcomes } = await scored([{ ...threeShards, message: 'There are 3 open shards' }]);
  assert.is(outcomes[0]?.verdict, 'FAIL');
});

test('A check that can not look is no rejection, and no FAIL either', async () => {
  const locked = changed(threeShards.rejectedBy, (check) => ({
    ...check,
    run: async () => {
      throw Object.assign(new Error('no right'), { name: 'AccessDeniedException' });
    },
  }));
  const { lines, outcomes } = await scored([threeShards], locked);
  assert.is(outcomes[0]?.verdict, 'CANNOT TELL');
  assert.match(outcomes[0]?.reason ?? '', 'no right');
  assert.match(lines[0] ?? '', 'Near misses: 0 of 1 rejected');
});

test('A world that could not be built is CANNOT TELL, not a kill', async () => {
  const unbuilt = defineNearMiss({
    ...threeShards,
    build: async () => {
      throw new Error('no room');
    },
  });
  const { lines, outcomes } = await scored([unbuilt]);
  assert.is(outcomes[0]?.verdict, 'CANNOT TELL');
  assert.match(outcomes[0]?.reason ?? '', /^It could not be built: .*no room/);
  assert.match(lines[0] ?? '', 'Near misses: 0 of 1 rejected');
});

test('Two worlds of one local AWS do not see each other', async () => {
  const { lines } = await scored([threeShards, threeShards]);
  assert.equal(lines, [
    'Near misses: 2 of 2 rejected, each by its own check alone: a kill score of 100 %',
  ]);
});

test('Whatever is configured, the worlds are the same', async () => {
  const nearMisses = [
    threeShards,
    ...dashboard.filter(({ title }) => title.includes('another region')),
  ];
  const { dominance, names, stream } = config;
  const { lines } = await scored(nearMisses, entries, {
    ...withLesson(config, 'saturated'),
    region: 'eu-west-1',
    names: { ...names, stream: `${names.stream}-ann`, stack: `${names.stack}-ann` },
    tag: { key: 'class', value: 'ann' },
    stream: { ...stream, shardCount: 6, retentionHours: 48 },
    dominance: { ...dominance, hotShardId: 'shardId-000000000003', minRecords: 1_000_000 },
  });
  assert.equal(lines, [
    'Near misses: 2 of 2 rejected, each by its own check alone: a kill score of 100 %',
  ]);
});

test('The score is rounded down, so that nothing but all of them is 100 %', () => {
  const verdicts = (pass: number, of: number) =>
    Array.from({ length: of }, (_, at) => ({ verdict: at < pass ? 'PASS' : 'FAIL' }) as const);
  assert.match(
    scoreText(verdicts(299, 300)),
    '299 of 300 rejected, each by its own check alone: a kill score of 99 %',
  );
  assert.match(scoreText(verdicts(300, 300)), 'score of 100 %');
});

test('On another AWS than a local one in time-lapse none is built, which is said', async () => {
  for (const cloud of [{ target: 'aws' }, { target: 'endpoint' }, { timeLapse: false }] as const) {
    const { reporter, lines, events } = fakeReporter();
    const workshop = fakeWorkshop(cloud);
    await tellNearMisses({ nearMisses: [threeShards], entries, workshop, reporter });
    assert.equal(events, []);
    assert.equal(lines, [
      'Near misses are built on a local AWS in time-lapse only: none was built here.',
    ]);
  }
});

async function scored(
  nearMisses: readonly NearMiss[],
  judged: CatalogueEntry[] = entries,
  changes: Partial<Config> = {},
) {
  const { reporter, lines, events } = fakeReporter();
  await withWorkshop(
    (workshop) => tellNearMisses({ nearMisses, entries: judged, workshop, reporter }),
    changes,
  );
  const outcomes = events.flatMap((event) => (event.event === 'check' ? [event] : []));
  return { lines, outcomes };
}

/** The catalogue with another check in place of the one of this title. */
function changed(title: string, change: (check: Check) => Check): CatalogueEntry[] {
  return entries.map((entry) => ({
    ...entry,
    checks: entry.checks.map((check) => (check.title === title ? change(check) : check)),
  }));
}

test.run();
