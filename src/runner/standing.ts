import type { Options } from '../cli/options.ts';

/** The arguments that lead to the same AWS and the same names, as they would be typed. */
export function sameTarget(options: Options): string {
  const { target, participant, region, profile } = options;
  const named = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`--${name} ${value}`];
  const targetText = { local: undefined, aws: 'aws', endpoint: '' }[target.kind];
  const args = [
    ...named('target', target.kind === 'endpoint' ? target.url : targetText),
    ...named('participant', participant),
    ...named('region', region),
    ...named('profile', profile),
  ];
  return args.length === 0 ? '' : ` -- ${args.join(' ')}`;
}

/** Where a participant stands who leaves the walk at a step, and how to go on. */
export function standingLines(
  at: { readonly number: number; readonly title: string } | undefined,
  options: Options,
  startedLocalAws: boolean,
): string[] {
  const where = at === undefined ? [] : [`You stand at step ${at.number}, ${at.title}.`];
  const command = `npm run workshop${sameTarget(options)}`;
  const how = startedLocalAws
    ? `The local AWS ended with this command: ${command} starts anew at step 1. To keep one, run npm run local-aws in another terminal first.`
    : `Go on there with: ${command}`;
  return [...where, how];
}
