import type { Config } from '../contract.ts';
import { nearest } from '../nearest.ts';
import { shardNumberOf } from '../stream/shard-id.ts';
import { LANE_RULES, RULES } from './config-rules.ts';
import { isObject, type Rule } from './value-rules.ts';

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
