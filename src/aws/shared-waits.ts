import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cloud } from '../contract.ts';

interface Waiter {
  readonly dueMs: number;
  readonly signal: AbortSignal;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * A `sleep` for waits that go on side by side, of which a clock that is moved can take one at a
 * time: a producer's tick and the backoffs of refused records, the readers of many shards. One after
 * the other they would add up. Here the clock moves to the next one that is due, and only when
 * nothing is under way that belongs before it.
 *
 * @param clock what tells the time, and moves it
 * @param quiet resolves when no request is under way
 */
export function sharedWaits(
  clock: Pick<Cloud, 'now' | 'sleep'>,
  quiet: () => Promise<void>,
): (seconds: number, signal: AbortSignal) => Promise<void> {
  let waiters: Waiter[] = [];
  let isPassing = false;

  const passTime = async () => {
    isPassing = true;
    try {
      while (waiters.length > 0) {
        await quiet();
        // whoever was answered just now gets to say how long it waits
        await nextTurn();
        // time does not pass for a check that has ended
        for (const { signal, reject } of waiters) if (signal.aborted) reject(signal.reason);
        waiters = waiters.filter(({ signal }) => !signal.aborted);
        if (waiters.length === 0) return;
        const nextMs = Math.min(...waiters.map(({ dueMs }) => dueMs));
        await clock.sleep((nextMs - clock.now()) / 1000);
        const reachedMs = Math.max(nextMs, clock.now());
        const due = waiters.filter(({ dueMs }) => dueMs <= reachedMs);
        waiters = waiters.filter(({ dueMs }) => dueMs > reachedMs);
        for (const { resolve } of due) resolve();
        await nextTurn();
      }
    } catch (error) {
      for (const { reject } of waiters.splice(0)) reject(error);
    } finally {
      // in the same turn as the last look at the list, so that nobody who joins it is missed
      isPassing = false;
    }
  };
  return (seconds, signal) =>
    new Promise((resolve, reject) => {
      waiters.push({ dueMs: clock.now() + seconds * 1000, signal, resolve, reject });
      if (!isPassing) void passTime();
    });
}
