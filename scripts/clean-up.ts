import { REPORT, WHERE } from '../src/cli/common-options.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'clean-up',
    summary: 'Undoes every step, the last first, then proves that nothing is left.',
    options: [...WHERE, 'yes', 'wait', ...REPORT],
    examples: [
      ['', 'on the local AWS of this folder'],
      ['--target aws --yes', 'on real AWS, without asking'],
      ['--target aws --participant ann', "ann's resources alone"],
    ],
  },
  async ({ options }, context) =>
    (await import('../src/commands/clean-up.ts')).runCleanUp(options, context),
);
