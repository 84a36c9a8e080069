import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { NEAR_MISSES } from '../../src/near-misses/catalogue.ts';

const entries = await loadCatalogue(ROOT, await readStems(ROOT));

/** Their fact is what all others of their step stand on, so none of them can fail alone. */
const NEVER_ALONE = ['The stream is ACTIVE', 'The dashboard is there'];

test('The catalogue has every world that a class is promised', () => {
  for (const [step, titles] of Object.entries({
    '01-deploy': [
      /^3 shards$/,
      /^a shard range gap after a merge$/,
      /^a stack in rollback/,
      /^a stack of the same name by someone else$/,
    ],
    '02-enable-metrics': [/^6 of 7 metrics$/, /^metrics on another stream$/],
    '03-produce': [/^even traffic$/, /^shard 2 hot$/, /^too few records$/, /^old records$/],
    '04-dashboard': [
      /^a dashboard of another stream/,
      /^a dashboard of another region/,
      /^a dashboard with Average instead of Sum$/,
      /^a dashboard with a missing shard$/,
    ],
  })) {
    for (const title of titles) {
      assert.is(of(step).filter((nearMiss) => title.test(nearMiss.title)).length, 1, String(title));
    }
  }
});

test('Every check that can fail alone has a world that it alone rejects', () => {
  const without = entries.flatMap(({ stem, checks }) =>
    checks
      .map(({ title }) => title)
      .filter((title) => of(stem).every(({ rejectedBy }) => rejectedBy !== title)),
  );
  assert.equal(without, NEVER_ALONE);
});

test('Every near miss is of a check that there is', () => {
  for (const { title, step, rejectedBy } of NEAR_MISSES) {
    const entry = entries.find(({ stem }) => stem === step);
    assert.ok(
      entry?.checks.some((check) => check.title === rejectedBy),
      title,
    );
  }
});

test('No two worlds have the same title, and worlds of one fault have messages of their own', () => {
  const titles = NEAR_MISSES.map(({ step, title }) => `${step} ${title}`);
  assert.equal([...new Set(titles)], titles);
  const messages = NEAR_MISSES.map(({ step, message }) => `${step} ${message}`);
  assert.equal(
    messages.filter((message, at) => messages.indexOf(message) !== at),
    [],
  );
});

function of(step: string) {
  return NEAR_MISSES.filter((nearMiss) => nearMiss.step === step);
}

test.run();
