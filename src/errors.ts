/** Codes of the errors that end a command; each has its exit status in `exit-status.ts`. */
export type WorkshopErrorCode =
  | 'usage'
  | 'configuration'
  | 'refused'
  | 'over-ceiling'
  | 'stack-failed'
  | 'left-behind'
  | 'not-found'
  | 'no-connection'
  | 'not-finished'
  | 'cannot-tell'
  | 'incomplete'
  | 'interrupted';

/** An error for a person: what went wrong and where, and what to do next. */
export class WorkshopError extends Error {
  constructor(
    readonly code: WorkshopErrorCode,
    message: string,
    readonly remedy: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'WorkshopError';
  }
}

/** Thrown by a check whose answers are true and will change: a datapoint that is still to come. */
export class NotYet extends Error {
  /** @param waitSeconds cloud seconds until the same answer counts as a failure; unknown when left out */
  constructor(
    message: string,
    readonly waitSeconds?: number,
  ) {
    super(message);
    this.name = 'NotYet';
  }
}
