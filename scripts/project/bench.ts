import { ROOT } from '../../src/cli/root.ts';
import { EXIT } from '../../src/exit-status.ts';
import { command } from '../shared/command.ts';
import { installOwnPackages } from '../shared/own-packages.ts';

// The peers have a package.json of their own, so that nobody else installs them.
const folder = `${ROOT}bench/`;

export default command(
  {
    name: 'bench',
    summary: 'The local AWS beside other local Kinesis servers, measured in one run.',
    options: [],
    extra: [
      { flags: '--names <text>', description: 'only servers whose name has one of these words' },
      { flags: '--rows <text>', description: 'only rows whose name has one of these words' },
    ],
    examples: [
      ['', 'everything; takes some minutes'],
      ['--names "AWS canned"', 'the local AWS and the canned replies'],
      ['--rows "PutRecords Start"', 'three of the rows'],
    ],
  },
  async ({ extra }) => {
    await installOwnPackages(folder, 'the peers');
    const { bench } = await import('../../bench/bench.ts');
    const only = { words: wordsOf(extra.names), rowWords: wordsOf(extra.rows) };
    return (await bench(only, console.log)) ? EXIT.pass : EXIT.fail;
  },
);

function wordsOf(text: unknown): string[] {
  return String(text ?? '')
    .split(' ')
    .filter((word) => word !== '');
}
