import type { Tell, Workshop } from './contract.ts';
import { secondsToNextMinute } from './still-to-come.ts';

/** Past the end of a minute, as "now" may be read up to a second too early or too late. */
const MARGIN_SECONDS = 2;

/** Waits until the running minute is over: only then are its metrics final. */
export async function completeTheMinute({ cloud }: Workshop, tell: Tell): Promise<void> {
  const seconds = secondsToNextMinute(cloud.now()) + MARGIN_SECONDS;
  tell({ kind: 'wait', text: `${Math.ceil(seconds)} s until the last minute is complete` });
  await cloud.sleep(seconds);
}
