import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import type { UvuOptions } from './uvu-runner.ts';

// `node --import tsx test/mutation/mutate.ts [WORD]`: every small change of the files whose path
// has the word, against the tests that are about them. Ends with 1 where too few were noticed.
// What came of a change the last time holds while neither it nor the tests that reach it were
// edited; for what else they import, delete `.workshop/mutation-*.json` and begin anew.

/** Changes that a test has to notice, of a hundred. */
const BAR_PERCENT = 90;

/** What is changed in one run, and the tests that have to notice. */
interface Subject {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const word = process.argv[2] ?? '';
const root = fileURLToPath(new URL('../../', import.meta.url));
process.chdir(root);

const [insight, insightTests, checks] = await Promise.all([
  filesIn('src/insight', '.ts'),
  filesIn('test/insight', '.test.ts'),
  filesIn('checks', '.ts'),
]);
const subjects: readonly Subject[] = [
  { name: 'insight', files: insight, tests: insightTests },
  ...checks.map((file) => {
    const stem = basename(file, '.ts');
    // the quick ones first: the first that notices ends it
    const tests = ['check-texts', stem, 'seen'].map((name) => `test/steps/${name}.test.ts`);
    return { name: stem, files: [file], tests };
  }),
];

const results: MutantResult[] = [];
for (const { name, files, tests } of subjects) {
  const wanted = files.filter((file) => file.includes(word));
  if (wanted.length > 0) results.push(...(await mutate(name, wanted, tests)));
}
if (results.length === 0) console.error(`Nothing to change: no path has "${word}".`);
const scores = ['src/insight/', 'checks/'].map((folder) =>
  scoreOf(
    folder,
    results.filter(({ fileName }) => fileName.startsWith(`${root}${folder}`)),
  ),
);
const isEnough = results.length > 0 && scores.every((percent) => percent >= BAR_PERCENT);
process.exitCode = isEnough ? 0 : 1;

async function filesIn(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .sort();
}

async function mutate(
  name: string,
  files: readonly string[],
  tests: readonly string[],
): Promise<MutantResult[]> {
  const uvu: UvuOptions = { uvuFiles: tests };
  return new Stryker({
    ...uvu,
    configFile: 'test/mutation/stryker.config.json',
    mutate: [...files],
    htmlReporter: { fileName: `.workshop/mutation-${name}.html` },
    incrementalFile: `.workshop/mutation-${name}.json`,
    allowConsoleColors: process.stdout.isTTY,
  }).runMutationTest();
}

/** @returns the percentage that was noticed; 100 where there was nothing to notice */
function scoreOf(folder: string, results: readonly MutantResult[]): number {
  const count = (...states: readonly string[]) =>
    results.filter(({ status }) => states.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const missed = count('Survived', 'NoCoverage');
  if (noticed + missed === 0) return 100;
  const percent = (100 * noticed) / (noticed + missed);
  console.log(
    `${folder} ${percent.toFixed(1)} %: ${noticed} noticed, ${missed} not, ${count('Ignored')} left out`,
  );
  return percent;
}
