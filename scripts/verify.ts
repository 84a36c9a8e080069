import { REPORT, STEPS, WHERE } from '../src/cli/parse-command.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'verify',
    summary: "The instructor's checks. Reads AWS and changes nothing.",
    takesSteps: true,
    options: [...WHERE, ...STEPS, 'wait', ...REPORT],
    examples: [
      ['', 'every step, on the local AWS of this folder'],
      ['--only 3 --wait 120', 'step 3, waiting up to two minutes for metrics'],
      ['--target aws --participant ann', "ann's resources on real AWS"],
      ['--format junit --output checks.xml', 'for a pipeline'],
    ],
  },
  async ({ options }, context) =>
    (await import('../src/commands/verify.ts')).runVerify(options, context),
);
