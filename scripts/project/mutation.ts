import { $ } from 'zx';
import { ROOT } from '../../src/cli/root.ts';
import { EXIT } from '../../src/exit-status.ts';
import { command } from '../shared/command.ts';
import { installOwnPackages } from '../shared/own-packages.ts';

const folder = `${ROOT}test/mutation/`;

export default command(
  {
    name: 'mutation',
    summary:
      'Changes the checks and the insight, one operator or text at a time: a test has to notice 90 % of it.',
    options: [],
    extra: [{ flags: '--path <text>', description: 'only files whose path has this text' }],
    examples: [
      ['', 'everything; takes long'],
      ['--path src/insight', 'the pure functions alone'],
      ['--path checks/02', 'one check'],
    ],
    exitStatuses: 'Exit status: 0 enough is noticed · 1 too little is',
  },
  async ({ extra }) => {
    await installOwnPackages(folder, 'Stryker');
    const run = $({ cwd: ROOT, stdio: 'inherit', nothrow: true });
    const types = await run`node_modules/.bin/tsc --noEmit --project ${folder}`;
    if (types.exitCode !== 0) return EXIT.fail;
    const path = String(extra.path ?? '');
    const mutation = await run`${process.execPath} --import tsx ${folder}mutate.ts ${path}`;
    return mutation.exitCode === 0 ? EXIT.pass : EXIT.fail;
  },
);
