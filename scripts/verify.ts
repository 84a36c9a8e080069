import { REPORT, STEPS, WHERE } from '../src/cli/common-options.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'verify',
    summary: "The instructor's checks. Reads AWS and changes nothing.",
    takesSteps: true,
    options: [...WHERE, ...STEPS, 'wait', 'record', ...REPORT],
    extra: [
      { flags: '--roster <file>', description: 'a CSV file of a class: checks everybody' },
      {
        flags: '--watch',
        description: 'with --roster: look again and again, on a live page as well, until Ctrl-C',
      },
      { flags: '--dashboard', description: 'with --watch: open that page in a browser' },
      {
        flags: '--evidence <participant>',
        description: 'with --roster: every check of this one, with what was seen',
      },
      {
        flags: '--replay <file>',
        description: 'judge the answers of a recording; no AWS is asked',
      },
    ],
    examples: [
      ['', 'every step, on the local AWS of this folder'],
      ['--only 3 --wait 120', 'step 3, waiting up to two minutes for metrics'],
      ['--target aws --participant ann', "ann's resources on real AWS"],
      ['--format junit --output checks.xml', 'for a pipeline'],
      ['--target aws --roster class.csv --watch', 'a class, until Ctrl-C'],
      ['--roster class.csv --evidence ann', 'all about one of the class'],
      ['--replay walk.jsonl', 'the checks of a walk that was recorded with --record'],
    ],
  },
  async ({ options, extra }, context) =>
    (await import('../src/commands/verify.ts')).runVerify(options, extra, context),
);
