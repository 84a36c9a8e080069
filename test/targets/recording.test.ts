import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { Config, Outcome } from '../../src/contract.ts';
import { judgeRecording } from '../../src/recording/judge-recording.ts';
import { readHead } from '../../src/recording/read-recording.ts';
import { Recorder } from '../../src/recording/recorder.ts';
import type { Exchange, Moment, RecordingLine } from '../../src/recording/recording.ts';
import { latest } from '../../src/report/tally.ts';
import workshopConfig from '../../workshop.config.ts';
import { type Ended, runScript } from '../cli/support.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { walkUnattended } from '../support/unattended.ts';

const credentials = {
  accessKeyId: 'ASIATELLINGKEYID0001',
  secretAccessKey: 'telling/secret+access+key0000000000000001',
  sessionToken: 'FwoGtellingSessionToken0000000000000001',
};
const config: Config = {
  ...workshopConfig,
  traffic: {
    ...workshopConfig.traffic,
    lanes: [10, 1, 1, 1].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond })),
  },
};
const HOT = 'The hot shard dominates IncomingRecords';

test('A walk that was recorded is judged the same from its recording, with no AWS', () =>
  withFolder(async (folder) => {
    const { file, outcomes } = await recordedWalk(folder);
    assert.is(outcomes.length, 24);
    const replayed = await runScript('verify', '--replay', file, '--format', 'json');
    assert.is(replayed.exitStatus, 0, replayed.stderr);
    const events = replayed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const checks = events.filter(({ event }) => event === 'check');
    const ofVerdict = (one: Outcome) => [one.title, one.verdict, one.observed];
    assert.equal(latest(checks).map(ofVerdict), outcomes.map(ofVerdict));
    // before its step, each was judged as well
    const first = checks.find(({ title }) => title === 'The stream is ACTIVE');
    assert.is(first.verdict, 'FAIL');
    assert.match(
      replayed.stderr,
      /^Replaying .*walk\.jsonl, made 20.* in us-east-1\. No AWS is asked\.$/m,
    );
    assert.match(
      replayed.stderr,
      /^The configuration has changed since: traffic\.lanes\.0\.recordsPerSecond is 200, and was 10\.$/m,
    );

    const text = readFileSync(file, 'utf8');
    for (const secret of [...Object.values(credentials), '123456789012', 'AWS4-HMAC', 'equestid']) {
      assert.not.match(text, secret);
    }
    assert.match(text, 'arn:aws:kinesis:us-east-1:000000000001:stream/hot-shard-data-stream');

    const cooled = change(file, (line, { check }) => {
      if (check !== HOT || !isAsked(line, 'GetMetricData')) return line;
      return evened(line);
    });
    const [hot] = (await judged(cooled)).filter(({ title }) => title === HOT).slice(-1);
    assert.is(hot?.verdict, 'FAIL');
    assert.is(
      hot?.reason,
      "The traffic is too even: shardId-000000000000 leads with 25.0 % of the records, 1.0 times as many as shardId-000000000001; at least 50.0 % and 2.0 times the second's are needed.",
    );

    const unasked = change(file, (line) => (isAsked(line, 'GetMetricData') ? undefined : line));
    const [unknown] = (await judged(unasked)).filter(({ title }) => title === HOT).slice(-1);
    assert.is(unknown?.verdict, 'CANNOT TELL');
    assert.match(
      unknown?.reason ?? '',
      /^The recording has no answer to GetMetricData of monitoring with \{.*\} at this moment$/,
    );
  }));

test('A command records for itself, and a recording asks nobody', () =>
  withFolder((folder) =>
    withLocalAws(async (aws) => {
      const file = join(folder, 'empty.jsonl');
      const json = ['--only', '1', '--format', 'json'];
      const asked = await runScript('verify', '--target', aws.url, '--record', file, ...json);
      const replayed = await runScript('verify', '--replay', file, ...json);
      assert.equal([asked.exitStatus, replayed.exitStatus], [1, 1], asked.stderr);
      const verdictsOf = ({ stdout }: Ended) =>
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
          .filter(({ event }) => event === 'check')
          .map(({ title, verdict, reason }) => [title, verdict, reason]);
      assert.is(verdictsOf(asked).length, 5);
      assert.equal(verdictsOf(replayed), verdictsOf(asked));
      const both = await runScript('verify', '--replay', file, '--roster', 'class.csv');
      assert.is(both.exitStatus, 2);
      assert.is(both.stderr, '--replay asks nobody: leave --roster and --record out\n');
    }),
  ));

test('A recording has a bound, and says where it came to it', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'walk.jsonl');
    const recorder = new Recorder(file, config, 'aws', 4_000);
    const [first] = await catalogue();
    assert.ok(first);
    const { checks } = recorder.recorded(first);
    const cloud = { now: () => 0 } as Parameters<(typeof checks)[0]['run']>[0]['cloud'];
    for (let n = 0; n < 20; n += 1) {
      await checks[0]?.run({ config, cloud }, () => undefined).catch(() => undefined);
    }
    recorder.close();
    assert.ok(readFileSync(file).length < 4_100);
    assert.match(readFileSync(file, 'utf8'), /\n\{"full":true\}\n$/);
    try {
      await judged(file);
      assert.unreachable('it has no end');
    } catch (error) {
      assert.is(
        String(error),
        'WorkshopError: The recording had no room for more: nothing is known of what came after',
      );
    }
  }));

test('An answer in a protocol that nobody reads here is not written, and said to be missing', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'walk.jsonl');
    const recorder = new Recorder(file, config, 'aws');
    const cloud = await connect({
      target: 'local',
      region: config.region,
      realTime: true,
      signal: new AbortController().signal,
      maxAttempts: 1,
      via: (request) =>
        recorder.via(request, async () => {
          const headers = { 'content-type': 'application/cbor' };
          const body = Readable.from([Buffer.from('account 210987654321')]);
          return { response: new HttpResponse({ statusCode: 200, headers, body }) };
        }),
    });
    const [first] = (await catalogue()).map(recorder.recorded);
    await first?.checks[0]?.run({ config, cloud }, () => undefined).catch(() => undefined);
    cloud.close();
    recorder.close();
    assert.not.match(readFileSync(file, 'utf8'), '210987654321');
    const [outcome] = await judged(file);
    assert.is(outcome?.verdict, 'CANNOT TELL');
    assert.match(outcome?.reason ?? '', 'An answer in application/cbor is not recorded');
  }));

test('A recording that a crash has cut is judged up to there', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'walk.jsonl');
    new Recorder(file, config, 'aws').close();
    const moment = '{"step":"01-deploy","check":"The stream is ACTIVE","atMs":1780315230000}';
    appendFileSync(file, `${moment}\n{"asked":{"service":"kine`);
    const [outcome] = await judged(file);
    assert.is(outcome?.verdict, 'CANNOT TELL');
    assert.match(
      outcome?.reason ?? '',
      /^The recording has no answer to DescribeStreamSummary of kinesis with \{"StreamName":"hot-shard-data-stream"\} at this moment$/,
    );
  }));

test('What is no recording, or of another version, is refused, and no file is written over', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'walk.jsonl');
    const refused = async (content: string) => {
      writeFileSync(file, content);
      return readHead(file).then(String, String);
    };
    const what = `WorkshopError: --replay ${file} can not be read: `;
    assert.is(await refused(''), `${what}it is no recording: its first line is no head`);
    assert.is(await refused('{}\n'), `${what}it is no recording: its first line is no head`);
    assert.is(await refused('<xml>\n{}\n'), `${what}line 1 is no line of a recording`);
    assert.is(
      await refused('{"recording":2}\n'),
      `${what}it is a recording of version 2, and this workshop reads version 1`,
    );
    assert.throws(
      () => new Recorder(file, config, 'aws'),
      `--record ${file} can not be written: there is such a file, and it is kept`,
    );
    assert.is(readFileSync(file, 'utf8'), '{"recording":2}\n');
  }));

/** A walk of all steps on a local AWS that has ended since. */
async function recordedWalk(folder: string) {
  const file = join(folder, 'walk.jsonl');
  const recorder = new Recorder(file, config, 'local');
  const walked = await withLocalAws(async (aws) => {
    const cloud = await connect({
      target: 'local',
      region: config.region,
      endpoint: aws.url,
      realTime: false,
      signal: new AbortController().signal,
      credentials: async () => credentials,
      via: recorder.via,
    });
    try {
      const entries = (await catalogue()).map(recorder.recorded);
      return await walkUnattended({ config, cloud }, entries);
    } finally {
      cloud.close();
      recorder.close();
    }
  });
  assert.is(walked.ended, 'done');
  return { file, outcomes: walked.outcomes };
}

async function catalogue() {
  return loadCatalogue(ROOT, await readStems(ROOT));
}

async function judged(file: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const { signal } = new AbortController();
  const [head, entries] = [await readHead(file), await catalogue()];
  for await (const { outcome } of judgeRecording({
    ...{ file, head, entries, signal },
    config: head.config,
    debug: false,
  })) {
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return outcomes;
}

/** A recording that somebody has changed, line by line; undefined takes a line out. */
function change(
  file: string,
  changed: (line: RecordingLine, moment: Moment) => RecordingLine | undefined,
): string {
  let moment: Moment = { step: '', check: '', atMs: 0 };
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const kept = lines.flatMap((text) => {
    const line = JSON.parse(text) as RecordingLine;
    if ('check' in line) moment = line;
    return changed(line, moment) ?? [];
  });
  const other = `${file}.changed`;
  writeFileSync(other, kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return other;
}

function isAsked(line: RecordingLine, operation: string): line is Exchange {
  return 'asked' in line && line.asked.operation === operation;
}

/** As if each shard had got as much in each minute. */
function evened(line: Exchange): Exchange {
  const { answer } = line;
  if (!('json' in answer)) return line;
  const { MetricDataResults: results } = answer.json as {
    readonly MetricDataResults: readonly { readonly Values: readonly number[] }[];
  };
  const MetricDataResults = results.map((one) => ({ ...one, Values: one.Values.map(() => 600) }));
  return { ...line, answer: { ...answer, json: { MetricDataResults } } };
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.run();
