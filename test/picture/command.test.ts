import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readPng } from '../charts/read-png.ts';
import { PYTHON, play } from '../cli/player.ts';
import { type Ended, runScript } from '../cli/support.ts';
import { optional } from '../support/optional.ts';
import { withWorkshop } from '../support/workshop.ts';

const BODY = {
  widgets: [
    {
      type: 'metric',
      width: 14,
      height: 10,
      properties: {
        region: 'us-east-1',
        metrics: [['AWS/Kinesis', 'IncomingRecords', 'StreamName', 'orders']],
      },
    },
  ],
};

test('A picture is saved as a PNG of the widget, and elsewhere than on a terminal not shown', async () => {
  await pictured(
    (args) => runScript('dashboard', ...args),
    async ({ exitStatus, stdout, stderr }, png, file) => {
      assert.is(stderr, '');
      assert.is(exitStatus, 0);
      assert.is(stdout, `${file}: ${(png.length / 1_000).toFixed(1)} kB\n`);
      const { width, height } = readPng(png);
      assert.equal({ width, height }, { width: 840, height: 600 });
    },
  );
});

optional(
  test,
  PYTHON,
  'A terminal that shows images is given the picture, but not with --plain; one that has them as Sixel is told so',
  async () => {
    await pictured(onTerminal({ KITTY_WINDOW_ID: '1' }), async ({ stdout }, png) => {
      const start = Buffer.from(png).toString('base64').slice(0, 100);
      assert.match(stdout, `\u001b_Ga=T,f=100,q=2,c=80,m=1;${start}`);
    });
    const plain = (args: readonly string[]) =>
      onTerminal({ KITTY_WINDOW_ID: '1' })([...args, '--plain']);
    await pictured(plain, async ({ stdout }) => assert.not.match(stdout, '\u001b'));
    await pictured(onTerminal({ TERM: 'mlterm' }), async ({ stdout }) => {
      assert.match(
        stdout,
        ' kB\r\nThis terminal shows images as Sixel, which is not written here.\r\n',
      );
      assert.not.match(stdout, '\u001b_G');
    });
  },
);

test('What can not be drawn or saved is refused by name', async () => {
  const refusal = async (...args: string[]) => {
    const { exitStatus, stderr } = await runScript('dashboard', ...args);
    return `${exitStatus} ${stderr}`;
  };
  assert.is(
    await refusal('--picture', tmpdir()),
    `2 --picture ${tmpdir()} can not be written: it is a folder\n`,
  );
  assert.is(await refusal('--widget', '2'), '2 --widget is of --picture FILE\n');
  assert.is(await refusal('--widget', '0'), '2 --widget 0 is not a number from 1 to 999\n');
});

function onTerminal(env: Readonly<Record<string, string>>) {
  return (args: readonly string[]) =>
    play({ command: 'dashboard', env: { KITTY_WINDOW_ID: '', ...env } }, ...args);
}

/** Runs the command on an AWS with a dashboard, and gives the file that it has written. */
async function pictured(
  run: (args: readonly string[]) => Promise<Ended>,
  look: (ended: Ended, png: Buffer, file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'picture-'));
  const file = join(folder, 'hot-shard.png');
  try {
    await withWorkshop(async ({ cloud, config }, { url }) => {
      await cloud.cloudwatch.send(
        new PutDashboardCommand({
          DashboardName: config.names.dashboard,
          DashboardBody: JSON.stringify(BODY),
        }),
      );
      const ended = await run(['--picture', file, '--target', url]);
      await look(ended, await readFile(file), file);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test.run();
