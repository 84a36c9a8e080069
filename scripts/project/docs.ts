import { readFile, writeFile } from 'node:fs/promises';
import { coverageTable } from '../../local-aws/coverage.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { generated, withGenerated } from '../../src/report/generated.ts';
import { stepsSection } from '../../src/report/steps-section.ts';

// `npm run docs` writes the generated parts of the READMEs; `npm test` compares them.
const entries = await loadCatalogue(ROOT, await readStems(ROOT));
for (const { file, name, text } of [
  { file: 'README.md', name: 'steps', text: stepsSection(entries) },
  { file: 'local-aws/README.md', name: 'coverage', text: await coverageTable() },
]) {
  const path = `${ROOT}${file}`;
  const before = await readFile(path, 'utf8');
  const after = withGenerated(before, name, text);
  if (after !== before) await writeFile(path, after);
  console.log(`${file}: ${name} ${after === before ? 'unchanged' : 'written'}`);
  if (generated(after, name) === undefined) process.exitCode = 1;
}
