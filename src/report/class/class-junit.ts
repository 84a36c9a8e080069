import type { ClassStanding } from '../../contract.ts';
import { junitXml } from '../junit.ts';
import type { Summary } from '../tally.ts';

/** JUnit XML with a test suite a participant, and in it a test case a check. */
export function classJunit({ members }: ClassStanding, summary: Summary): string {
  const suites = members.map(({ participant, outcomes }) => ({ name: participant, outcomes }));
  return junitXml(suites, summary);
}
