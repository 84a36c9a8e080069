import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, pairStems, readStems } from '../../src/catalog.ts';
import { WorkshopError } from '../../src/errors.ts';

const STEP = `export default { title: 'T', guide: 'G', hint: 'H', commands: () => [], takesSeconds: () => 1, run: async () => {}, undo: async () => {} };`;
const CHECKS = `export default [{ title: 'C', remedy: () => 'R', expected: () => '', command: () => '', run: async () => {} }];`;

async function withRoot(files: Record<string, string>, use: (root: string) => Promise<void>) {
  const root = await mkdtemp(join(tmpdir(), 'catalogue-'));
  try {
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    for (const folder of ['steps', 'checks']) await mkdir(join(root, folder));
    for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
    await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function refused(steps: string[], checks: string[], message: string) {
  assert.throws(
    () => pairStems(steps, checks),
    (error: unknown) =>
      error instanceof WorkshopError && error.code === 'configuration' && error.message === message,
  );
}

test('a step and its checks are paired by their stem, in order', async () => {
  const files = {
    'steps/02-b.ts': STEP,
    'steps/01-a.ts': STEP,
    'checks/01-a.ts': CHECKS,
    'checks/02-b.ts': CHECKS,
  };
  await withRoot(files, async (root) => {
    const stems = await readStems(root);
    assert.equal(stems, ['01-a', '02-b']);
    const entries = await loadCatalogue(root, stems);
    assert.equal(
      entries.map(({ stem, number, of, step }) => [stem, number, of, step.title]),
      [
        ['01-a', 1, 2, 'T'],
        ['02-b', 2, 2, 'T'],
      ],
    );
    assert.equal(
      entries.map(({ checks }) => checks.map(({ title }) => title)),
      [['C'], ['C']],
    );
  });
});

test('a step without checks, and checks without a step, are refused by name', () => {
  refused(['01-a'], [], 'steps/01-a.ts has no checks: add checks/01-a.ts');
  refused(['01-a'], ['01-a', '02-b'], 'checks/02-b.ts has no step: add steps/02-b.ts');
});

test('a gap, a number taken twice and a name without a number are refused', () => {
  refused(['01-a', '03-c'], ['01-a', '03-c'], 'steps/03-c.ts leaves out number 02');
  refused(['02-a'], ['02-a'], 'steps/02-a.ts leaves out number 01');
  refused(
    ['01-a', '01-b'],
    ['01-a', '01-b'],
    'steps/01-a.ts and steps/01-b.ts have the same number',
  );
  refused(
    ['01-a', 'b'],
    ['01-a', 'b'],
    'steps/b.ts is not named NN-name.ts, such as 05-find-hot-keys.ts',
  );
  refused([], [], 'steps/ holds no step');
});

test('a file that exports no step, or an empty list of checks, is refused by name', async () => {
  const refusal = async (files: Record<string, string>): Promise<string> => {
    let message = '';
    await withRoot(files, async (root) => {
      message = await loadCatalogue(root, ['01-a']).then(
        () => 'taken',
        (error: WorkshopError) => error.message,
      );
    });
    return message;
  };
  assert.is(
    await refusal({ 'steps/01-a.ts': 'export default {};', 'checks/01-a.ts': CHECKS }),
    'steps/01-a.ts must export default defineStep({…})',
  );
  assert.is(
    await refusal({ 'steps/01-a.ts': STEP, 'checks/01-a.ts': 'export default [];' }),
    'checks/01-a.ts must export default a list of defineCheck({…})',
  );
});

test.run();
