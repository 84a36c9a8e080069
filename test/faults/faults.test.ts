import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULTS, type Fault, PARTIAL, SLOW } from './faults.ts';
import { Score } from './score.ts';
import { type Subject, type World, withWorld } from './world.ts';

/** Steps after which checks are judged: before the split, after it, and after the clean-up. */
const STAGES = [[1, 2, 3, 4, 5], [6], [7]];

/** Faults that a verdict can do without, in this world. */
const NOT_NEEDED = [
  {
    call: 'The stream is tagged with what its records say: the finding and the hottest key: GetMetricData',
    faults: ['denied'],
    why: 'the finding is in the records; CloudWatch adds which writes were refused',
  },
  {
    call: 'No dashboard of this workshop is left: GetDashboard',
    faults: ['an empty answer', 'an answer without its members'],
    why: 'that there is none is an error, whose code CloudWatch gives in a header as well',
  },
];

const score = new Score();

test('A fault that stays is no verdict, in any call of any check, and the reason says what it is', async () => {
  await withWorld(async (world) => {
    const asked = new Set<string>();
    for (const steps of STAGES) {
      for (const subject of await world.walk(steps)) {
        for (const operation of new Set(subject.calls)) {
          const call = callOf(subject, operation);
          if (asked.has(call)) continue;
          asked.add(call);
          const faults = operation === 'GetMetricData' ? [...FAULTS, ...PARTIAL] : FAULTS;
          for (const fault of faults) await strike(world, subject, operation, fault);
        }
      }
    }
    assert.ok(asked.size > 60, `${asked.size} calls`);
  });
  score.expectAllRight();
});

async function strike(world: World, subject: Subject, operation: string, fault: Fault, first = 1) {
  const { serve, says, name } = fault;
  const { outcome, struck } = await world.judge(subject, { operation, first, serve });
  const call = callOf(subject, operation);
  const isNeeded = !NOT_NEEDED.some((one) => one.call === call && one.faults.includes(name));
  const isRight = isNeeded
    ? /^(CANNOT TELL|NOT YET)$/.test(outcome.verdict) && says.test(outcome.reason)
    : outcome.verdict === 'PASS';
  score.add(name, struck > 0 && isRight, `${call}: ${outcome.verdict} ${outcome.reason}`);
}

function callOf({ check }: Subject, operation: string): string {
  return `${check.title}: ${operation}`;
}

test.run();
