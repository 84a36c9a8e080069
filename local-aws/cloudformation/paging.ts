import { validationError } from './errors.ts';

const PAGE_SIZE = 100;

/**
 * One page of a list, and the token of the next one. Lists may grow at their front, so a token is
 * the identity of the last item that was seen.
 *
 * @throws {AwsError} ValidationError when the token is none of this list's
 */
export function page<Item>(
  items: readonly Item[],
  token: string | undefined,
  identify: (item: Item) => string | undefined,
): { items: Item[]; NextToken: string | undefined } {
  let start = 0;
  if (token !== undefined) {
    const seen = Buffer.from(token, 'base64url').toString();
    start = items.findIndex((item) => identify(item) === seen) + 1;
    if (start === 0) throw validationError(`Invalid NextToken: ${token}`);
  }
  const shown = items.slice(start, start + PAGE_SIZE);
  const last = shown.at(-1);
  const isLast = last === undefined || start + PAGE_SIZE >= items.length;
  const NextToken = isLast ? undefined : Buffer.from(identify(last) ?? '').toString('base64url');
  return { items: shown, NextToken };
}
