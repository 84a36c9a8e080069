import type { Verdict } from './contract.ts';
import { WorkshopError, type WorkshopErrorCode } from './errors.ts';

/** How a command ends: what a shell or a pipeline reads. The numbers are a promise. */
export const EXIT = {
  pass: 0,
  fail: 1,
  usage: 2,
  notYet: 3,
  cannotTell: 4,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const OF_ERROR: Record<WorkshopErrorCode, ExitStatus> = {
  usage: EXIT.usage,
  configuration: EXIT.usage,
  refused: EXIT.usage,
  'over-ceiling': EXIT.usage,
  'stack-failed': EXIT.fail,
  'left-behind': EXIT.fail,
  'not-found': EXIT.fail,
  'not-finished': EXIT.notYet,
  'no-connection': EXIT.cannotTell,
  'cannot-tell': EXIT.cannotTell,
  incomplete: EXIT.cannotTell,
  interrupted: EXIT.interrupted,
};

export function exitStatusOfError(code: WorkshopErrorCode): ExitStatus {
  return OF_ERROR[code];
}

/**
 * As a verdict, where an error says something of AWS, or of a walk that was not let go on; undefined
 * for wrong usage and interruption.
 */
export function verdictOfError(error: unknown): Verdict | undefined {
  if (!(error instanceof WorkshopError) || error.code === 'over-ceiling') return 'CANNOT TELL';
  const verdicts: Partial<Record<ExitStatus, Verdict>> = {
    [EXIT.fail]: 'FAIL',
    [EXIT.notYet]: 'NOT YET',
    [EXIT.cannotTell]: 'CANNOT TELL',
  };
  return verdicts[exitStatusOfError(error.code)];
}

/**
 * Where several hold, the first of 1, 4, 3 counts. No outcome at all is not a success: 3, as
 * nothing has been shown yet.
 */
export function exitStatusOfOutcomes(
  outcomes: readonly { readonly verdict: Verdict }[],
): ExitStatus {
  const verdicts = new Set(outcomes.map(({ verdict }) => verdict));
  if (verdicts.has('FAIL')) return EXIT.fail;
  if (verdicts.has('CANNOT TELL')) return EXIT.cannotTell;
  if (verdicts.has('NOT YET') || verdicts.size === 0) return EXIT.notYet;
  return EXIT.pass;
}
