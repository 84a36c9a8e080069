import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import { peakUse } from '../../src/diagnosis/peak-use.ts';
import { adviceSentence, evidenceSentence, splitCommand } from '../../src/diagnosis/sentences.ts';
import { shardTable } from '../../src/diagnosis/tables.ts';
import { bytesText, keyText } from '../../src/diagnosis/units.ts';
import { NOON, SHARD_IDS } from '../insight/observed.ts';
import { HOT, twoKeys } from './shapes.ts';
import { diagnosed, send, withStream } from './support.ts';

const HOT_ID = SHARD_IDS[HOT] ?? '';

test('A shard that is closed by now is told as that, and gets no command', async () => {
  const open = await hotByManyKeys();
  assert.match(splitCommand(open, '--region x') ?? '', `--shard-to-split ${HOT_ID} `);
  const shards = open.shards.map((shard) => ({ ...shard, open: shard.shardId !== HOT_ID }));
  const closed = { ...open, shards };
  assert.is(splitCommand(closed, '--region x'), undefined);
  assert.is(
    adviceSentence(closed),
    `${HOT_ID} is closed by now, by a split or a merge: diagnose a later window to see whether it helped.`,
  );
});

test('An on-demand stream is not split by hand', async () => {
  const diagnosis: Diagnosis = { ...(await hotByManyKeys()), mode: 'ON_DEMAND' };
  assert.is(splitCommand(diagnosis, '--region x'), undefined);
  assert.is(
    adviceSentence(diagnosis),
    'Splitting helps, and AWS does it by itself: an on-demand stream takes no SplitShard.',
  );
});

test('Where refusals are not known, no sentence and no table calls them none', async () => {
  const diagnosis: Diagnosis = {
    ...(await hotByManyKeys()),
    unseen: [{ kind: 'metrics off', text: '' }],
  };
  assert.match(
    evidenceSentence(diagnosis),
    /; whether it refused writes is not known: relatively hot, as far as its records tell\.$/,
  );
  assert.equal([...new Set(shardTable(diagnosis).rows.map((row) => row.at(-1)))], ['?']);
});

test('The busiest minute counts by the measure that is nearer to the limit of all shards', () => {
  const minutes = (...loads: [records: number, bytes: number][]) => ({
    seconds: new Map(),
    minutes: new Map(
      loads.map(([records, bytes], at) => [NOON + at * 60_000, { records, bytes }] as const),
    ),
  });
  const traffic = new Map([
    ['a', minutes([60_000, 0], [0, 60 * 1024 * 1024])],
    ['b', minutes([0, 0], [0, 30 * 1024 * 1024])],
  ]);
  assert.is(peakUse({ traffic }), 0.75);
  assert.is(peakUse({ traffic: new Map() }), 0);
});

test('A key can not steer a terminal, and a quote in it ends no quotes', () => {
  assert.is(keyText('shop-0042'), '"shop-0042"');
  assert.is(keyText('a"b\u001b[31m\u009b\u202e'), '"a\\"b\\u001b[31m\\u009b\\u202e"');
});

test('Bytes are told in the unit of the limit, or in thousandths of it', () => {
  assert.is(bytesText(1_500 * 1024 * 1024), '1,500 MiB');
  assert.is(bytesText(2_560), '2.5 KiB');
});

async function hotByManyKeys(): Promise<Diagnosis> {
  let diagnosis: Diagnosis | undefined;
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    diagnosis = await diagnosed(cloud);
  });
  if (diagnosis === undefined) throw new Error('nothing was diagnosed');
  return diagnosis;
}

test.run();
