import type { Cloud } from './contract.ts';
import { WorkshopError } from './errors.ts';

export interface PollOptions {
  /** What is waited for, as in "Waited 300 s for stream x to become ACTIVE". */
  readonly what: string;
  readonly everySeconds: number;
  readonly withinSeconds: number;
}

/**
 * Asks again, in cloud time, until the answer is not undefined, and returns it.
 *
 * @throws {WorkshopError} `not-finished` when `withinSeconds` of cloud time have passed
 */
export async function poll<Answer>(
  cloud: Cloud,
  ask: () => Promise<Answer | undefined>,
  { what, everySeconds, withinSeconds }: PollOptions,
): Promise<Answer> {
  let askedFirstMs: number | undefined;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    askedFirstMs ??= cloud.now();
    if (cloud.now() - askedFirstMs >= withinSeconds * 1000) {
      throw new WorkshopError(
        'not-finished',
        `Waited ${withinSeconds} s for ${what}`,
        'Run the same command again: it goes on where AWS stands',
      );
    }
    await cloud.sleep(everySeconds);
  }
}
