import { readStems } from '../../src/catalog.ts';
import { type CommandSpec, type Parsed, parseCommand } from '../../src/cli/parse-command.ts';
import { ROOT } from '../../src/cli/root.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { readTerminal } from '../../src/cli/terminal.ts';
import type { CommandContext } from '../../src/commands/session.ts';
import { EXIT, type ExitStatus } from '../../src/exit-status.ts';

/** What a script of `scripts/` exports: `start.mjs` runs it, and the list of commands reads it. */
export interface ScriptCommand {
  readonly spec: CommandSpec;
  /** With the arguments of the process; sets its exit status. */
  run(): Promise<void>;
}

/**
 * A command of the workshop: reads its options, or prints its help, then runs it. What a command
 * needs beyond the parser is imported by `run`, so that a misspelt option costs no time.
 */
export function command(
  spec: Omit<CommandSpec, 'stems'> & { readonly takesSteps?: boolean },
  run: (parsed: Parsed, context: CommandContext) => Promise<ExitStatus>,
): ScriptCommand {
  return {
    spec,
    run: () =>
      runCommand(async (signal) => {
        const stems = await readStems(ROOT);
        const parsed = parseCommand(spec.takesSteps === true ? { ...spec, stems } : spec);
        if (parsed === undefined) return EXIT.pass;
        return run(parsed, {
          signal,
          stems,
          terminal: readTerminal(),
          startLocalAws: async () => (await import('../../local-aws/server.ts')).startLocalAws(),
        });
      }),
  };
}
