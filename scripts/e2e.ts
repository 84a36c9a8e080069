import { REPORT, WHERE } from '../src/cli/common-options.ts';
import { usage } from '../src/cli/options.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'e2e',
    summary:
      'The whole workshop, unattended, from nothing to nothing, twice in a row. Before each step, no check of it may pass. On a local AWS wrong worlds follow, each of which its own check alone has to reject.',
    options: [...WHERE, 'yes', 'wait', 'record', ...REPORT],
    extra: [
      {
        flags: '--time-limit <minutes>',
        description: 'ends the walks, and cleans up; on a local AWS there is none when left out',
        parse: parseTimeLimit,
      },
    ],
    examples: [
      ['', 'on a local AWS of its own'],
      ['--report e2e.xml --report e2e.html', 'for a pipeline'],
      ['--target aws --participant nightly --yes', 'on real AWS, within two and a half hours'],
    ],
  },
  async ({ options, extra }, context) => {
    const { runEndToEnd } = await import('../src/commands/e2e.ts');
    // the parser gives its type
    return runEndToEnd(options, extra.timeLimit as number | undefined, context);
  },
);

/** @returns seconds */
function parseTimeLimit(text: string): number {
  const minutes = Number(text);
  if (/^\d{1,4}(\.\d+)?$/.test(text) && minutes > 0 && minutes <= 1_440) return minutes * 60;
  throw usage(`--time-limit ${text} is not a number of minutes up to 1440, such as 150`);
}
