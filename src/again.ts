import { IS_INSTALLED } from './cli/root.ts';
import type { Workshop } from './contract.ts';

/**
 * The same for another terminal. A local AWS is named there: only this command may know the way to
 * it.
 */
export function elsewhere(
  { cloud }: Pick<Workshop, 'cloud'>,
  command: string,
  options = '',
): string {
  const { endpoint, npmOptions } = cloud;
  const isNamed = endpoint === undefined || / ?--target /.test(npmOptions);
  const target = isNamed ? '' : `--target ${endpoint}`;
  return again({ cloud }, command, [options, target].filter((part) => part !== '').join(' '));
}

/** The command that leads to the same AWS and the same names: `npm run workshop -- --only 1`. */
export function again({ cloud }: Pick<Workshop, 'cloud'>, command: string, options = ''): string {
  return typed(command, [options, cloud.npmOptions].filter((part) => part !== '').join(' '));
}

/**
 * A command as it is to be typed: `npm run verify -- --only 3` in a clone, and where npm installed
 * the package `npx kinesis-hot-shard-workshop verify --only 3`.
 */
export function typed(command: string, options = '', isInstalled = IS_INSTALLED): string {
  if (isInstalled) return `npx kinesis-hot-shard-workshop ${command} ${options}`.trimEnd();
  return options === '' ? `npm run ${command}` : `npm run ${command} -- ${options}`;
}
