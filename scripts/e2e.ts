import { REPORT, WHERE } from '../src/cli/parse-command.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'e2e',
    summary:
      'The whole workshop, unattended, from nothing to nothing, twice in a row. Before each step, no check of it may pass.',
    options: [...WHERE, 'yes', 'wait', ...REPORT],
    examples: [
      ['', 'on a local AWS of its own'],
      ['--format junit --output e2e.xml', 'for a pipeline'],
      ['--target aws --participant nightly --yes', 'on real AWS'],
    ],
  },
  async ({ options }, context) =>
    (await import('../src/commands/e2e.ts')).runEndToEnd(options, context),
);
