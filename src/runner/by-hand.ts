import { setTimeout as realSleep } from 'node:timers/promises';
import type { CatalogueEntry, Cloud, Outcome, Workshop } from '../contract.ts';
import { duration } from '../duration.ts';
import { interrupted } from '../interrupted.ts';
import { judgeAll } from '../judge.ts';
import type { Reporter } from '../report/open-reporter.ts';
import type { Asker } from './asker.ts';
import { lookBeforeTheEnd } from './step.ts';

/** How much cloud time goes by between two looks, where nothing but time is missing. */
const LAPSE_SECONDS = 15;

export interface ByHandOptions {
  readonly workshop: Workshop;
  readonly reporter: Reporter;
  readonly asker: Asker;
  readonly debug: boolean;
}

/**
 * Looks again and again at the checks of a step that the participant does in another terminal,
 * saying what is still missing, until they pass, a key is pressed or the time is used up. A person
 * works in real time, so the cloud's clock is moved forward only where time is all that is missing.
 */
export async function judgeByHand(
  entry: CatalogueEntry,
  { workshop, reporter, asker, debug }: ByHandOptions,
): Promise<Outcome[]> {
  const { config } = workshop;
  const { byHandSeconds } = config.deadlines;
  await lookBeforeTheEnd(entry, reporter);
  reporter.say(
    `Do it in another terminal. I look every ${config.pollSeconds} s, for ${duration(byHandSeconds)}; any key brings the menu back.`,
  );
  const endsAtMs = performance.now() + byHandSeconds * 1000;
  const key = asker.watchKey('any');
  try {
    for (;;) {
      const outcomes = await judgeAll([entry], workshop, { waitSeconds: 0, debug });
      const missing = outcomes.filter(({ verdict }) => verdict !== 'PASS');
      if (missing.length === 0 || key.isPressed() || performance.now() >= endsAtMs) return outcomes;
      reporter.report({
        event: 'progress',
        step: entry.stem,
        progress: { kind: 'wait', text: missingText(missing) },
      });
      await pauseUntilNextLook(missing, workshop, key.pressed);
    }
  } finally {
    key.stop();
    reporter.settle();
  }
}

function missingText(missing: readonly Outcome[]): string {
  const [first] = missing;
  const more = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
  return `Still missing: ${first?.title}: ${first?.reason}${more}`;
}

async function pauseUntilNextLook(
  missing: readonly Outcome[],
  { cloud, config }: Workshop,
  pressed: Promise<void>,
): Promise<void> {
  const needsOnlyTime = missing.every(({ verdict }) => verdict === 'NOT YET');
  try {
    if (needsOnlyTime && cloud.timeLapse) await cloud.sleep(LAPSE_SECONDS);
    await raceRealTime(config.pollSeconds, cloud, pressed);
  } catch (error) {
    throw cloud.signal.aborted ? interrupted() : error;
  }
}

async function raceRealTime(seconds: number, cloud: Cloud, pressed: Promise<void>): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  cloud.signal.addEventListener('abort', end, { once: true });
  const slept = realSleep(seconds * 1000, undefined, { signal: ended.signal }).catch(() => {
    cloud.signal.throwIfAborted();
  });
  try {
    await Promise.race([slept, pressed]);
  } finally {
    cloud.signal.removeEventListener('abort', end);
    ended.abort();
  }
}
