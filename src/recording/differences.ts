import type { Config } from '../contract.ts';

/** Where a configuration has another value than the one of a recording: `dominance.minShare is 0.5, and was 0.6`. */
export function differences(now: Config, recorded: Config): string[] {
  return differing('', now, recorded);
}

function differing(path: string, now: unknown, then: unknown): string[] {
  if (!isObject(now) || !isObject(then)) {
    const [is, was] = [JSON.stringify(now) ?? 'missing', JSON.stringify(then) ?? 'missing'];
    return is === was ? [] : [`${path} is ${is}, and was ${was}`];
  }
  const names = new Set([...Object.keys(now), ...Object.keys(then)]);
  return [...names].flatMap((name) =>
    differing(path === '' ? name : `${path}.${name}`, now[name], then[name]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
