import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { $, chalk, type ProcessOutput } from 'zx';

// `npm test [-- PATTERN]`: types, lint and formatting, then every test file whose path has the
// pattern, in a few processes. Ends with the line `N passed, N failed[, N skipped]`.
const root = fileURLToPath(new URL('../..', import.meta.url));
const pattern = process.argv[2] ?? '';
$.cwd = root;
$.verbose = false;
$.nothrow = true;

const MOST_PROCESSES = 4;

interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** a line each */
  readonly skippedByName: readonly string[];
}

const bin = `${root}node_modules/.bin`;
const [files, types, pageTypes, lint] = await Promise.all([
  findTests(),
  $`${bin}/tsc --noEmit --project .`,
  $`${bin}/tsc --noEmit --project web`,
  $`${bin}/biome ci --colors=off --diagnostic-level=warn --error-on-warnings .`,
]);
const faults = [
  told('Types', types),
  told('Types of the page', pageTypes),
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

/** Each test file in one of a few processes: one more than processors, as tests wait a good deal. */
async function runTests(): Promise<Totals> {
  const processes = Math.max(1, Math.min(MOST_PROCESSES, availableParallelism() + 1, files.length));
  const shares = Array.from({ length: processes }, (_, share) =>
    files.filter((_, index) => index % processes === share),
  );
  const totals = await Promise.all(shares.map(runShare));
  return {
    passed: totals.reduce((sum, { passed }) => sum + passed, 0),
    failed: totals.reduce((sum, { failed }) => sum + failed, 0),
    skippedByName: totals.flatMap(({ skippedByName }) => skippedByName),
  };
}

/**
 * uvu prints its totals and keeps them to itself. Its exit status is 0 when nothing ran, so the
 * totals are what counts; a process that died before them has failed, whatever it printed.
 */
async function runShare(share: readonly string[]): Promise<Totals> {
  // A test that hangs is ended, and so are its children.
  const uvu = $({
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: '10m',
  })`${process.execPath} --import tsx ${root}scripts/project/uvu.mjs ${share}`;
  let held = '';
  uvu.stdout.on('data', (chunk: Buffer) => {
    held = printParagraphs(held + chunk);
  });
  const output = await uvu;
  process.stdout.write(held);
  const total = Number(/Total: +(\d+)/.exec(output.stdout)?.[1] ?? 0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: uvu colours the number
  const passed = Number(/Passed: +(?:\u001b\[\d+m)*(\d+)/.exec(output.stdout)?.[1] ?? 0);
  const skippedByName = output.stdout.split('\n').filter((line) => line.startsWith('skipped: '));
  const died = output.exitCode !== 0 && passed === total ? 1 : 0;
  return { passed, failed: total - passed + died, skippedByName };
}

/** @returns what is not a whole paragraph yet: what is said of one file is printed at once */
function printParagraphs(text: string): string {
  const end = text.lastIndexOf('\n\n') + 1;
  process.stdout.write(text.slice(0, end));
  return text.slice(end);
}
