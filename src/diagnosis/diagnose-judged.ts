import type { Tell, Workshop } from '../contract.ts';
import { judgedWindow } from '../judged-window.ts';
import type { ListedShard } from '../stream/shards.ts';
import type { StreamDescription } from '../stream/stream.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnosis.ts';

/**
 * What makes the workshop's stream hot, in the minutes that are judged.
 *
 * @throws what `diagnose` throws
 */
export async function diagnoseJudged(
  workshop: Workshop,
  stream: StreamDescription,
  shards: readonly ListedShard[],
  tell?: Tell,
): Promise<Diagnosis> {
  const { cloud, config } = workshop;
  return diagnose({
    cloud,
    stream: config.names.stream,
    window: await judgedWindow(workshop, stream, shards),
    heat: config.heat,
    withinSeconds: config.deadlines.diagnosisSeconds,
    ...(tell === undefined ? {} : { tell }),
  });
}
