import { readStems } from '../src/catalog.ts';
import { parseCommand } from '../src/cli/parse-command.ts';
import { ROOT } from '../src/cli/root.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { readTerminal } from '../src/cli/terminal.ts';
import { EXIT } from '../src/exit-status.ts';

await runCommand(async (signal) => {
  const parsed = parseCommand({
    name: 'e2e',
    summary:
      'The whole workshop, unattended, from nothing to nothing, twice in a row. Before each step, no check of it may pass.',
    options: [
      'target',
      'yes',
      'participant',
      'region',
      'profile',
      'realTime',
      'format',
      'output',
      'wait',
      'plain',
    ],
    examples: [
      ['', 'on a local AWS of its own'],
      ['--format junit --output e2e.xml', 'for a pipeline'],
      ['--target aws --participant nightly --yes', 'on real AWS'],
    ],
  });
  if (parsed === undefined) return EXIT.pass;
  const { runEndToEnd } = await import('../src/commands/e2e.ts');
  const context = {
    signal,
    stems: await readStems(ROOT),
    terminal: readTerminal(),
    startLocalAws: async () => (await import('../local-aws/server.ts')).startLocalAws(),
  };
  return runEndToEnd(parsed.options, context);
});
