import { readStems } from '../src/catalog.ts';
import { parseCommand } from '../src/cli/parse-command.ts';
import { ROOT } from '../src/cli/root.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { readTerminal } from '../src/cli/terminal.ts';
import { EXIT } from '../src/exit-status.ts';

await runCommand(async (signal) => {
  const parsed = parseCommand({
    name: 'clean-up',
    summary: 'Undoes every step, the last first, then proves that nothing is left.',
    options: [
      'target',
      'yes',
      'participant',
      'region',
      'profile',
      'realTime',
      'format',
      'output',
      'plain',
    ],
    examples: [
      ['', 'on the local AWS of this checkout'],
      ['--target aws --yes', 'on real AWS, without asking'],
      ['--target aws --participant ann', "ann's resources alone"],
    ],
  });
  if (parsed === undefined) return EXIT.pass;
  const { runCleanUp } = await import('../src/commands/clean-up.ts');
  const context = {
    signal,
    stems: await readStems(ROOT),
    terminal: readTerminal(),
    startLocalAws: async () => (await import('../local-aws/server.ts')).startLocalAws(),
  };
  return runCleanUp(parsed.options, context);
});
