import { CreateStreamCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { parseRoster } from '../../src/roster/read-roster.ts';
import { sayRoom } from '../../src/roster/say-room.ts';
import config from '../../workshop.config.ts';
import { withWorkshop } from '../support/workshop.ts';

/** What is said of a class whose account in us-east-1 has so many open shards already. */
async function said(roster: string, shards: number): Promise<string[]> {
  return withWorkshop(async ({ cloud }) => {
    await cloud.kinesis.send(new CreateStreamCommand({ StreamName: 'big', ShardCount: shards }));
    await cloud.sleep(10);
    const lines: string[] = [];
    const common = {
      target: 'local',
      endpoint: cloud.endpoint,
      profile: undefined,
      lesson: undefined,
      realTime: false,
      signal: cloud.signal,
    } as const;
    const walk = await loadCatalogue(ROOT, await readStems(ROOT));
    const members = parseRoster('class.csv', roster, config);
    await sayRoom(members, common, { walk, config, say: (line) => lines.push(line) });
    return lines.sort();
  });
}

test('A class that fits into an account is told so, and one that does not, for each region', async () => {
  const roster = 'participant,region\nann,\nbo,\ncy,eu-west-1\ndi,eu-west-1\ned,eu-central-1\n';
  assert.equal(await said(roster, 19_981), [
    "The class does not fit into the account's quotas. 2 of 2 walks in us-east-1 are still to begin: 20 open shards are needed at most, 19 of 20,000 are free; 6 stacks are needed at most, 2,000 of 2,000 are free. Ask for a higher quota (console: Service Quotas), or take another region or account.",
    "The class fits into the account's quotas. 2 of 2 walks in eu-west-1 are still to begin: 20 open shards are needed at most, 20,000 of 20,000 are free; 6 stacks are needed at most, 2,000 of 2,000 are free.",
  ]);
});

test('Where AWS does not answer, whether a class fits is not known', async () => {
  const nobody = 'http://127.0.0.1:1';
  const lines = await said(`participant,endpoint\nann,${nobody}\nbo,${nobody}\n`, 1);
  assert.equal(lines, [
    "Whether the class fits into the account's quotas is not known. Nothing answers at http://127.0.0.1:1",
  ]);
});

test.run();
