import type { Workshop } from './contract.ts';

/** The command that leads to the same AWS and the same names: `npm run workshop -- --only 1`. */
export function again({ cloud }: Pick<Workshop, 'cloud'>, command: string, options = ''): string {
  const typed = [options, cloud.npmOptions].filter((part) => part !== '').join(' ');
  return typed === '' ? `npm run ${command}` : `npm run ${command} -- ${typed}`;
}
