import { setTimeout as pause } from 'node:timers/promises';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { MINUTE_MS } from '../minutes.ts';
import { putRecordsTo } from '../traffic/put-records.ts';
import type { FleetEvent } from './event.ts';
import { AFTER_MINUTE_MS, minuteToSend } from './minute.ts';
import { type MinuteAnswer, sendMinute } from './send-minute.ts';

const kinesis = new KinesisClient();

/** What the Lambda function of `templates/producer-fleet.yaml` runs, bundled by `bundleHandler`. */
export async function handler(event: FleetEvent): Promise<MinuteAnswer> {
  const stop = new AbortController();
  const { signal } = stop;
  const stopMs = minuteToSend(event) + MINUTE_MS + AFTER_MINUTE_MS;
  const stopTimer = setTimeout(() => stop.abort(), stopMs - Date.now());
  try {
    const answer = await sendMinute(event, {
      put: putRecordsTo(kinesis, event.traffic.stream),
      clock: {
        now: () => Date.now(),
        sleep: (seconds) => pause(seconds * 1000, undefined, { signal }),
      },
      signal,
    });
    console.log(JSON.stringify(answer));
    return answer;
  } finally {
    clearTimeout(stopTimer);
  }
}
