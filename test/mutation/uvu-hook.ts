import type { ResolveHook } from 'node:module';

/** Leads the tests' import of uvu to the recorder. */
export const resolve: ResolveHook = (specifier, context, next) =>
  next(specifier === 'uvu' ? new URL('recorded-uvu.ts', import.meta.url).href : specifier, context);
