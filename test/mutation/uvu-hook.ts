import type { ResolveHook } from 'node:module';

const RECORDED_UVU = new URL('recorded-uvu.ts', import.meta.url).href;

/**
 * Leads the tests' import of uvu to the recorder, and what a test file imports of the project to
 * modules of its own load: `heat.test.ts?load=2` imports `heat.ts?load=2`. Packages are loaded once.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const load = /\?load=\d+$/.exec(context.parentURL ?? '')?.[0];
  if (load === undefined) return next(specifier, context);
  if (specifier === 'uvu') return next(RECORDED_UVU, context);
  const resolved = await next(specifier, context);
  const isOwn = resolved.url.startsWith('file:') && !resolved.url.includes('/node_modules/');
  return isOwn ? { ...resolved, url: `${resolved.url}${load}` } : resolved;
};
