import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { oldTraffic } from '../../../src/old-traffic.ts';
import { memberSentence, stuckSentences } from '../../../src/report/class/class-words.ts';
import { stuckOn } from '../../../src/report/class/standing.ts';
import { CLASS_STEPS, classOf, member, STUCK_AFTER_SECONDS } from './sample-class.ts';

const at = (letters: string) => stuckOn(member('eve', letters))?.step;

test('The check to get past is the first behind the last step that passes, however old earlier work is', () => {
  assert.is(at('PPFF'), '03-produce');
  assert.is(at('PFPF'), '04-dashboard');
  assert.is(at('PNPF'), '04-dashboard');
  assert.is(at('FFFF'), '01-deploy');
});

test('Where nothing is behind the last step that passes, it is the first that does not', () => {
  assert.is(at('PFPP'), '02-enable-metrics');
  assert.is(at('PPPP'), undefined);
});

test('A step that passes in part is not one that somebody has come past', () => {
  const { outcomes, ...eve } = member('eve', 'PFPF');
  const [first, second, third, ...more] = outcomes;
  assert.ok(first && second && third);
  const inPart = { ...third, title: 'Every open shard received records', verdict: 'FAIL' } as const;
  const partly = { ...eve, outcomes: [first, second, third, inPart, ...more] };
  assert.is(stuckOn(partly), second);
});

test('Traffic that is only old is to be sent again, and is nothing to explain again', () => {
  const evidence = { records: {}, ...oldTraffic(Date.parse('2026-06-01T10:05:00Z')) };
  const plain = member('plain', 'PPFF', 36, { evidence });
  assert.is(
    memberSentence(plain, CLASS_STEPS, STUCK_AFTER_SECONDS),
    'plain: steps 1 to 2 PASS, steps 3 to 4 FAIL; step 3: its traffic is old, send it again, 36 min',
  );
  assert.equal(stuckSentences(classOf([plain, member('bob', 'PPFF', 25)])), [
    '1 has to get past step 3: The hot shard dominates IncomingRecords',
  ]);
});

test.run();
