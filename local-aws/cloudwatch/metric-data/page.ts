import { createHash } from 'node:crypto';
import { readToken, writeToken } from '../page.ts';
import { invalidNextToken } from '../refusals.ts';
import type { Result } from './run-queries.ts';

/** Where a page ends: the last datapoint that it has, by time and then by the result's place. */
interface Position {
  readonly ms: number;
  readonly result: number;
}

export interface Page {
  /** each result's datapoints on this page, in scan order */
  readonly points: readonly (readonly (readonly [ms: number, value: number])[])[];
  /** whether a result has datapoints on later pages */
  readonly partial: readonly boolean[];
  readonly nextToken: string | undefined;
}

export interface Paging {
  readonly limit: number;
  readonly newestFirst: boolean;
  readonly token: string | undefined;
  /** what the token belongs to: another request's token is refused */
  readonly request: unknown;
}

/**
 * Cuts results to the next `limit` datapoints, newest or oldest time first over all of them.
 *
 * @throws {AwsError} `InvalidNextToken`
 */
export function cutPage(results: readonly Result[], paging: Paging): Page {
  const { limit, newestFirst } = paging;
  const direction = newestFirst ? -1 : 1;
  const order = (a: Position, b: Position) => direction * (a.ms - b.ms) || a.result - b.result;
  if (paging.token === undefined && sizeOf(results) <= limit) return wholly(results, newestFirst);
  const digest = digestOf(paging.request);
  const from = paging.token === undefined ? undefined : positionIn(paging.token, digest);
  const rest = results
    .flatMap(({ series }, result) => [...series.points.keys()].map((ms) => ({ ms, result })))
    .filter((position) => from === undefined || order(position, from) > 0)
    .sort(order);
  const onPage = rest.slice(0, limit);
  const left = new Set(rest.slice(limit).map(({ result }) => result));
  const points: (readonly [number, number])[][] = results.map(() => []);
  for (const { ms, result } of onPage) {
    const value = results[result]?.series.points.get(ms);
    if (value !== undefined) points[result]?.push([ms, value]);
  }
  const last = onPage.at(-1);
  return {
    points,
    partial: results.map((_, result) => left.has(result)),
    nextToken: left.size > 0 && last !== undefined ? writeToken({ ...last, digest }) : undefined,
  };
}

function sizeOf(results: readonly Result[]): number {
  return results.reduce((size, { series }) => size + series.points.size, 0);
}

/** The common case, without sorting: everything fits, and series are kept oldest first. */
function wholly(results: readonly Result[], newestFirst: boolean): Page {
  const points = results.map(({ series }) => [...series.points]);
  if (newestFirst) for (const list of points) list.reverse();
  return { points, partial: results.map(() => false), nextToken: undefined };
}

function digestOf(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 16);
}

function positionIn(token: string, digest: string): Position {
  const position = readToken(token) as (Partial<Position> & { digest?: unknown }) | undefined;
  const { ms, result } = position ?? {};
  if (position?.digest !== digest || typeof ms !== 'number' || typeof result !== 'number') {
    throw invalidNextToken();
  }
  return { ms, result };
}
