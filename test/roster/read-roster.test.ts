import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WorkshopError } from '../../src/errors.ts';
import { parseRoster, readRoster } from '../../src/roster/read-roster.ts';
import config from '../../workshop.config.ts';

const read = (text: string) => parseRoster('class.csv', text, config);

function faultsOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    assert.instance(error, WorkshopError);
    assert.is((error as WorkshopError).code, 'configuration');
    return (error as Error).message.split('\n');
  }
  return [];
}

test('a line says whose resources, and the way to them', () => {
  const [ann, bob] = read(
    [
      'participant,region,profile,roleArn,account,endpoint,names',
      'ann,eu-west-1,class,arn:aws:iam::111122223333:role/a/b,111122223333,http://127.0.0.1:4599/,ann-2',
      'bob,,,,,,',
    ].join('\n'),
  );
  const { config: own, ...way } = ann ?? {};
  assert.equal(way, {
    participant: 'ann',
    line: 2,
    names: 'ann-2',
    profile: 'class',
    roleArn: 'arn:aws:iam::111122223333:role/a/b',
    account: '111122223333',
    endpoint: 'http://127.0.0.1:4599',
  });
  assert.is(own?.region, 'eu-west-1');
  assert.is(own?.names.stream, 'hot-shard-data-stream-ann-2');
  assert.is(own?.tag.value, 'kinesis-hot-shards-ann-2');
  assert.is(bob?.config.region, config.region);
  assert.is(bob?.config.names.stack, 'hot-shard-workshop-bob');
});

test('a roster may be as a spreadsheet writes it', () => {
  const text =
    'Participant;ROLE arn;Dashboard-Stack;names\r\n\r\n"Müller; Örn";;;moe\r\n;;;\r\n zoë ;;other-stack;-\r\n';
  const members = read(text);
  assert.equal(
    members.map(({ participant, line, names }) => [participant, line, names]),
    [
      ['Müller; Örn', 3, 'moe'],
      ['zoë', 5, undefined],
    ],
  );
  assert.equal(members[1]?.config.names, { ...config.names, dashboardStack: 'other-stack' });
  assert.is(members[1]?.config.tag.value, config.tag.value);
  assert.equal(
    read('participant\tregion\nann\teu-west-1\n').map((one) => one.config.region),
    ['eu-west-1'],
  );
});

test('a bad roster is refused with each of its faults, by line and cell', () => {
  assert.equal(
    faultsOf(
      [
        'participant,region,account,roleArn,endpoint,stack',
        'ann b,us-est1,123,arn:x,localhost:12,',
        ',eu-west-1',
        'ann',
        'ANN',
        'bob,,111122223333,arn:aws:iam::111122223334:role/x,http://a/b,a_b,zz',
        '"cy',
        'dan",eu-west-1',
        'eve,,,,,a_b',
        'fay,,,,http://u:p@h,',
      ].join('\n'),
    ),
    [
      'class.csv:2:1: participant ann b is not a name for AWS resources; take letters and digits, with single hyphens in between; or write what they gave as --participant in a column names',
      'class.csv:2:2: region us-est1 is not the name of a region, such as us-east-1',
      'class.csv:2:3: account 123 does not have twelve digits; in a spreadsheet, format the column as text, or it rounds them and drops zeros in front',
      'class.csv:2:4: roleArn arn:x is not the ARN of a role, such as arn:aws:iam::123456789012:role/instructor',
      'class.csv:2:5: endpoint localhost:12 is not a URL, such as http://127.0.0.1:4599',
      'class.csv:3:1: participant is missing; write a name, or take the line out',
      'class.csv:5:1: participant ANN is there already, in line 4; take one out',
      'class.csv:6:3: account 111122223333 is not that of roleArn, 111122223334; leave account out, or correct one of them',
      'class.csv:6:5: endpoint http://a/b has a path, and an endpoint has none; did you mean http://a?',
      'class.csv:6:7: "zz" stands in no column; name it in the first line',
      'class.csv:7:1: participant goes over several lines; write it in one',
      'class.csv:9:6: stack must be letters, digits and hyphens, a letter first; it is "a_b"',
      'class.csv:10:5: endpoint http://h takes no user and no password: leave them out of the URL',
    ],
  );
});

test('a column that is unknown, twice there or missing is named', () => {
  assert.equal(faultsOf('participant,regoin,region,Region\nann,x\n'), [
    'class.csv:1:2: there is no column "regoin"; did you mean region?',
    'class.csv:1:4: column region is there already, as column 3; leave one out',
  ]);
  assert.equal(faultsOf('region\neu-west-1\n'), [
    'class.csv:1:1: there is no column participant; the first line has the names of the columns',
  ]);
});

test('two lines can not look at the same resources', () => {
  assert.equal(faultsOf('participant,names\nann,x\nbob,x\n'), [
    'class.csv:3:1: bob has the same place and stream as line 2, hot-shard-data-stream-x; give them names or a place of their own',
  ]);
  assert.equal(faultsOf('participant,dashboardStack\nbob,hot-shard-workshop-ann\nann,\n'), [
    'class.csv:3:1: ann has the same place and stack as line 2, hot-shard-workshop-ann; give them names or a place of their own',
  ]);
  assert.equal(faultsOf('participant,region\nann,eu-west-1\neu-west-1-ann,us-east-1\n'), [
    'class.csv:3:1: eu-west-1-ann has the same place and dashboard as line 2, kinesis-per-shard-metrics-eu-west-1-ann; give them names or a place of their own',
  ]);
  const elsewhere = 'participant,names,region\nann,x,eu-west-1\nbob,x,us-east-1\n';
  assert.equal(faultsOf(elsewhere), []);
});

test('a profile that this machine does not have is told by its line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profiles-'));
  const before = process.env.AWS_CONFIG_FILE;
  try {
    process.env.AWS_CONFIG_FILE = join(folder, 'config');
    await writeFile(join(folder, 'config'), '[profile class-1]\nregion = eu-west-1\n');
    const file = join(folder, 'class.csv');
    const lines = 'participant,profile\nann,class-1\nbob,clas-1\ncy,elsewhere\n';
    await writeFile(file, lines);
    const said = await readRoster(file, config).then(
      () => 'a roster',
      (error: Error) => error.message,
    );
    assert.equal(said.split('\n'), [
      `${file}:3:2: profile clas-1 is in none of this machine's AWS configuration files; did you mean class-1?`,
      `${file}:4:2: profile elsewhere is in none of this machine's AWS configuration files`,
    ]);
  } finally {
    if (before === undefined) delete process.env.AWS_CONFIG_FILE;
    else process.env.AWS_CONFIG_FILE = before;
    await rm(folder, { recursive: true });
  }
});

test('quotes that do not match are found where they open', () => {
  assert.equal(faultsOf('participant,region\nann,eu-west-1\n\nbob,"eu-west-1\ncy,x\n'), [
    'class.csv:4:2: a quote is opened and never closed; close it',
  ]);
  assert.equal(faultsOf('participant,region\n"ann"x,eu-west-1\n'), [
    'class.csv:2:1: there is text before or after a quoted cell; quote the whole cell, and write a quote in it twice',
  ]);
});

test('a roster without participants, or with too many, is refused', () => {
  assert.equal(faultsOf('\n \n'), [
    'class.csv:1:1: the roster is empty; begin with the line participant',
  ]);
  assert.equal(faultsOf('participant\n;\n'), [
    'class.csv:2:1: participant ; is not a name for AWS resources; take letters and digits, with single hyphens in between; or write what they gave as --participant in a column names',
  ]);
  assert.equal(faultsOf('participant\n'), [
    'class.csv:1:1: there is no participant below the names of the columns',
  ]);
  const many = Array.from({ length: 5_001 }, (_, index) => `p${index}`);
  assert.equal(faultsOf(`participant\n${many.join('\n')}`), [
    'class.csv:1:1: there are 5,001 participants; one roster has at most 5,000, so make it several',
  ]);
});

test('a file that is no roster is refused by what it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  const file = join(folder, 'class.csv');
  const saidOf = (path: string) =>
    readRoster(path, config).then(
      () => assert.unreachable('a roster'),
      (error: Error) => error.message,
    );
  try {
    assert.is(await saidOf(file), `The roster ${file} is not there.`);
    assert.is(await saidOf(folder), `The roster ${folder} is a folder.`);
    await writeFile(file, Buffer.from('participant,names\nann,a\nM\xfcller,m\n', 'latin1'));
    assert.is(
      await saidOf(file),
      `${file}:3:1: this is not UTF-8; save the file again as "CSV UTF-8"`,
    );
    await writeFile(file, Buffer.alloc(5_000_001, 'a'));
    assert.is(
      await saidOf(file),
      `The roster ${file} has 5,000,001 bytes; a roster has at most 5,000,000.`,
    );
    await writeFile(file, '\ufeffparticipant\nann\n');
    assert.equal(
      (await readRoster(file, config)).map(({ participant }) => participant),
      ['ann'],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('A line without a region is in the command’s; only outside the configured one a dashboard’s name has it', () => {
  const roster = 'participant,region\nann,\nbo,us-east-1\n';
  const names = parseRoster('class.csv', roster, config, 'eu-west-1').map(({ config: own }) => [
    own.region,
    own.names.dashboard,
  ]);
  assert.equal(names, [
    ['eu-west-1', 'kinesis-per-shard-metrics-eu-west-1-ann'],
    ['us-east-1', 'kinesis-per-shard-metrics-bo'],
  ]);
});

test.run();
