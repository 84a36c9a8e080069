import { classifyAwsError } from './aws/aws-errors.ts';
import type { Cloud, Tell } from './contract.ts';
import { duration } from './duration.ts';
import { WorkshopError } from './errors.ts';

export interface PollOptions {
  /** What is waited for, as in "Waited 300 s for stream x to become ACTIVE". */
  readonly what: string;
  readonly everySeconds: number;
  readonly withinSeconds: number;
  /** Told how things stand, and how long it may still take. */
  readonly tell: Tell;
}

/** Says how things stand, in place of an answer: `Stream x is UPDATING, not yet ACTIVE`. */
export type NotThere = (state: string) => undefined;

/**
 * Asks again, in cloud time, until the answer is not undefined, and returns it. A question that AWS
 * throttles has no answer yet: it is asked again like the others.
 *
 * @throws {WorkshopError} `not-finished` when `withinSeconds` of cloud time have passed
 */
export async function poll<Answer>(
  cloud: Cloud,
  ask: (notThere: NotThere) => Promise<Answer | undefined>,
  { what, everySeconds, withinSeconds, tell }: PollOptions,
): Promise<Answer> {
  let askedFirstMs: number | undefined;
  const notThere: NotThere = (state) => {
    const leftSeconds = withinSeconds - (cloud.now() - (askedFirstMs ?? cloud.now())) / 1000;
    const left = duration(Math.max(0, Math.ceil(leftSeconds)));
    tell({ kind: 'wait', text: `${state} (at most ${left} more)` });
    return undefined;
  };
  for (;;) {
    let throttled: unknown;
    try {
      const answer = await ask(notThere);
      if (answer !== undefined) return answer;
    } catch (error) {
      if (classifyAwsError(error).kind !== 'throttled') throw error;
      throttled = error;
    }
    askedFirstMs ??= cloud.now();
    if (cloud.now() - askedFirstMs >= withinSeconds * 1000) {
      const why = throttled === undefined ? '' : `. ${classifyAwsError(throttled).reason}`;
      throw new WorkshopError(
        'not-finished',
        `Waited ${withinSeconds} s for ${what}${why}`,
        'Run the same command again: it goes on where AWS stands',
        throttled,
      );
    }
    await cloud.sleep(everySeconds);
  }
}
