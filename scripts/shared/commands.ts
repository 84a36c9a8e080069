import { readdirSync, readFileSync } from 'node:fs';
import { typed } from '../../src/again.ts';
import { ROOT } from '../../src/cli/root.ts';
import { EXIT } from '../../src/exit-status.ts';
import { suggestion } from '../../src/nearest.ts';
import type { ScriptCommand } from './command.ts';

/** The workshop's commands. Those of who works on it lie in `scripts/project/`, and in a clone only. */
export async function readCommands(): Promise<ScriptCommand[]> {
  const names = readdirSync(`${ROOT}scripts`).filter((file) => file.endsWith('.ts'));
  const modules = names.map((name) => import(`../${name}`) as Promise<{ default: ScriptCommand }>);
  return (await Promise.all(modules)).map(({ default: command }) => command);
}

/** What is told where no command was named, or one that there is not. */
export async function listCommands(asked: string): Promise<void> {
  const commands = await readCommands();
  const names = commands.map(({ spec }) => spec.name);
  if (asked === '--help') {
    const width = Math.max(...names.map((name) => name.length));
    const lines = commands.map(({ spec }) => `  ${spec.name.padEnd(width)}  ${spec.summary}`);
    process.stdout.write(
      `Usage: ${typed('<command>', '[options]')}\n\nCommands:\n${lines.join('\n')}\n\nThe options of one: ${typed('workshop', '--help')}\n`,
    );
    return;
  }
  const why = isOfTheProject(asked)
    ? 'is for those who work on the workshop, and only in a clone'
    : `is no command${suggestion(asked, names)}`;
  process.stderr.write(`${asked} ${why}\n`);
  process.exitCode = EXIT.usage;
}

/** The npm scripts are told in the package, too, and what they start may not be there. */
function isOfTheProject(name: string): boolean {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  return Object.hasOwn(scripts, name);
}
