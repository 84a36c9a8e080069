import { AsyncLocalStorage } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';
import { WorkshopError } from '../errors.ts';

const current = new AsyncLocalStorage<AbortSignal>();

/** One for all: making another for each check takes longer than the rest of its end. */
const ENDED = new DOMException('The check has ended', 'AbortError');

/** Aborted when the check that this is called in ends, however it does; undefined outside of one. */
export function signalOfCheck(): AbortSignal | undefined {
  return current.getStore();
}

/**
 * Runs a check. With it end its requests and waits, those of a reader beside one that failed as
 * well: nothing goes on in the background.
 *
 * @param seconds of real time
 * @param command ends the check, too
 * @throws {WorkshopError} `cannot-tell` at the deadline; else what `run` throws
 */
export async function runWithin(
  seconds: number,
  command: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(0, signal); // shards are read side by side
  const interrupt = () => controller.abort(command.reason);
  const late = setTimeout(() => controller.abort(tooLate(seconds)), seconds * 1000);
  command.addEventListener('abort', interrupt);
  if (command.aborted) interrupt();
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  try {
    await Promise.race([ended, current.run(signal, run)]);
  } finally {
    clearTimeout(late);
    command.removeEventListener('abort', interrupt);
    controller.abort(ENDED);
  }
}

function tooLate(seconds: number): WorkshopError {
  return new WorkshopError(
    'cannot-tell',
    `There was no verdict within ${seconds} s: AWS did not answer, or too slowly`,
    'Check the network, then run the same command again. Where AWS is only slow, raise deadlines.checkSeconds',
  );
}
