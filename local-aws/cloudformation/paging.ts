import { validationError } from './errors.ts';

/**
 * One page of a list, and the token of the next one. Tokens carry where the page begins: for lists
 * that grow at their front, `identify` lets the next page begin after the last item that was seen.
 */
export function page<Item>(
  items: readonly Item[],
  size: number,
  token: string | undefined,
  identify: (item: Item) => string,
): { items: Item[]; NextToken?: string } {
  const start = token === undefined ? 0 : startAfter(items, token, identify);
  const shown = items.slice(start, start + size);
  const last = shown.at(-1);
  if (last === undefined || start + size >= items.length) return { items: shown };
  return { items: shown, NextToken: Buffer.from(identify(last)).toString('base64url') };
}

function startAfter<Item>(
  items: readonly Item[],
  token: string,
  identify: (item: Item) => string,
): number {
  const last = Buffer.from(token, 'base64url').toString();
  const index = items.findIndex((item) => identify(item) === last);
  if (index === -1) throw validationError(`Invalid NextToken: ${token}`);
  return index + 1;
}
