import type { Cloud } from '../contract.ts';
import type { LineUp } from './line-up.ts';
import { TICK_SECONDS } from './pace.ts';
import type { Sender } from './sender.ts';

/** A part of a traffic, in cloud seconds since the traffic's start. */
export interface Span {
  /** the traffic's start, in cloud milliseconds since the epoch */
  readonly startMs: number;
  readonly fromSeconds: number;
  readonly untilSeconds: number;
}

export interface PacedOptions {
  readonly clock: Pick<Cloud, 'now' | 'sleep'>;
  readonly sender: Sender;
  readonly lineUp: LineUp;
  readonly span: Span;
  readonly onTick?: (elapsedSeconds: number) => void;
}

/**
 * Sends what a line-up owes, tick by tick, and resolves when all of it is accepted or given up. Every
 * tick is due at a time counted from the start and owes what the clock says by then, so that others
 * may move the same clock.
 *
 * @returns what ended it early; undefined when nothing did
 */
export async function sendPaced(options: PacedOptions): Promise<unknown> {
  const { clock, sender, lineUp, span, onTick } = options;
  const { startMs, fromSeconds, untilSeconds } = span;
  let failure: unknown;
  try {
    let elapsedSeconds = fromSeconds;
    while (elapsedSeconds < untilSeconds) {
      const dueSeconds = Math.min(
        (Math.floor(elapsedSeconds / TICK_SECONDS) + 1) * TICK_SECONDS,
        untilSeconds,
      );
      await clock.sleep((startMs + dueSeconds * 1000 - clock.now()) / 1000);
      const nowMs = clock.now();
      elapsedSeconds = Math.min((nowMs - startMs) / 1000, untilSeconds);
      await sender.offer(lineUp.due(elapsedSeconds, nowMs));
      onTick?.(elapsedSeconds);
    }
  } catch (error) {
    failure = error;
  }
  await sender.finish().catch((error: unknown) => {
    failure ??= error;
  });
  return failure;
}
