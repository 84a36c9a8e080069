import type { Answer } from '../wire/protocol.ts';
import type { HttpRequest } from '../wire/route.ts';

/**
 * Answers a request of either HTTP version; never rejects.
 *
 * @param host the address that the client believes it talks to
 */
export type Respond = (request: HttpRequest, host: string | undefined) => Promise<Answer>;
