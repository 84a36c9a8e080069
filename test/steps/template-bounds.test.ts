import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { ROOT } from '../../src/cli/root.ts';
import { configProblems } from '../../src/config/config-problems.ts';
import config from '../../workshop.config.ts';

interface Template {
  readonly Parameters: Readonly<Record<string, { MinValue?: number; MaxValue?: number }>>;
}

const { Parameters } = parse(readFileSync(`${ROOT}templates/01-deploy.yaml`, 'utf8'), {
  logLevel: 'silent', // CloudFormation's own tags are unknown here
}) as Template;

for (const [member, parameter] of [
  ['shardCount', 'ShardCount'],
  ['retentionHours', 'RetentionHours'],
] as const) {
  test(`The configuration takes just the values of ${member} that the template takes`, () => {
    const { MinValue: least = Number.NaN, MaxValue: most = Number.NaN } =
      Parameters[parameter] ?? {};
    assert.ok(least < most);
    // a lane and a hot shard that any number of shards has
    const traffic = { ...config.traffic, lanes: [{ shard: 0, recordsPerSecond: 1 }] };
    const problems = (value: number) =>
      configProblems({ ...config, traffic, stream: { ...config.stream, [member]: value } });
    assert.equal([...problems(least), ...problems(most)], []);
    for (const value of [least - 1, most + 1]) {
      assert.equal(problems(value), [
        `stream.${member} must be a whole number from ${least} to ${most}; it is ${value}`,
      ]);
    }
  });
}

test.run();
