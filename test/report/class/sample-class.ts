import type { ClassStanding, MemberStanding, Outcome, Verdict } from '../../../src/contract.ts';
import { outcome } from '../sample.ts';

export const NOW_MS = Date.parse('2026-06-01T10:42:00Z');
export const STUCK_AFTER_SECONDS = 600;

const STEPS = [
  ['01-deploy', 'Deploy a stream of four shards', 'The stream is ACTIVE'],
  ['02-enable-metrics', 'Switch on shard-level metrics', 'All seven shard-level metrics are on'],
  [
    '03-produce',
    'Send traffic that makes one shard hot',
    'The hot shard dominates IncomingRecords',
  ],
  ['04-dashboard', 'See the hot shard on a dashboard', 'The dashboard is there'],
] as const;

export const CLASS_STEPS = STEPS.map(([stem, title], at) => ({ stem, number: at + 1, title }));

/**
 * A member whose steps have these verdicts, by their first letters: `PPF` passes two, fails the third.
 *
 * @param minutes since their last work, which AWS may show nothing of
 */
export function member(
  participant: string,
  letters: string,
  minutes: number | 'none' = 1,
  changes: Partial<Outcome> = {},
): MemberStanding {
  const outcomes = STEPS.map(([step, , title], at) =>
    judged({ step, title, verdict: VERDICTS[letters.charAt(at)] ?? 'FAIL' }, changes),
  );
  return {
    participant,
    outcomes,
    lookedAtMs: NOW_MS,
    ...(minutes === 'none' ? {} : { lastWorkMs: NOW_MS - minutes * 60_000 }),
  };
}

const VERDICTS: Readonly<Record<string, Verdict>> = {
  P: 'PASS',
  F: 'FAIL',
  N: 'NOT YET',
  C: 'CANNOT TELL',
};

const REASONS: Readonly<Record<Verdict, string>> = {
  PASS: '',
  FAIL: 'There is one shard too few.',
  'NOT YET': 'Minute 10:41 has no datapoint.',
  'CANNOT TELL': 'The role can not be assumed: it has expired.',
};

function judged(
  known: Pick<Outcome, 'step' | 'title' | 'verdict'>,
  changes: Partial<Outcome>,
): Outcome {
  const passes = known.verdict === 'PASS';
  return outcome({
    ...known,
    reason: REASONS[known.verdict],
    remedy: passes ? '' : 'Run it again: npm run workshop',
    ...(passes ? {} : changes),
  });
}

export function classOf(
  members: readonly MemberStanding[],
  of: number = members.length,
): ClassStanding {
  return { steps: CLASS_STEPS, members, of };
}

/** One of each need, those who need help last. */
export const CLASS = classOf([
  member('dora', 'PPPP'),
  member('ann', 'PPFF', 2),
  member('eve', 'PPNF', 3),
  member('carl', 'FFFF', 'none'),
  member('bob', 'PPFF', 25),
  member('fay', 'CCCC', 'none'),
  member('gil', 'PFFF', 40),
]);
