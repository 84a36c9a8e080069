import type { Answer } from '../wire/protocol.ts';
import type { HttpRequest } from '../wire/route.ts';

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
/** AWS's clients use no other. */
const METHODS = ['GET', 'POST'];
const HTTP_PORT = 80;

/**
 * Keeps web pages out. What a page sends says where it comes from; a name that was rebound to this
 * machine is not our own; a page asks with OPTIONS before it sends what AWS's clients send.
 *
 * @returns the refusal, undefined when there is none
 */
export function refuse(
  { method, headers }: HttpRequest,
  host: string | undefined,
  port: number,
): Answer | undefined {
  const fetchSite = headers['sec-fetch-site'] ?? 'none'; // 'none': typed in by the user
  const isOfPage = headers.origin !== undefined || headers.referer !== undefined;
  if (isOwn(host, port) && METHODS.includes(method) && fetchSite === 'none' && !isOfPage) {
    return undefined;
  }
  const message = 'The local AWS answers programs on this machine only, at its own address';
  const body = JSON.stringify({ __type: 'AccessDeniedException', message });
  return { statusCode: 403, headers: { 'content-type': 'application/json' }, body };
}

function isOwn(host: string | undefined, port: number): boolean {
  const name = host?.toLowerCase() ?? '';
  return OWN_NAMES.some((own) => name === `${own}:${port}` || (port === HTTP_PORT && name === own));
}
