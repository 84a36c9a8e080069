/** How long a client may take, and how much may be held for all of them. */
export interface Limits {
  /** Milliseconds from a request's first byte, or a connection's opening, to the end of its head. */
  readonly headMs: number;
  /** Milliseconds from a request's head to the end of its body. */
  readonly bodyMs: number;
  /** Milliseconds without a request after which a connection ends; SDKs keep theirs for minutes. */
  readonly idleMs: number;
  /**
   * Bytes of bodies on their way in and of answers on their way out, of all connections together.
   * Beyond it requests are throttled.
   */
  readonly heldBytes: number;
  /** Connections at once; beyond them new ones are ended. An idle one takes some 20 KB. */
  readonly connections: number;
  /** Requests under way at once; beyond them they are throttled. An open one takes some 7 KB. */
  readonly requests: number;
}

export const LIMITS: Limits = {
  headMs: 30_000,
  bodyMs: 60_000,
  idleMs: 10 * 60_000,
  heldBytes: 512 * 1024 * 1024,
  connections: 5000,
  requests: 50_000,
};
