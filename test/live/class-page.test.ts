import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openClassPage } from '../../src/live/class-page.ts';
import { CLASS, classOf, member, STUCK_AFTER_SECONDS } from '../report/class/sample-class.ts';
import { view } from './support.ts';

const OPTIONS = {
  cloud: { target: 'local', endpoint: 'http://127.0.0.1:4599', region: 'us-east-1' },
  stuckAfterSeconds: STUCK_AFTER_SECONDS,
  debug: false,
} as const;

test('A class is shown as it is told, one of it with all that was seen, until it has ended', async () => {
  const page = await openClassPage(OPTIONS, classOf([], 7));
  try {
    const viewer = await view(page.url, '?participant=bob');
    const { told, members } = await viewer.until('class', () => true);
    assert.equal([told, members], [['0 of 7 participants looked at'], []]);
    const unseen = await viewer.until('member', () => true);
    assert.equal(unseen, { participant: 'bob', outcomes: [], lookedAtMs: null, lastWorkMs: null });

    page.show(CLASS);
    const shown = await viewer.until('class', (model) => model.members.length === 7);
    assert.equal(shown.passing, [5, 4, 1, 1]);
    assert.equal(shown.members[2], {
      participant: 'bob',
      verdicts: ['PASS', 'PASS', 'FAIL', 'FAIL'],
      need: 'stuck',
      needsHelp: true,
      at: 'step 3: The hot shard dominates IncomingRecords',
      since: '25 min',
    });
    const bob = await viewer.until('member', ({ outcomes }) => outcomes.length > 0);
    assert.equal(bob.outcomes, CLASS.members[4]?.outcomes);

    page.show(classOf([member('bob', 'PPPP')], 7));
    await page.close();
    const last = await viewer.until('class', ({ hasEnded }) => hasEnded);
    assert.equal(
      last.members.map(({ participant, need }) => [participant, need]),
      [['bob', 'done']],
    );
    const done = await viewer.until('member', ({ outcomes }) => outcomes[3]?.verdict === 'PASS');
    assert.is(done.participant, 'bob');
  } finally {
    await page.close().catch(() => undefined);
  }
});

test.run();
