import { setImmediate as soon } from 'node:timers/promises';
import type { Api } from './action.ts';
import type { Clock } from './clock.ts';
import type { Partition } from './partition.ts';
import type { StorageBudget } from './storage-budget.ts';
import type { Answer } from './wire/protocol.ts';
import type { HttpRequest } from './wire/route.ts';

/** Rises with what the control calls promise; not with what AWS operations are served. */
export const VERSION = '1';
export const CONTROL_PREFIX = '/_local/';
/** Every minute of the cloud's time is gone through, so that a longer way takes several calls. */
const MOST_SECONDS = 31 * 24 * 3600;
/** Real milliseconds after which other requests have their turn. */
const TURN_MS = 50;

/** The local AWS's own calls, beside those of AWS: its health, its clock, a fresh start. */
export function control(
  partition: Partition,
  services: readonly Api[],
  request: HttpRequest,
): Answer | Promise<Answer> {
  if (request.refused !== undefined) {
    const { statusCode, message } = request.refused;
    return json(statusCode, { message });
  }
  switch (`${request.method} ${request.target}`) {
    case 'GET /_local/health':
      return json(200, health(partition, services));
    case 'POST /_local/clock':
      return advance(partition, services, request.body);
    case 'POST /_local/reset':
      partition.reset();
      return json(200, health(partition, services));
    default:
      return json(404, {
        message: `There is no ${request.method} ${request.target}. There are GET /_local/health, POST /_local/clock and POST /_local/reset`,
      });
  }
}

function health(partition: Partition, services: readonly Api[]): object {
  const now = new Date(partition.clock.now()).toISOString();
  const { storage, metricStorage, heap } = partition;
  return {
    version: VERSION,
    now,
    services: services.map((service) => service.name),
    storage: { ...room(storage), droppedRecords: storage.dropped },
    metrics: datapoints(metricStorage.services),
    clientMetrics: datapoints(metricStorage.clients),
    heap: heap && { bytes: heap.bytes, limitBytes: heap.limitBytes },
  };
}

function datapoints(budget: StorageBudget): object {
  return { ...room(budget), droppedDatapoints: budget.dropped };
}

function room({ claimedBytes: bytes, limitBytes }: StorageBudget): object {
  return { bytes, limitBytes };
}

async function advance(
  partition: Partition,
  services: readonly Api[],
  body: Buffer,
): Promise<Answer> {
  const seconds = advanceSeconds(body);
  if (seconds === undefined) {
    const message = `The body must be {"advanceSeconds": N}, with N from 0 to ${MOST_SECONDS}`;
    return json(400, { message });
  }
  await pass(seconds, partition.clock);
  return json(200, health(partition, services));
}

/** Minute after minute, since a minute of many alarms may take long. */
async function pass(seconds: number, clock: Clock): Promise<void> {
  let turnEndsMs = performance.now() + TURN_MS;
  for (let left = seconds; left > 0; left -= 60) {
    clock.advance(Math.min(left, 60));
    if (performance.now() < turnEndsMs) continue;
    await soon();
    turnEndsMs = performance.now() + TURN_MS;
  }
}

function advanceSeconds(body: Buffer): number | undefined {
  try {
    const { advanceSeconds: seconds } = JSON.parse(body.toString('utf8'));
    return typeof seconds === 'number' && seconds >= 0 && seconds <= MOST_SECONDS
      ? seconds
      : undefined;
  } catch {
    return undefined;
  }
}

function json(statusCode: number, value: object): Answer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}
