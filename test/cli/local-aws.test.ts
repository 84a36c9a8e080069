import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { listen } from '../../src/cli/listen.ts';
import { openWorkshop } from '../../src/cli/open-workshop.ts';
import { WorkshopError } from '../../src/errors.ts';
import {
  findRunningLocalAws,
  localAwsFile,
  removeLocalAwsFile,
  writeLocalAwsFile,
} from '../../src/local-aws-file.ts';
import config from '../../workshop.config.ts';
import { withLocalAws } from '../support/local-aws.ts';

async function withRoot(use: (root: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'checkout-'));
  try {
    await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const { signal } = new AbortController();
const LOCAL = {
  target: { kind: 'local' },
  participant: undefined,
  region: undefined,
  profile: undefined,
  lesson: undefined,
  realTime: false,
} as const;

test('the commands of a checkout attach to the local AWS that runs for it', async () => {
  await withRoot((root) =>
    withLocalAws(async ({ url }) => {
      const file = localAwsFile(root);
      await writeLocalAwsFile(file, { url, pid: 7 });
      assert.equal(await readdir(join(root, '.workshop')), ['local-aws.json']);
      const opened = await openWorkshop(LOCAL, {
        config,
        signal,
        localAwsFile: file,
        startLocalAws: () => assert.unreachable('another one was started') as never,
      });
      await opened.close();
      assert.is(opened.startedLocalAws, false);
      assert.equal(opened.target, {
        event: 'target',
        target: 'local',
        endpoint: url,
        region: 'us-east-1',
        timeLapse: true,
      });
    }),
  );
});

test('a command can ask for a local AWS of its own', async () => {
  await withRoot((root) =>
    withLocalAws(async ({ url }) => {
      const file = localAwsFile(root);
      await writeLocalAwsFile(file, { url, pid: 7 });
      const opened = await openWorkshop(LOCAL, {
        config,
        signal,
        localAwsFile: file,
        attach: false,
        startLocalAws: async () => ({ url, stop: async () => undefined }),
      });
      await opened.close();
      assert.is(opened.startedLocalAws, true);
    }),
  );
});

test('a file whose local AWS is gone is ignored, and one is started for the command', async () => {
  await withRoot((root) =>
    withLocalAws(async (aws) => {
      const file = localAwsFile(root);
      await writeLocalAwsFile(file, { url: 'http://127.0.0.1:1', pid: 7 });
      let stopped = 0;
      const opened = await openWorkshop(LOCAL, {
        config,
        signal,
        localAwsFile: file,
        startLocalAws: async () => ({
          url: aws.url,
          stop: async () => {
            stopped += 1;
          },
        }),
      });
      assert.is(opened.startedLocalAws, true);
      assert.is(opened.target.endpoint, aws.url);
      await opened.close();
      assert.is(stopped, 1);
    }),
  );
});

test('a local AWS that was started is stopped, even when nothing can connect to it', async () => {
  await withRoot(async (root) => {
    let stopped = 0;
    const error = await openWorkshop(LOCAL, {
      config,
      signal,
      localAwsFile: localAwsFile(root),
      startLocalAws: async () => ({
        url: 'http://127.0.0.1:1',
        stop: async () => {
          stopped += 1;
        },
      }),
    }).catch((thrown: unknown) => thrown);
    assert.is((error as WorkshopError).code, 'no-connection');
    assert.is(stopped, 1);
  });
});

test('a file that names another host, or is no JSON, is not followed', async () => {
  await withRoot(async (root) => {
    const file = localAwsFile(root);
    await writeLocalAwsFile(file, { url: 'http://example.com:80', pid: 7 });
    assert.is(await findRunningLocalAws(file, signal), undefined);
    await writeFile(file, '{"url":');
    assert.is(await findRunningLocalAws(file, signal), undefined);
  });
});

test('a local AWS takes away only its own file', async () => {
  await withRoot(async (root) => {
    const file = localAwsFile(root);
    await writeLocalAwsFile(file, { url: 'http://127.0.0.1:1', pid: 7 });
    await removeLocalAwsFile(file, 8);
    assert.is(await readFile(file, 'utf8'), '{"url":"http://127.0.0.1:1","pid":7}\n');
    await removeLocalAwsFile(file, 7);
    assert.equal(await readdir(join(root, '.workshop')), []);
  });
});

test('the next free port is taken, unless one was asked for', async () => {
  const tried: number[] = [];
  const start = async (port: number) => {
    tried.push(port);
    if (port < 4_601) throw Object.assign(new Error('taken'), { code: 'EADDRINUSE' });
    return port;
  };
  assert.is(await listen(undefined, start), 4_601);
  assert.equal(tried, [4_599, 4_600, 4_601]);
  const error = await listen(4_600, start).catch((thrown: unknown) => thrown);
  assert.instance(error, WorkshopError);
  assert.is(
    (error as WorkshopError).message,
    'Port 4600 is taken; choose another, or leave --port out to take a free one',
  );
});

test.run();
