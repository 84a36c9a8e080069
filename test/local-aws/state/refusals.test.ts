import { open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crc32InScript, sealed, unsealed } from '../../../local-aws/state/checksum.ts';
import { StateRefused } from '../../../local-aws/state/refusal.ts';
import { type Operation, Store } from '../../../local-aws/state/store.ts';
import { runScript } from '../../cli/support.ts';
import { Life, withFolder } from './support.ts';

/** What a folder is refused with. */
async function refusal(folder: string): Promise<string> {
  const life = await Life.begin(folder).catch((error: unknown) => error);
  if (life instanceof Life) await life.end();
  assert.instance(life, StateRefused);
  const { message } = life as StateRefused;
  assert.not(message.includes('\n'), 'it is one line');
  return message.replace(folder, 'FOLDER');
}

/** A life with records in many batches, and a few calls. */
async function lived(folder: string): Promise<void> {
  const life = await Life.begin(folder);
  await life.call('CreateStream', { StreamName: 'clicks', ShardCount: 1 });
  await life.pass(5);
  const Data = Buffer.alloc(3_000, 'record ');
  for (let turn = 0; turn < 60; turn++) {
    await life.call('PutRecord', { StreamName: 'clicks', PartitionKey: 'k', Data });
  }
  await life.end();
}

async function change(folder: string, ...operations: Operation[]): Promise<void> {
  const store = await Store.open(folder);
  await store.write(operations);
  await store.close();
}

async function scratch(file: string, at: number, bytes: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  await handle.close();
}

const DAMAGED =
  /^The state folder FOLDER is damaged \(.+\); restore it from a copy, or delete it to begin with an empty cloud$/;

test('A folder with other files is refused, and they are left alone', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    assert.is(
      await refusal(folder),
      'The state folder FOLDER holds other files, and no state of a local AWS; choose another folder, an empty or a new one',
    );
    assert.equal(await readdir(folder), ['thesis.txt']);
  });
});

test('The command refuses a folder before it serves anything, with exit status 2', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    const ended = await runScript('local-aws', '--state', folder, '--port', '0');
    assert.is(ended.exitStatus, 2, ended.stderr);
    assert.is(ended.stdout, '');
    assert.match(ended.stderr, /^The state folder .+ holds other files[^\n]+\n$/);
  });
});

test('A path that can not be a folder is refused', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'file'), '');
    assert.match(
      await refusal(join(folder, 'file', 'below')),
      /^The state folder FOLDER can not be used \(.*ENOTDIR.*\); choose another folder$/,
    );
  });
});

test('A folder of another format is refused', async () => {
  await withFolder(async (folder) => {
    await lived(folder);
    await change(folder, { type: 'put', key: 'summary', value: Buffer.from('{"format":999}') });
    assert.is(
      await refusal(folder),
      'The state folder FOLDER belongs to another version of the local AWS (format 999, where this one has 2); use that version, or choose another folder',
    );
  });
});

test('A history that comes out differently is refused as another version’s', async () => {
  await withFolder(async (folder) => {
    const life = await Life.begin(folder);
    await life.call('CreateStream', { StreamName: 'orders', ShardCount: 1 });
    await life.call('DeleteStream', { StreamName: 'clicks' }).catch(() => undefined);
    await life.end();
    const store = await Store.open(folder);
    const call = await store.get('call/000000000001');
    await store.close();
    const other = Buffer.from(call ?? []);
    other.write('ResourceInUseExcepti', other.indexOf('ResourceNotFoundExce'));
    await change(folder, { type: 'put', key: 'call/000000000001', value: other });
    assert.match(await refusal(folder), /DeleteStream ended with ResourceInUse.+ResourceNotFound/);
  });
});

test('A folder with a call, a batch or a piece missing is refused as damaged', async () => {
  for (const prefix of ['call/', 'turn/', 'data/history/']) {
    await withFolder(async (folder) => {
      await lived(folder);
      const store = await Store.open(folder);
      const keys = [];
      for await (const [key] of store.entries(prefix)) keys.push(`${prefix}${key}`);
      await store.close();
      await change(folder, { type: 'del', key: keys[Math.floor(keys.length / 2)] ?? '' });
      assert.match(await refusal(folder), DAMAGED);
    });
  }
});

test('A folder whose files were overwritten in part is refused as damaged', async () => {
  for (const suffix of ['.log', '.ldb']) {
    await withFolder(async (folder) => {
      await lived(folder);
      // the next opening moves what is in the log into a table
      if (suffix === '.ldb') await (await Life.begin(folder)).end();
      const names = (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
      const handle = await open(join(folder, names[0] ?? ''));
      const { size } = await handle.stat();
      await handle.close();
      await scratch(join(folder, names[0] ?? ''), Math.floor(size / 2), 64);
      assert.match(await refusal(folder), DAMAGED);
      assert.match(await refusal(folder), DAMAGED, 'and so it is at the second try');
    });
  }
});

test('A folder with files missing is refused as damaged', async () => {
  await withFolder(async (folder) => {
    await lived(folder);
    await (await Life.begin(folder)).end();
    const [table = ''] = (await readdir(folder)).filter((name) => name.endsWith('.ldb'));
    await rm(join(folder, table));
    assert.match(await refusal(folder), DAMAGED);
    await rm(join(folder, 'CURRENT'));
    assert.match(await refusal(folder), /is damaged|holds other files/);
  });
});

test('A value is known by its checksum, with or without the help of zlib', () => {
  const value = Buffer.from('123456789');
  assert.is(crc32InScript(value), 0xcbf43926);
  const seal = sealed('key', value);
  assert.is(seal.readUInt32LE(0), crc32InScript(value, crc32InScript(Buffer.from('key'))));
  assert.equal(unsealed('key', seal), value);
  assert.is(unsealed('other', seal), undefined);
  seal[6] = 0;
  assert.is(unsealed('key', seal), undefined);
  assert.is(unsealed('key', Buffer.alloc(3)), undefined);
});

test.run();
