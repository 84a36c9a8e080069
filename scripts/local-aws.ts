import { once } from 'node:events';
import { exportLines } from '../src/cli/export-lines.ts';
import { listen, parsePort } from '../src/cli/listen.ts';
import { usage } from '../src/cli/options.ts';
import { parseCommand } from '../src/cli/parse-command.ts';
import { ROOT } from '../src/cli/root.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { loadConfig } from '../src/config.ts';
import { EXIT } from '../src/exit-status.ts';
import {
  findRunningLocalAws,
  localAwsFile,
  removeLocalAwsFile,
  writeLocalAwsFile,
} from '../src/local-aws-file.ts';

await runCommand(async (signal) => {
  const parsed = parseCommand({
    name: 'local-aws',
    summary: 'The local AWS alone. The other commands of this checkout use it while it runs.',
    options: ['region'],
    extra: [
      { flags: '--port <number>', description: '4599 or the next free one', parse: parsePort },
      { flags: '--exports', description: 'print the export lines of the one that runs' },
    ],
    examples: [
      ['', 'until Ctrl-C'],
      ['--port 5000', 'on this port, or not at all'],
      ['--exports', 'for eval in another terminal, with npm run --silent'],
    ],
  });
  if (parsed === undefined) return EXIT.pass;
  const file = localAwsFile(ROOT);
  const running = await findRunningLocalAws(file, signal);
  const { region } = await loadConfig(`${ROOT}workshop.config.ts`, parsed.options);
  if (parsed.extra.exports === true) {
    if (running === undefined) {
      throw usage('No local AWS runs for this checkout; start one with npm run local-aws');
    }
    process.stdout.write(`${exportLines(running.url, region).join('\n')}\n`);
    return EXIT.pass;
  }
  const port = parsed.extra.port as number | undefined;
  if (running !== undefined && port === undefined) {
    throw usage(
      `A local AWS runs for this checkout already: ${running.url} (process ${running.pid}); use that one, or give --port to start another`,
    );
  }
  const { startLocalAws } = await import('../local-aws/server.ts');
  const aws = await listen(port, (candidate) => startLocalAws({ port: candidate }));
  try {
    if (running === undefined) await writeLocalAwsFile(file, { url: aws.url, pid: process.pid });
    const attached =
      running === undefined
        ? 'The other commands of this checkout use it.'
        : `The other commands of this checkout stay with ${running.url}; use --target ${aws.url} for this one.`;
    process.stdout.write(
      `${[`Local AWS at ${aws.url}`, '', ...exportLines(aws.url, region), ''].join('\n')}\n`,
    );
    process.stderr.write(`${attached} Ctrl-C ends it, and with it all that it holds.\n`);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await removeLocalAwsFile(file, process.pid);
    await aws.stop();
  }
  return EXIT.pass;
});
