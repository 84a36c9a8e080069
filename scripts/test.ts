import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { $, chalk, type ProcessOutput } from 'zx';

// `npm test [-- PATTERN]`: types, lint and formatting, then every test file whose path has the
// pattern, all in one process. Ends with the line `N passed, N failed[, N skipped]`.
const root = fileURLToPath(new URL('..', import.meta.url));
const pattern = process.argv[2] ?? '';
$.cwd = root;
$.verbose = false;
$.nothrow = true;

const bin = `${root}node_modules/.bin`;
const [files, types, lint] = await Promise.all([
  findTests(),
  $`${bin}/tsc --noEmit --project .`,
  $`${bin}/biome ci --colors=off --diagnostic-level=warn --error-on-warnings .`,
]);
const faults = [
  told('Types', types),
  told('Lint and format', lint),
  ...(await Promise.all(files.map(neverRun))),
].filter((fault) => fault !== undefined);

const tests = await runTests();
process.stdout.write(faults.map((fault) => `${fault}\n`).join(''));
for (const line of tests.skippedByName) console.log(line);
const failed = tests.failed + faults.length;
const skipped = tests.skippedByName.length === 0 ? '' : `, ${tests.skippedByName.length} skipped`;
console.log(`${tests.passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;

async function findTests(): Promise<string[]> {
  const all = await readdir(`${root}test`, { recursive: true });
  return all
    .map((file) => `test/${file}`)
    .filter((file) => file.endsWith('.test.ts') && file.includes(pattern))
    .sort();
}

function told(what: string, output: ProcessOutput): string | undefined {
  if (output.exitCode === 0) return undefined;
  return `${chalk.red('✘')} ${what}\n${output.stdout}${output.stderr}`;
}

/** A file without `test.run()` exits 0 in uvu, having run nothing. */
async function neverRun(file: string): Promise<string | undefined> {
  const text = await readFile(`${root}${file}`, 'utf8');
  return /\.run\(\);\s*$/.test(text) ? undefined : `${file} does not end with test.run()`;
}

/**
 * uvu prints its totals and keeps them to itself. Its exit status is 0 when nothing ran, so the
 * totals are what counts; a process that died before them has failed, whatever it printed.
 */
async function runTests(): Promise<{ passed: number; failed: number; skippedByName: string[] }> {
  // A test that hangs is ended, and so are its children.
  const uvu = $({
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: '10m',
  })`${process.execPath} --import tsx ${root}scripts/uvu.mjs ${files}`;
  uvu.stdout.pipe(process.stdout);
  const output = await uvu;
  const total = Number(/Total: +(\d+)/.exec(output.stdout)?.[1] ?? 0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: uvu colours the number
  const passed = Number(/Passed: +(?:\u001b\[\d+m)*(\d+)/.exec(output.stdout)?.[1] ?? 0);
  const skippedByName = output.stdout.split('\n').filter((line) => line.startsWith('skipped: '));
  const died = output.exitCode !== 0 && passed === total ? 1 : 0;
  return { passed, failed: total - passed + died, skippedByName };
}
