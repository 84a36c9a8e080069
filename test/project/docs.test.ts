import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { coverageTable } from '../../local-aws/coverage.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { generated } from '../../src/report/generated.ts';
import { stepsSection } from '../../src/report/steps-section.ts';

const PACKAGE = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

test('The README lists the steps as they are (npm run docs writes it)', async () => {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  assert.is(generated(read('README.md'), 'steps'), stepsSection(entries).trim());
});

test('The README of the local AWS lists what is served (npm run docs writes it)', async () => {
  assert.is(generated(read('local-aws/README.md'), 'coverage'), await coverageTable());
});

test('The README gives a reason for every dependency', () => {
  const readme = read('README.md');
  const names = [...Object.keys(PACKAGE.dependencies), ...Object.keys(PACKAGE.devDependencies)];
  assert.equal(
    names.filter((name) => !readme.includes(`\`${name}\``)),
    [],
  );
});

test('The README names every command', () => {
  const readme = read('README.md');
  const commands = Object.keys(PACKAGE.scripts).filter((name) => name !== 'test');
  assert.equal(
    commands.filter((name) => !readme.includes(`npm run ${name}`)),
    [],
  );
});

function read(file: string): string {
  return readFileSync(`${ROOT}${file}`, 'utf8');
}

test.run();
