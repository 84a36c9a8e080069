import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { $ } from 'zx';

// `npm run bench [-- NAME …]`: the local AWS beside its peers, in one run. The peers have a package.json of
// their own, so that nobody else installs them.
const folder = fileURLToPath(new URL('../bench/', import.meta.url));
if (!existsSync(`${folder}node_modules`)) {
  console.error('Installing the peers (npm ci in bench/) …');
  await $({ cwd: folder, quiet: true })`npm ci --no-audit --no-fund --loglevel=error`;
}
const { bench } = await import('../bench/bench.ts');
process.exitCode = (await bench(process.argv.slice(2), console.log)) ? 0 : 1;
