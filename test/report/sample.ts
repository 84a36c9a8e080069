import type { Outcome } from '../../src/contract.ts';

export function outcome(changes: Partial<Outcome> = {}): Outcome {
  return {
    step: '03-produce',
    title: 'Every open shard received records',
    verdict: 'PASS',
    expected: '4 of 4 shards',
    observed: '4 of 4 shards',
    evidence: { shards: 4 },
    command: 'aws kinesis list-shards',
    reason: '',
    remedy: '',
    ...changes,
  };
}

export const FAILED = outcome({
  title: 'The hot shard dominates IncomingRecords',
  verdict: 'FAIL',
  observed: 'shardId-000000000002 45 %',
  reason: 'shardId-000000000002 is the hottest',
  remedy: 'Run step 3',
});
export const WAITING = outcome({
  title: 'Both witnesses agree',
  verdict: 'NOT YET',
  observed: '',
  reason: 'minute 12:03 has no datapoint',
  remedy: 'Wait',
  waitSeconds: 60,
});
export const UNKNOWN = outcome({
  step: '04-dashboard',
  title: 'The dashboard is present',
  verdict: 'CANNOT TELL',
  observed: '',
  reason: 'AWS denies access.',
  remedy: 'Allow it',
});
