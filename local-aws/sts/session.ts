import type { Chance } from '../chance.ts';
import { TokenSealer } from '../sealed-token.ts';

/** A role that somebody has assumed, for a time. */
export interface Session {
  readonly roleName: string;
  readonly sessionName: string;
  /** cloud milliseconds since the epoch */
  readonly expiresMs: number;
}

/** The session token: a client sends it along with each request, so nothing is kept of a session. */
export function sealSession(chance: Chance, session: Session): string {
  const { roleName, sessionName, expiresMs } = session;
  return sealerOf(chance).seal([roleName, sessionName, expiresMs]);
}

/** The session of a token; undefined when it is none of this cloud, as one of real AWS. */
export function openSession(chance: Chance, token: string): Session | undefined {
  const [roleName, sessionName, expiresMs] = sealerOf(chance).open(token) ?? [];
  if (typeof roleName !== 'string' || typeof sessionName !== 'string') return undefined;
  return { roleName, sessionName, expiresMs: Number(expiresMs) };
}

function sealerOf(chance: Chance): TokenSealer {
  return new TokenSealer(chance.secret('sessions'));
}
