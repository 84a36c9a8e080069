import type { AwsError } from '../errors.ts';
import { parseJson } from './json.ts';

/** Where a listing goes on, as the opaque text that clients hand back. */
export function writeToken(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position in a token that `writeToken` made; `undefined` for any other text. */
export function readToken(token: string): unknown {
  return parseJson(Buffer.from(token, 'base64url').toString());
}

/**
 * One page of a listing by key, in code-unit order.
 *
 * @throws what `invalidToken` makes, for a token of none of these pages
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  limit: number,
  token: string | undefined,
  invalidToken: () => AwsError,
): { page: Item[]; NextToken?: string } {
  const after = token === undefined ? '' : readToken(token);
  if (typeof after !== 'string') throw invalidToken();
  const rest = items
    .map((item) => ({ key: keyOf(item), item }))
    .filter(({ key }) => key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    page: page.map(({ item }) => item),
    ...(last !== undefined && rest.length > limit && { NextToken: writeToken(last.key) }),
  };
}
