import type { Cloud } from '../contract.ts';
import { WorkshopError } from '../errors.ts';

/** Opens a connection to AWS whose every request and wait ends with the signal. */
export type Connect = (signal: AbortSignal) => Promise<Cloud & { close(): void }>;

/**
 * A connection that is opened when it is first needed, and anew after a look that failed or took
 * too long: nothing of a broken one is waited for.
 */
export class Link {
  readonly #connect: Connect;
  #controller: AbortController | undefined;
  #cloud: Awaited<ReturnType<Connect>> | undefined;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** @throws {WorkshopError} `cannot-tell` when it took longer; else what `look` throws */
  async use(look: (cloud: Cloud) => Promise<void>, withinMs: number): Promise<void> {
    const controller = this.#controller ?? new AbortController();
    this.#controller = controller;
    const late = setTimeout(() => controller.abort(tooLate(withinMs)), withinMs);
    try {
      this.#cloud ??= await this.#connect(controller.signal);
      await look(this.#cloud);
    } catch (error) {
      const { signal } = controller;
      this.close();
      throw signal.aborted && signal.reason instanceof WorkshopError ? signal.reason : error;
    } finally {
      clearTimeout(late);
    }
  }

  /** Ends what is under way. */
  close(): void {
    this.#controller?.abort();
    this.#cloud?.close();
    this.#controller = undefined;
    this.#cloud = undefined;
  }
}

function tooLate(withinMs: number): WorkshopError {
  return new WorkshopError(
    'cannot-tell',
    `AWS took longer than ${withinMs / 1000} s to answer`,
    '',
  );
}
