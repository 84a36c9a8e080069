import type { Caller } from './caller.ts';

/** A call as it is kept, to be run again. */
export interface PastCall {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly caller: Caller;
  /** cloud milliseconds */
  readonly atMs: number;
  /** the code of the error that it ended with; undefined when it succeeded */
  readonly errorCode: string | undefined;
}

/** Where changes of kept data are written to; all of one turn together, or none. */
export interface Changes {
  /** @param piece a name of the holder's own, in the order in which it wants its pieces back */
  put(piece: string, value: Buffer): void;
  remove(piece: string): void;
}

/**
 * A holder of data that is kept as it is. There is too much of it to make it again from the calls
 * that it came from, and those must be forgotten once the data are.
 */
export interface Kept {
  /**
   * The same in every life of the cloud, and no other holder's. It begins with
   * `state/SERVICE/ACCOUNT/REGION` when the holder is there as soon as that state is, with `history/`
   * when it is there once the calls have been run again.
   */
  readonly name: string;
  /** Whether its data are gone, for good. */
  readonly isGone: boolean;
  /** Calls `changed` from now on whenever there is something to write. */
  watch(changed: () => void): void;
  /** Writes what has changed since it did so last. */
  write(changes: Changes): void;
  /** Takes a piece back that it wrote in an earlier life, before anything has changed in this one. */
  restore(piece: string, value: Buffer): void;
}

/** Keeps what a local AWS must still know after its process has gone. */
export interface Keeper {
  keep(holder: Kept): void;
  /** Told of every call that may have changed something, in order. */
  called(call: PastCall): void;
  /** Told that the whole cloud has been emptied. */
  emptied(): void;
}
