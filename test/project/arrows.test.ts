import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const FOLDERS = ['steps', 'checks', 'src', 'charts', 'web', 'local-aws', 'scripts'];
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/** Every source file with what it imports: paths in the project, and packages by name. */
const imports = new Map<string, string[]>();
for (const folder of FOLDERS) {
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    if (!/\.tsx?$/.test(name)) continue;
    const file = join(folder, name);
    const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, target = '']) =>
      target.startsWith('.') ? normalize(join(dirname(file), target)) : target,
    );
    imports.set(file, found);
  }
}

/** Which folders a folder's files may import from, beside packages. */
const ALLOWED: Record<string, readonly string[]> = {
  steps: ['src'],
  checks: ['src'],
  src: ['src', 'charts'],
  charts: ['charts'],
  web: ['web', 'charts', 'src/live/models.ts'],
  'local-aws': ['local-aws', 'charts'],
  scripts: ['src', 'local-aws', 'charts', 'bench', 'scripts', 'workshop.config.ts'],
};

test('Each folder imports only from where its arrows point', () => {
  const wrong = [...imports].flatMap(([file, targets]) => {
    const allowed = ALLOWED[topOf(file)] ?? [];
    return targets
      .filter((target) => /\.tsx?$/.test(target))
      .filter((target) => !allowed.includes(topOf(target)) && !allowed.includes(target))
      .map((target) => `${file} → ${target}`);
  });
  assert.equal(wrong, []);
});

test('The contract and the errors import nothing else from the project', () => {
  const own = [...imports]
    .filter(([file]) => /^src\/(contract\.ts|contract\/.*|errors\.ts)$/.test(file))
    .flatMap(([file, targets]) => targets.map((target) => `${file} → ${target}`))
    .filter((arrow) => /→ src\//.test(arrow) && !/→ src\/contract\//.test(arrow));
  assert.equal(own, []);
});

test('The parts of the contract are imported through it', () => {
  const wrong = [...imports]
    .filter(([file]) => !/^src\/contract(\.ts$|\/)/.test(file))
    .filter(([, targets]) => targets.some((target) => target.startsWith('src/contract/')))
    .map(([file]) => file);
  assert.equal(wrong, []);
});

test('What is arithmetic or text knows no AWS client', () => {
  const wrong = [...imports]
    .filter(([file]) => /^src\/(cost|insight|report)\//.test(file))
    .filter(([, targets]) => targets.some((target) => /^@aws-sdk|src\/cloud/.test(target)))
    .map(([file]) => file);
  assert.equal(wrong, []);
});

test('Only the edges read the environment', () => {
  const readers = [...imports.keys()].filter((file) =>
    /process\.env\b/.test(readFileSync(file, 'utf8')),
  );
  assert.equal(readers, ['src/cli/terminal.ts']);
});

test('No file imports itself, however long the way round', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at !== -1) {
      cycles.push([...way.slice(at), file].join(' → '));
    } else if (!done.has(file)) {
      for (const target of imports.get(file) ?? []) {
        if (imports.has(target)) visit(target, [...way, file]);
      }
      done.add(file);
    }
  };
  for (const file of imports.keys()) visit(file, []);
  assert.equal(cycles, []);
});

test('Every step has its checks, and a template only where there is a step', () => {
  const stems = (folder: string) =>
    readdirSync(folder)
      .filter((name) => /^\d\d-/.test(name))
      .map((name) => name.replace(/\.(ts|yaml)$/, ''))
      .sort();
  assert.equal(stems('checks'), stems('steps'));
  assert.equal(
    stems('templates').filter((stem) => !stems('steps').includes(stem)),
    [],
  );
});

function topOf(file: string): string {
  return file.split('/')[0] ?? '';
}

test.run();
