import type { Json, TargetEvent } from '../../contract.ts';
import { planByHand } from '../../cooling/plan-commands.ts';
import {
  type Diagnosis,
  heaviestKeys,
  hotSpotOf,
  knowsThrottles,
} from '../../diagnosis/diagnosis.ts';
import {
  adviceSentence,
  evidenceSentence,
  findingSentence,
  splitCommand,
} from '../../diagnosis/sentences.ts';
import { total } from '../../insight/counts.ts';
import type { HotSpot, Peak } from '../../insight/heat.ts';
import { MEASURES, type PerMeasure } from '../../insight/load.ts';

/** What the doctor reports, in order; with `--format json` one line each. */
export type DoctorEvent = Readonly<Record<string, Json>> & {
  readonly event: 'target' | 'window' | 'shard' | 'key' | 'finding' | 'unseen';
};

/** Keys told by each measure. */
const KEYS = 10;

/** Numbers that may not be known are null. Times are ISO 8601, hash keys decimal digits. */
export function doctorEvents(
  diagnosis: Diagnosis,
  { endpoint, region, target }: TargetEvent,
  cliOptions: string,
): DoctorEvent[] {
  const { stream, mode, window, heat, counted, unseen } = diagnosis;
  const spot = hotSpotOf(diagnosis);
  return [
    { event: 'target', target, endpoint, region },
    {
      event: 'window',
      stream,
      mode,
      from: time(window.startMs),
      to: time(window.endMs),
      ...heat.total,
      recordsCounted: total(counted),
    },
    ...shardEvents(diagnosis),
    ...(spot === undefined ? [] : keyEvents(diagnosis, spot)),
    { event: 'finding', ...findingFacts(diagnosis, cliOptions) },
    ...unseen.map(({ kind, text }): DoctorEvent => ({ event: 'unseen', kind, text })),
  ];
}

function shardEvents(diagnosis: Diagnosis): DoctorEvent[] {
  const { heat, shards } = diagnosis;
  return heat.shards.map((shard) => {
    const listed = shards.find(({ shardId }) => shardId === shard.shardId);
    return {
      event: 'shard',
      shardId: shard.shardId,
      open: listed?.open ?? false,
      startingHashKey: String(listed?.startingHashKey),
      endingHashKey: String(listed?.endingHashKey),
      ...shard.load,
      share: shard.share,
      timesFairShare: shard.timesFairShare,
      busiestMinute: peak(shard.peakMinute),
      busiestSecond: peak(shard.peakSecond),
      refused: knowsThrottles(diagnosis) || shard.throttled > 0 ? shard.throttled : null,
      relation: shard.relation,
    };
  });
}

function keyEvents(diagnosis: Diagnosis, { shard }: HotSpot): DoctorEvent[] {
  return MEASURES.flatMap((by) =>
    heaviestKeys(diagnosis, by, KEYS).map(
      ({ partitionKey, load, error }): DoctorEvent => ({
        event: 'key',
        shardId: shard.shardId,
        by,
        partitionKey,
        ...load,
        tooGreatByAtMost: error,
      }),
    ),
  );
}

function findingFacts(diagnosis: Diagnosis, cliOptions: string): Record<string, Json> {
  const { finding } = diagnosis;
  const told = {
    sentence: findingSentence(diagnosis),
    evidence: evidenceSentence(diagnosis),
    advice: adviceSentence(diagnosis),
    command: splitCommand(diagnosis, cliOptions) ?? null,
    plan: planByHand(diagnosis, cliOptions)?.commands ?? [],
  };
  if (finding.kind === 'nothing to judge') return { kind: finding.kind, ...told };
  const { kind, shard, measure } = finding;
  if (kind === 'not hot') return { kind, shardId: shard.shardId, measure, ...told };
  const { split, judged, heaviestShare, outsideShare } = finding;
  return {
    kind,
    shardId: shard.shardId,
    measure,
    judged,
    heaviestShare,
    outsideShare,
    split:
      split === undefined
        ? null
        : { ...split, newStartingHashKey: String(split.newStartingHashKey) },
    ...told,
  };
}

function peak(peaks: PerMeasure<Peak> | undefined): Json {
  if (peaks === undefined) return null;
  const { records, bytes } = peaks;
  return {
    records: { at: time(records.atMs), utilisation: records.utilisation },
    bytes: { at: time(bytes.atMs), utilisation: bytes.utilisation },
  };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
