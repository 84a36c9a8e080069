import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { $ } from 'zx';
import { EXIT } from '../src/exit-status.ts';
import { command } from './shared/command.ts';

// The peers have a package.json of their own, so that nobody else installs them.
const folder = fileURLToPath(new URL('../bench/', import.meta.url));

await command(
  {
    name: 'bench',
    summary: 'The local AWS beside other local Kinesis servers, measured in one run.',
    options: [],
    extra: [
      { flags: '--names <text>', description: 'only those whose name has one of these words' },
    ],
    examples: [
      ['', 'everything; takes some minutes'],
      ['--names "local canned"', 'the local AWS and the canned replies'],
    ],
  },
  async ({ extra }) => {
    if (!existsSync(`${folder}node_modules`)) {
      console.error('Installing the peers (npm ci in bench/) …');
      await $({ cwd: folder, quiet: true })`npm ci --no-audit --no-fund --loglevel=error`;
    }
    const words = String(extra.names ?? '')
      .split(' ')
      .filter((word) => word !== '');
    const { bench } = await import('../bench/bench.ts');
    return (await bench(words, console.log)) ? EXIT.pass : EXIT.fail;
  },
);
