import { readStems } from '../src/catalog.ts';
import { parseCommand } from '../src/cli/parse-command.ts';
import { ROOT } from '../src/cli/root.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { readTerminal } from '../src/cli/terminal.ts';
import { EXIT } from '../src/exit-status.ts';

await runCommand(async (signal) => {
  const stems = await readStems(ROOT);
  const parsed = parseCommand({
    name: 'workshop',
    summary: 'The guided walk: from an empty AWS to a hot shard that you can see.',
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
      ['', 'with menus, on a local AWS that needs no account'],
      ['--yes', 'all steps, without asking'],
      ['--from 3', 'on from step 3; does what is missing before it'],
      ['--target aws --profile me', 'on real AWS; shows account and cost first'],
    ],
    stems,
  });
  if (parsed === undefined) return EXIT.pass;
  const { runWorkshop } = await import('../src/commands/workshop.ts');
  return runWorkshop(parsed.options, {
    signal,
    stems,
    terminal: readTerminal(),
    startLocalAws: async () => (await import('../local-aws/server.ts')).startLocalAws(),
  });
});
