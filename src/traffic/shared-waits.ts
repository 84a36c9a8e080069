import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cloud } from '../contract.ts';

interface Waiter {
  readonly dueMs: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * A `sleep` for waits that go on side by side: a producer's tick and the backoffs of refused
 * records. In a time-lapse each `cloud.sleep` moves the clock by its whole length, so side by side
 * they would add up. Here the clock moves to the next wait that is due, and only when nothing is
 * under way that belongs before it. In real time they are `cloud.sleep` as it is.
 *
 * @param quiet resolves when no request is under way
 */
export function sharedWaits(
  cloud: Pick<Cloud, 'now' | 'sleep' | 'timeLapse'>,
  quiet: () => Promise<void>,
): (seconds: number) => Promise<void> {
  if (!cloud.timeLapse) return cloud.sleep;
  let waiters: Waiter[] = [];
  let isPassing = false;

  const passTime = async () => {
    isPassing = true;
    try {
      while (waiters.length > 0) {
        await quiet();
        // whoever was answered just now gets to say how long it waits
        await nextTurn();
        const nextMs = Math.min(...waiters.map(({ dueMs }) => dueMs));
        await cloud.sleep((nextMs - cloud.now()) / 1000);
        const reachedMs = Math.max(nextMs, cloud.now());
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
  return (seconds) =>
    new Promise((resolve, reject) => {
      waiters.push({ dueMs: cloud.now() + seconds * 1000, resolve, reject });
      if (!isPassing) void passTime();
    });
}
