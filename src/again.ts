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
  const typed = [options, cloud.npmOptions].filter((part) => part !== '').join(' ');
  return typed === '' ? `npm run ${command}` : `npm run ${command} -- ${typed}`;
}
