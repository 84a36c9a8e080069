import type { Workshop } from './contract.ts';
import { type CountsByMinute, newestMinute, total } from './insight/counts.ts';
import { judgedWindow, minutesBefore, minutesUntil } from './judged-window.ts';
import { MINUTE_MS, type MinuteWindow } from './minutes.ts';
import { shardSumsByMinute } from './stream/shard-metrics.ts';
import { countRecordsByMinute } from './stream/shard-records.ts';
import type { ListedShard } from './stream/shards.ts';
import type { StreamDescription } from './stream/stream.ts';

/** Of the same minutes and shards, what CloudWatch counted and what can be read. */
export interface Witnesses {
  readonly window: MinuteWindow;
  /** IncomingRecords */
  readonly counted: CountsByMinute;
  readonly readBack: CountsByMinute;
}

/**
 * Asks both about the minutes that are judged; where neither knows of a record in them, about as
 * many that end with the newest in which CloudWatch counted any, however old they are.
 */
export async function readWitnesses(
  workshop: Workshop,
  stream: StreamDescription,
  shards: readonly ListedShard[],
): Promise<Witnesses> {
  const { cloud, config } = workshop;
  const { stream: name } = config.names;
  const ids = shards.map(({ shardId }) => shardId);
  const sums = (window: MinuteWindow) =>
    shardSumsByMinute(cloud, name, ids, 'IncomingRecords', window);
  const witnesses = async (window: MinuteWindow): Promise<Witnesses> => ({
    window,
    // reading may take time, in which CloudWatch goes on counting
    readBack: await countRecordsByMinute(cloud, name, ids, window),
    counted: await sums(window),
  });
  const window = await judgedWindow(workshop, stream, shards);
  const judged = await witnesses(window);
  if (total(judged.counted) + total(judged.readBack) > 0) return judged;
  const older = newestMinute(await sums(minutesBefore(workshop, stream, window)));
  return older === undefined
    ? judged
    : witnesses(minutesUntil(workshop, stream, older + MINUTE_MS));
}
