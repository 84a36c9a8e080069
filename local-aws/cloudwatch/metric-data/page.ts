import { createHash } from 'node:crypto';
import { readToken, writeToken } from '../page.ts';
import { invalidNextToken } from '../refusals.ts';
import type { Result } from './run-queries.ts';

/** A datapoint's place in the scan: by time, and then by its result's index. */
interface Place {
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

/**
 * Cuts results to the next `limit` datapoints, newest or oldest time first over all of them.
 *
 * @param request what the token belongs to: another request's token is refused
 * @throws {AwsError} `InvalidNextToken`
 */
export function cutPage(
  results: readonly Result[],
  limit: number,
  newestFirst: boolean,
  token: string | undefined,
  request: unknown,
): Page {
  const direction = newestFirst ? -1 : 1;
  const order = (a: Place, b: Place) => direction * (a.ms - b.ms) || a.result - b.result;
  const last = token === undefined ? undefined : placeIn(token, digestOf(request));
  const rest = results
    .flatMap(({ series }, result) =>
      [...series.points].map(([ms, value]) => ({ ms, value, result })),
    )
    .filter((point) => last === undefined || order(point, last) > 0)
    .sort(order);
  const points: [number, number][][] = results.map(() => []);
  for (const { ms, value, result } of rest.slice(0, limit)) points[result]?.push([ms, value]);
  const left = new Set(rest.slice(limit).map(({ result }) => result));
  const end = rest[limit - 1];
  return {
    points,
    partial: results.map((_, result) => left.has(result)),
    nextToken:
      left.size === 0 || end === undefined
        ? undefined
        : writeToken({ ms: end.ms, result: end.result, digest: digestOf(request) }),
  };
}

function digestOf(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 16);
}

function placeIn(token: string, digest: string): Place {
  const place = readToken(token) as (Partial<Place> & { digest?: unknown }) | undefined;
  const { ms, result } = place ?? {};
  if (place?.digest !== digest || typeof ms !== 'number' || typeof result !== 'number') {
    throw invalidNextToken();
  }
  return { ms, result };
}
