import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jsonLine } from '../../src/report/json.ts';
import { escapeXml, junitXml, stepSuites } from '../../src/report/junit.ts';
import { escapeCell, markdownTable } from '../../src/report/markdown.ts';
import { refuseUnwritable } from '../../src/report/output-file.ts';
import { summarise } from '../../src/report/tally.ts';
import { FAILED, outcome, UNKNOWN, WAITING } from './sample.ts';

const STEPS = [
  { stem: '03-produce', title: 'Send <skewed> traffic' },
  { stem: '04-dashboard', title: 'Deploy the dashboard' },
];

test('in JUnit a step is a suite, FAIL a failure, CANNOT TELL an error and NOT YET skipped', () => {
  const outcomes = [outcome(), FAILED, WAITING, UNKNOWN];
  const xml = junitXml(stepSuites(STEPS, outcomes), summarise(outcomes, 3.4, 3.4));
  assert.match(
    xml,
    '<testsuites name="kinesis-hot-shard-workshop" tests="4" failures="1" errors="1" skipped="1" time="3.4">',
  );
  assert.match(
    xml,
    '<testsuite name="03-produce: Send &lt;skewed&gt; traffic" tests="3" failures="1" errors="0" skipped="1">',
  );
  assert.match(
    xml,
    '<testcase classname="03-produce" name="Every open shard received records">\n      <properties>\n        <property name="verdict" value="PASS"/>',
  );
  assert.match(
    xml,
    '<failure type="FAIL" message="shardId-000000000002 is the hottest">expected: 4 of 4 shards\nobserved: shardId-000000000002 45 %\nnext: Run step 3</failure>',
  );
  assert.match(xml, '<skipped message="minute 12:03 has no datapoint"/>');
  assert.match(xml, '<error type="CANNOT TELL" message="AWS denies access.">');
  assert.match(xml, '<property name="evidence" value="{&quot;shards&quot;:4}"/>');
  assert.match(xml, '<property name="waitSeconds" value="60"/>');
});

test('XML carries no character that it can not: markup is escaped, the rest replaced', () => {
  assert.is(escapeXml('<a b="c">&\'d'), "&lt;a b=&quot;c&quot;&gt;&amp;'d");
  assert.is(escapeXml('a\u0000b\u001bc\ud800d\ufffe'), 'a\ufffdb\ufffdc\ufffdd\ufffd');
  assert.is(escapeXml('tab\tline\r\nemoji 🔥'), 'tab\tline\nemoji 🔥');
});

test('a line break in an attribute survives as a reference', () => {
  const failed = outcome({ verdict: 'FAIL', reason: 'one\ntwo' });
  assert.match(
    junitXml(stepSuites(STEPS, [failed]), summarise([failed], 1, 1)),
    'message="one&#10;two"',
  );
});

test('in Markdown a check is a row, whatever its text holds', () => {
  const outcomes = [outcome({ observed: 'a|b\n<c> *d*' }), FAILED];
  const lines = markdownTable(outcomes, summarise(outcomes, 1, 1)).split('\n');
  assert.equal(lines.slice(2, 6), [
    '| step | check | verdict | observed | next |',
    '| --- | --- | --- | --- | --- |',
    '| 03-produce | Every open shard received records | **PASS** | a\\|b<br>&lt;c> \\*d\\* |  |',
    '| 03-produce | The hot shard dominates IncomingRecords | **FAIL** | shardId-000000000002 45 % | shardId-000000000002 is the hottest<br>Run step 3 |',
  ]);
  assert.is(lines[7], '1 PASS, 1 FAIL, 0 NOT YET, 0 CANNOT TELL in 1 s');
});

test('a cell keeps no markup alive', () => {
  assert.is(escapeCell('[x](y) `z` a_b & \\'), '\\[x\\](y) \\`z\\` a\\_b &amp; \\\\');
});

test('an event is one line of JSON, with its fields as they are', () => {
  assert.is(
    jsonLine({ event: 'check', ...outcome({ observed: 'a\nb' }) }),
    '{"event":"check","step":"03-produce","title":"Every open shard received records","verdict":"PASS","expected":"4 of 4 shards","observed":"a\\nb","evidence":{"shards":4},"command":"aws kinesis list-shards","reason":"","remedy":""}',
  );
});

test('A report without a file name is refused before anything is done', async () => {
  try {
    await refuseUnwritable('');
    assert.unreachable('it has no name');
  } catch (error) {
    assert.is((error as Error).message, "--output '' can not be written: it has no name");
  }
});

test.run();
