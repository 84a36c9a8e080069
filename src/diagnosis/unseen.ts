import type { CountsByMinute } from '../insight/counts.ts';
import type { Finding } from '../insight/finding.ts';
import type { ShardTraffic } from '../insight/traffic-counter.ts';
import { MINUTE_MS, type MinuteWindow, minuteText } from '../minutes.ts';
import { percent } from '../percent.ts';
import { enabledShardMetrics } from '../stream/shard-level-metrics.ts';
import { capacityMode, type StreamDescription } from '../stream/stream.ts';
import type { Unseen, UnseenKind } from './diagnosis.ts';
import type { ReadTraffic } from './read-traffic.ts';

export interface Sight {
  readonly window: MinuteWindow;
  readonly description: StreamDescription;
  readonly read: ReadTraffic;
  /** when reading began, in cloud milliseconds */
  readonly readFromMs: number;
  /** of the shards that took part */
  readonly traffic: ReadonlyMap<string, ShardTraffic>;
  /** CloudWatch's IncomingRecords of the same shards; undefined where it may not be asked */
  readonly counted: CountsByMinute | undefined;
  readonly finding: Finding;
}

/** What the diagnosis could not see, the gravest first. */
export function unseenOf(sight: Sight): Unseen[] {
  const { description, read, window, finding } = sight;
  const found: (Unseen | undefined)[] = [
    read.cutShardIds.length === 0
      ? undefined
      : {
          kind: 'unread records',
          text: `Reading came to its deadline before the end of ${read.cutShardIds.join(', ')}: later records there are not counted.`,
        },
    expired(sight),
    read.goneShardIds.length === 0
      ? undefined
      : {
          kind: 'gone shard',
          text: `${read.goneShardIds.join(', ')} came to the end of its retention before it was read.`,
        },
    throttles(sight),
    'outsideShare' in finding && finding.outsideShare > 0
      ? {
          kind: 'explicit hash keys',
          text: `At least ${percent(finding.outsideShare)} of the load of ${finding.shard.shardId} was sent with explicit hash keys, which records do not tell: where in the shard it lies is not known.`,
        }
      : undefined,
    description.EncryptionType === 'KMS'
      ? {
          kind: 'encryption',
          text: `The records are encrypted with the KMS key ${description.KeyId}: sizes are those of the decrypted records.`,
        }
      : undefined,
    capacityMode(description) === 'ON_DEMAND'
      ? {
          kind: 'on-demand',
          text: 'The stream is on-demand: AWS splits its shards by itself, when it will do so is not known, and SplitShard is refused.',
        }
      : undefined,
    read.sawNewer
      ? {
          kind: 'newer records',
          text: `Records arrived after ${minuteText(window.endMs)}; they are not counted.`,
        }
      : undefined,
  ];
  return found.filter((unseen) => unseen !== undefined);
}

function expired({ window, description, readFromMs }: Sight): Unseen | undefined {
  const { RetentionPeriodHours: hours, StreamCreationTimestamp } = description;
  const oldestMs = readFromMs - hours * 60 * MINUTE_MS;
  const createdMs = StreamCreationTimestamp.getTime();
  if (window.startMs >= oldestMs || createdMs >= oldestMs) return undefined;
  return {
    kind: 'expired records',
    text: `Records from before ${minuteText(oldestMs)} are gone: the stream keeps them for ${hours} hours.`,
  };
}

/** Writes that were refused are in no record, so only CloudWatch knows of them. */
function throttles({ description, counted, traffic }: Sight): Unseen | undefined {
  const unknown = (kind: UnseenKind, text: string): Unseen => ({
    kind,
    text: `${text}, so writes that were refused are not known.`,
  });
  if (counted === undefined) {
    return unknown('metrics denied', 'These credentials may not ask CloudWatch');
  }
  if (!enabledShardMetrics(description).includes('WriteProvisionedThroughputExceeded')) {
    return unknown('metrics off', 'Shard-level metrics are off');
  }
  const known = new Set([...counted.values()].flatMap((minutes) => [...minutes.keys()]));
  const busy = new Set([...traffic.values()].flatMap(({ minutes }) => [...minutes.keys()]));
  const missing = [...busy].filter((minute) => !known.has(minute)).sort((a, b) => a - b);
  const [first] = missing;
  if (first === undefined) return undefined;
  return unknown(
    'metrics missing',
    `CloudWatch has no shard-level metrics of ${missing.length} of the minutes with records, from ${minuteText(first)} on`,
  );
}
