import { once } from 'node:events';
import { resolve } from 'node:path';
import { StateRefused } from '../local-aws/state/refusal.ts';
import { typed } from '../src/again.ts';
import { exportLines } from '../src/cli/export-lines.ts';
import { listen, parsePort } from '../src/cli/listen.ts';
import { usage } from '../src/cli/options.ts';
import { configFile, WORK_FOLDER } from '../src/cli/root.ts';
import { loadConfig } from '../src/config/config.ts';
import { EXIT } from '../src/exit-status.ts';
import {
  findRunningLocalAws,
  localAwsFile,
  removeLocalAwsFile,
  writeLocalAwsFile,
} from '../src/local-aws-file.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'local-aws',
    summary: 'The local AWS alone. The other commands of this folder use it while it runs.',
    options: ['region'],
    extra: [
      { flags: '--port <number>', description: '4599 or the next free one', parse: parsePort },
      {
        flags: '--state <folder>',
        description: 'keep everything there, also when the process is killed; else in memory only',
        parse: (folder) => resolve(folder),
      },
      { flags: '--exports', description: 'print the export lines of the one that runs' },
    ],
    examples: [
      ['', 'until Ctrl-C'],
      ['--port 5000', 'on this port, or not at all'],
      ['--state .workshop/state', 'goes on with what is kept there'],
      ['--exports', 'the lines for eval in another terminal'],
    ],
    exitStatuses: `Exit status:
  0 ended with Ctrl-C, after which npm itself ends with 130; or the lines are printed
  2 wrong usage, or the folder can not be used`,
  },
  async ({ options, extra }, { signal }) => {
    const file = localAwsFile(WORK_FOLDER);
    const running = await findRunningLocalAws(file, signal);
    const { region } = await loadConfig(configFile(), options);
    if (extra.exports === true) {
      if (running === undefined) {
        throw usage(`No local AWS runs for this folder; start one with ${typed('local-aws')}`);
      }
      process.stdout.write(`${exportLines(running.url, region).join('\n')}\n`);
      return EXIT.pass;
    }
    const port = extra.port as number | undefined;
    if (running !== undefined && port === undefined) {
      throw usage(
        `A local AWS runs for this folder already: ${running.url} (process ${running.pid}); use that one, or give --port to start another`,
      );
    }
    const { startLocalAws } = await import('../local-aws/server.ts');
    const state = extra.state as string | undefined;
    const aws = await listen(port, (candidate) => startLocalAws({ port: candidate, state })).catch(
      (error: unknown) => {
        throw error instanceof StateRefused ? usage(error.message) : error;
      },
    );
    try {
      if (running === undefined) await writeLocalAwsFile(file, { url: aws.url, pid: process.pid });
      const attached =
        running === undefined
          ? 'The other commands of this folder use it.'
          : `The other commands of this folder stay with ${running.url}; use --target ${aws.url} for this one.`;
      process.stdout.write(
        `${[`Local AWS at ${aws.url}`, '', ...exportLines(aws.url, region), ''].join('\n')}\n`,
      );
      const afterwards =
        state === undefined
          ? 'and with it all that it holds'
          : `and ${state} keeps all that it holds`;
      process.stderr.write(`${attached} Ctrl-C ends it, ${afterwards}.\n`);
      if (!signal.aborted) await once(signal, 'abort');
    } finally {
      await removeLocalAwsFile(file, process.pid);
      await aws.stop();
    }
    return EXIT.pass;
  },
);
