import { type Config, LESSONS } from './contract.ts';
import { nearest } from './nearest.ts';
import { shardNumberOf } from './shard-id.ts';

/** What is wrong with a value, to follow its path: `must be …`; undefined when nothing is. */
type Rule = (value: unknown) => string | undefined;

/** Longest name of a stream, and of a stack. Source: the API references. */
const MAX_NAME_LENGTH = 128;

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

const RULES: Readonly<Record<string, Rule>> = {
  region: matches(REGION, 'the name of a region, such as us-east-1'),
  'names.stack': matches(/^[A-Za-z][A-Za-z0-9-]*$/, 'letters, digits and hyphens, a letter first'),
  'names.stream': matches(/^[A-Za-z0-9_.-]+$/, 'letters, digits, hyphens, dots and underscores'),
  'names.dashboardStack': matches(
    /^[A-Za-z][A-Za-z0-9-]*$/,
    'letters, digits and hyphens, a letter first',
  ),
  'names.alarmStack': matches(
    /^[A-Za-z][A-Za-z0-9-]*$/,
    'letters, digits and hyphens, a letter first',
  ),
  'names.fleetStack': matches(
    /^[A-Za-z][A-Za-z0-9-]{0,56}$/,
    'letters, digits and hyphens, a letter first, 57 at most',
  ),
  'names.dashboard': matches(/^[A-Za-z0-9_-]+$/, 'letters, digits, hyphens and underscores'),
  'tag.key': matches(/^(?!aws:)[\w .:/=+@-]+$/i, 'a tag key that does not begin with aws:'),
  'tag.value': matches(/^[\w .:/=+@-]+$/, 'a tag value'),
  // both as the template takes them
  'stream.shardCount': integer(2, 100),
  'stream.retentionHours': integer(24, 8_760),
  'stream.expiresAfterHours': integer(0, 8_760),
  lesson: oneOf(LESSONS),
  ...Object.fromEntries(
    LESSONS.flatMap((lesson) => [
      [`lessons.${lesson}.summary`, matches(/\S/, 'a line of text')],
      [`lessons.${lesson}.traffic`, settings],
      [`lessons.${lesson}.expects.finding`, oneOf(['many keys', 'one key'])],
      [`lessons.${lesson}.expects.relation`, oneOf(['relatively hot', 'saturated'])],
      [`lessons.${lesson}.spreadKeysBy`, optional(integer(2, 999))],
    ]),
  ),
  'traffic.durationSeconds': integer(1, 86_400),
  'traffic.recordBytes': integer(100, 1_000_000),
  'traffic.keys.perLane': integer(1, 100_000),
  'traffic.keys.busyPerLane': integer(0, 100_000),
  'traffic.keys.busyShare': within(0, 1),
  'traffic.keys.spreadOver': optional(integer(2, 999)),
  'traffic.sender.maxInFlight': integer(1, 100),
  'traffic.sender.maxAttempts': integer(1, 100),
  'traffic.sender.backoffBaseMs': within(1, 60_000),
  'traffic.sender.backoffCapMs': within(1, 600_000),
  'traffic.sender.maxCatchUpSeconds': within(0, 600),
  // both as the template takes them, and the least that Node needs
  'fleet.memoryMegabytes': integer(256, 3_008),
  'fleet.recordsPerSecondEach': integer(1, 100_000),
  'fleet.bytesPerSecondEach': integer(1, 100_000_000),
  'fleet.leadMinutes': integer(1, 60),
  'fleet.askedEverySeconds': within(0.1, 600),
  'dominance.hotShardId': matches(/^shardId-\d{12}$/, 'a shard id, such as shardId-000000000000'),
  'dominance.windowMinutes': integer(1, 1_440),
  'dominance.minShare': within(0, 1),
  'dominance.minLead': within(1, 1_000_000),
  'dominance.minRecords': integer(1, 1_000_000_000),
  'dominance.minMinutes': integer(1, 1_440),
  'dominance.witnessTolerance': within(0, 1),
  'dominance.witnessSlackRecords': integer(0, 1_000_000),
  'heat.maxTimesFairShare': within(1.01, 100),
  'heat.maxKeyShare': within(0.01, 1),
  'heat.minRecords': integer(1, 1_000_000_000),
  'heat.exactKeys': integer(1, 10_000_000),
  'heat.sketchKeys': integer(1, 1_000_000),
  'cost.ceilingUsd': within(0.01, 10_000),
  'cost.rates.region': matches(REGION, 'the name of a region, such as us-east-1'),
  'cost.rates.asOf': matches(/^\d{4}(-\d{2}){0,2}$/, 'a year, a month or a day, such as 2023-06'),
  'cost.rates.source': matches(/^https:\/\//, 'the address of a page'),
  'cost.rates.shardHourUsd': within(0, 1_000),
  'cost.rates.millionPutUnitsUsd': within(0, 1_000),
  'cost.rates.putUnitBytes': integer(1, 10_000_000),
  'cost.rates.customMetricMonthUsd': within(0, 1_000),
  'cost.rates.dashboardMonthUsd': within(0, 1_000),
  'cost.rates.freeDashboards': integer(0, 1_000),
  'cost.rates.alarmMetricMonthUsd': within(0, 1_000),
  'cost.rates.lambdaGbSecondUsd': within(0, 1_000),
  'cost.rates.millionLambdaRequestsUsd': within(0, 1_000),
  'cost.rates.lambdaSource': matches(/^https:\/\//, 'the address of a page'),
  'alarm.evaluationMinutes': integer(1, 1_440),
  'alarm.hotMinutes': integer(1, 1_440),
  'alarm.askedEverySeconds': within(0.1, 600),
  'deadlines.stackSeconds': within(1, 86_400),
  'deadlines.streamSeconds': within(1, 86_400),
  'deadlines.metricsSeconds': within(1, 86_400),
  'deadlines.diagnosisSeconds': within(1, 86_400),
  'deadlines.byHandSeconds': within(1, 86_400),
  'deadlines.endToEndSeconds': within(1, 86_400),
  'deadlines.cleanUpSeconds': within(1, 86_400),
  'deadlines.checkSeconds': within(1, 86_400),
  'class.stuckAfterSeconds': within(1, 86_400),
  pollSeconds: within(0.1, 600),
};

const LANE_RULES: Readonly<Record<string, Rule>> = {
  shard: integer(0, 99),
  recordsPerSecond: within(0.001, 100_000),
};

/** Everything that is wrong with a configuration, one line each; empty when it is a `Config`. */
export function configProblems(written: unknown): string[] {
  if (!isObject(written))
    return ['it has no default export; write export default defineConfig({…})'];
  const lanes = valueAt(written, 'traffic.lanes');
  const problems = [
    ...broken(written, RULES, ''),
    ...unknownKeys(written, [...Object.keys(RULES), 'traffic.lanes']),
    ...laneProblems(lanes),
  ];
  // the members agree with each other only once each is right
  return problems.length > 0 ? problems : disagreements(written as unknown as Config);
}

function broken(
  object: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, Rule>>,
  prefix: string,
): string[] {
  return Object.entries(rules).flatMap(([path, rule]) => {
    const value = valueAt(object, path);
    const problem = rule(value);
    if (problem !== undefined && value === undefined) return [`${prefix}${path} is missing`];
    return problem === undefined ? [] : [`${prefix}${path} ${problem}`];
  });
}

function laneProblems(lanes: unknown): string[] {
  if (!Array.isArray(lanes) || lanes.length === 0)
    return ['traffic.lanes must list a lane or more'];
  return lanes.flatMap((lane: unknown, index) => {
    const path = `traffic.lanes[${index}]`;
    return isObject(lane)
      ? [
          ...broken(lane, LANE_RULES, `${path}.`),
          ...unknownKeys(lane, Object.keys(LANE_RULES), path),
        ]
      : [`${path} must be { shard, recordsPerSecond }`];
  });
}

function disagreements({ names, stream, traffic, dominance, alarm, deadlines }: Config): string[] {
  const { lanes, keys, sender } = traffic;
  const lastShard = stream.shardCount - 1;
  const hotShard = shardNumberOf(dominance.hotShardId);
  const rules: [boolean, string][] = [
    [
      new Set([names.stack, names.dashboardStack, names.alarmStack, names.fleetStack]).size < 4,
      'names.stack, names.dashboardStack, names.alarmStack and names.fleetStack must differ',
    ],
    [
      keys.busyPerLane > keys.perLane,
      `traffic.keys.busyPerLane must be at most perLane, ${keys.perLane}`,
    ],
    [
      sender.backoffCapMs < sender.backoffBaseMs,
      `traffic.sender.backoffCapMs must be at least backoffBaseMs, ${sender.backoffBaseMs}`,
    ],
    [
      alarm.hotMinutes > alarm.evaluationMinutes,
      `alarm.hotMinutes must be at most evaluationMinutes, ${alarm.evaluationMinutes}`,
    ],
    [
      // reading the records is a part of a check, and on real AWS its time is real time
      deadlines.checkSeconds <= deadlines.diagnosisSeconds,
      `deadlines.checkSeconds must be more than diagnosisSeconds, ${deadlines.diagnosisSeconds}`,
    ],
    [
      dominance.minMinutes > dominance.windowMinutes,
      `dominance.minMinutes must be at most windowMinutes, ${dominance.windowMinutes}`,
    ],
    [
      hotShard > lastShard,
      `dominance.hotShardId must be one of the ${stream.shardCount} shards of the stream`,
    ],
    ...lanes.map(({ shard }, index): [boolean, string] => [
      shard > lastShard,
      `traffic.lanes[${index}].shard must be 0 to ${lastShard}, as stream.shardCount is ${stream.shardCount}; it is ${shard}`,
    ]),
    ...lanes.map(({ shard }, index): [boolean, string] => [
      lanes.findIndex((lane) => lane.shard === shard) !== index,
      `traffic.lanes[${index}].shard is ${shard} again; a shard has one lane`,
    ]),
  ];
  return rules.flatMap(([isBroken, problem]) => (isBroken ? [problem] : []));
}

function unknownKeys(
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path = '',
): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const ownPath = path === '' ? key : `${path}.${key}`;
    // inside a lane, the known names are without the lane's path
    const name = path.includes('[') ? key : ownPath;
    if (known.includes(name)) return [];
    if (isObject(value) && known.some((other) => other.startsWith(`${name}.`))) {
      return unknownKeys(value, known, ownPath);
    }
    const near = nearest(name, known);
    return [`${ownPath} is not a setting${near === undefined ? '' : `; did you mean ${near}?`}`];
  });
}

function valueAt(object: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), object);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function integer(least: number, most: number): Rule {
  return (value) =>
    Number.isInteger(value) && isBetween(value, least, most)
      ? undefined
      : `must be a whole number from ${least} to ${most}; it is ${JSON.stringify(value)}`;
}

function within(least: number, most: number): Rule {
  return (value) =>
    isBetween(value, least, most)
      ? undefined
      : `must be a number from ${least} to ${most}; it is ${JSON.stringify(value)}`;
}

function oneOf(choices: readonly string[]): Rule {
  return (value) =>
    choices.includes(String(value))
      ? undefined
      : `must be one of ${choices.join(', ')}; it is ${JSON.stringify(value)}`;
}

function optional(rule: Rule): Rule {
  return (value) => (value === undefined ? undefined : rule(value));
}

/** Checked with the rest of what they are settings of. */
function settings(value: unknown): string | undefined {
  return isObject(value) ? undefined : `must be { … }; it is ${JSON.stringify(value)}`;
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function matches(pattern: RegExp, meaning: string): Rule {
  return (value) => {
    if (typeof value !== 'string' || !pattern.test(value)) {
      return `must be ${meaning}; it is ${JSON.stringify(value)}`;
    }
    return value.length > MAX_NAME_LENGTH
      ? `must have at most ${MAX_NAME_LENGTH} characters; ${value} has ${value.length}`
      : undefined;
  };
}
