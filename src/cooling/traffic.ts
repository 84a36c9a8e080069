import { completeTheMinute } from '../complete-minute.ts';
import type { Tell, Workshop } from '../contract.ts';
import { chosenTraffic, type TrafficOverrides } from '../traffic/chosen-lanes.ts';
import { produce } from '../traffic/produce.ts';

/** Sends the configured traffic again, and ends when its last minute is complete. */
export async function sendAgain(
  workshop: Workshop,
  changes: TrafficOverrides,
  tell: Tell,
): Promise<void> {
  const { cloud, config } = workshop;
  await produce({ cloud, config: chosenTraffic(config, changes), tell });
  await completeTheMinute(workshop, tell);
}
