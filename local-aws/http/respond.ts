import type { Connection } from '../shared-time.ts';
import type { Answer } from '../wire/protocol.ts';
import type { HttpRequest } from '../wire/route.ts';

/** Who sent a request. */
export interface Sender {
  /** the address that the client believes it talks to */
  readonly host: string | undefined;
  readonly connection: Connection;
}

/** Answers a request of either HTTP version; never rejects. */
export type Respond = (request: HttpRequest, sender: Sender) => Promise<Answer>;
