import type { Outcome, Verdict } from '../contract.ts';
import { problemOf } from '../explain.ts';

/** What a command that an error ended counts as. */
export function brokenOff(error: unknown, verdict: Verdict): Outcome {
  return {
    step: 'command',
    title: 'The command came to its end',
    verdict,
    expected: 'no error',
    observed: 'an error',
    evidence: {},
    command: '',
    ...problemOf(error),
  };
}
