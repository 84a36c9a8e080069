import { readStems } from '../src/catalog.ts';
import { parseCommand } from '../src/cli/parse-command.ts';
import { ROOT } from '../src/cli/root.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { readTerminal } from '../src/cli/terminal.ts';
import { EXIT } from '../src/exit-status.ts';

await runCommand(async (signal) => {
  const stems = await readStems(ROOT);
  const parsed = parseCommand({
    name: 'verify',
    summary: "The instructor's checks. Reads AWS and changes nothing.",
    options: [
      'target',
      'yes',
      'from',
      'to',
      'only',
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
      ['', 'every step, on the local AWS of this checkout'],
      ['--only 3 --wait 120', 'step 3, waiting up to two minutes for metrics'],
      ['--target aws --participant ann', "ann's resources on real AWS"],
      ['--format junit --output checks.xml', 'for a pipeline'],
    ],
    stems,
  });
  if (parsed === undefined) return EXIT.pass;
  const { runVerify } = await import('../src/commands/verify.ts');
  return runVerify(parsed.options, {
    signal,
    stems,
    terminal: readTerminal(),
    startLocalAws: async () => (await import('../local-aws/server.ts')).startLocalAws(),
  });
});
