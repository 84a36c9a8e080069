import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MemberStanding } from '../../../src/contract.ts';
import { reported } from './reporting.ts';
import { CLASS, classOf, member } from './sample-class.ts';

const HOSTILE = '<img src=x onerror=alert(1)>|`a`';

test('In JUnit a participant is a suite, and in it a check is a test case of its step', async () => {
  const { file } = await reported(CLASS, 'junit');
  assert.match(
    file,
    '<testsuites name="kinesis-hot-shard-workshop" tests="28" failures="12" errors="4" skipped="1" time="3.4">',
  );
  const suites = [...file.matchAll(/<testsuite name="([^"]*)" tests="(\d+)" failures="(\d+)"/g)];
  assert.equal(
    suites.map(([, ...suite]) => suite.join(' ')),
    ['dora 4 0', 'ann 4 2', 'eve 4 1', 'carl 4 4', 'bob 4 2', 'fay 4 0', 'gil 4 3'],
  );
  assert.is(file.split('<testcase classname="03-produce" ').length - 1, 7);
});

test('In Markdown the sums come first, then a row a participant, who needs help first', async () => {
  const { file } = await reported(
    classOf([member('dora', 'PPPP'), member(HOSTILE, 'PNFF', 25)]),
    'markdown',
  );
  assert.is(
    file,
    `# Kinesis hot shard workshop: the class

- 2 participants: 1 waiting for AWS, 1 done
- 2 of 2 pass step 1
- 1 of 2 pass step 2
- 1 of 2 pass step 3
- 1 of 2 pass step 4
- 1 has to get past step 2: All seven shard-level metrics are on

| participant | step 1 | step 2 | step 3 | step 4 | at |
| --- | --- | --- | --- | --- | --- |
| &lt;img src=x onerror=alert(1)>\\|\\\`a\\\` | ✔ PASS | … NOT YET | ✘ FAIL | ✘ FAIL | step 2: All seven shard-level metrics are on, 25 min |
| dora | ✔ PASS | ✔ PASS | ✔ PASS | ✔ PASS | done |

5 PASS, 2 FAIL, 1 NOT YET, 0 CANNOT TELL in 3.4 s
`,
  );
});

test('In HTML each participant opens to their checks, who needs help first, the one to get past in full', async () => {
  const { file } = await reported(CLASS, 'html');
  const members = file.split('<details class="member">').slice(1);
  assert.equal(
    members.map((text) => /class="name">([^<]*)</.exec(text)?.[1]),
    ['fay', 'gil', 'bob', 'carl', 'eve', 'ann', 'dora'],
  );
  const [, gil = ''] = members;
  assert.match(gil, 'role="img" aria-label="step 1 PASS, steps 2 to 4 FAIL"');
  assert.match(
    gil,
    '<span class="quiet">step 2: All seven shard-level metrics are on, 40 min</span>',
  );
  assert.match(gil, '<p class="quiet">Their newest work is of 2026-06-01 10:02Z.</p>');
  assert.is(gil.split('<li>').length - 1, 4);
  assert.is(gil.split('<details class="check" open>').length - 1, 1);
  assert.match(gil, /<dt>evidence<\/dt>\s*<dd><pre>\{\n {2}&quot;shards&quot;: 4\n\}/);
  assert.match(file, '<li>3 have to get past step 3: The hot shard dominates IncomingRecords</li>');
});

test('The HTML fetches and runs nothing, and a hostile name is text in it', async () => {
  const { file } = await reported(classOf([member(HOSTILE, 'PPFF')]), 'html');
  assert.match(
    file,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-`,
  );
  const tags = new Set([...file.matchAll(/<([a-z0-9]+)/gi)].map(([, name]) => name));
  for (const name of ['script', 'img', 'link', 'iframe', 'a']) assert.not.ok(tags.has(name), name);
  assert.match(file, '<span class="name">&lt;img src=x onerror=alert(1)&gt;|`a`</span>');
});

for (const letters of ['PPPP', 'FFFF']) {
  test(`The HTML of 500 who stand at ${letters}, with 20 checks of many words, is below 3 MB`, async () => {
    const members = Array.from({ length: 500 }, (_, at) => wordy(member(`member-${at}`, letters)));
    const { file } = await reported(classOf(members), 'html');
    assert.ok(file.length > 500_000 && file.length < 3_000_000, `${file.length} bytes`);
  });
}

/** Each check five times, with texts as long as those of the workshop's and evidence of 500 bytes. */
function wordy(one: MemberStanding): MemberStanding {
  const outcomes = one.outcomes.flatMap((outcome) =>
    [1, 2, 3, 4, 5].map((time) => ({
      ...outcome,
      title: `${outcome.title}, looked at for the time ${time}`,
      observed: `${outcome.observed}, as AWS showed it to us at 10:41`,
      reason: outcome.reason && `${outcome.reason} It was looked for ${time} times in us-east-1.`,
      evidence: { shards: Array(10).fill('shardId-000000000000: 12,000 records') },
    })),
  );
  return { ...one, outcomes };
}

test.run();
