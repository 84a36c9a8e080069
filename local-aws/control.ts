import type { Api } from './action.ts';
import type { Partition } from './partition.ts';
import type { Connection, SharedTime } from './shared-time.ts';
import type { StorageBudget } from './storage-budget.ts';
import type { Answer } from './wire/protocol.ts';
import type { HttpRequest } from './wire/route.ts';

/** Rises with what the control calls promise; not with what AWS operations are served. */
export const VERSION = '1';
export const CONTROL_PREFIX = '/_local/';
/** Every minute of the cloud's time is gone through, so that a longer way takes several calls. */
const MOST_SECONDS = 31 * 24 * 3600;

/** What the control calls look at and change. */
export interface Controlled {
  readonly partition: Partition;
  readonly services: readonly Api[];
  readonly time: SharedTime;
}

/** The local AWS's own calls, beside those of AWS: its health, its clock, a fresh start. */
export function control(
  controlled: Controlled,
  request: HttpRequest,
  connection: Connection,
): Answer | Promise<Answer> {
  if (request.refused !== undefined) {
    const { statusCode, message } = request.refused;
    return json(statusCode, { message });
  }
  switch (`${request.method} ${request.target}`) {
    case 'GET /_local/health':
      return json(200, health(controlled));
    case 'POST /_local/clock':
      return pass(controlled, request.body, connection);
    case 'POST /_local/reset':
      controlled.partition.reset();
      return json(200, health(controlled));
    default:
      return json(404, {
        message: `There is no ${request.method} ${request.target}. There are GET /_local/health, POST /_local/clock and POST /_local/reset`,
      });
  }
}

function health({ partition, services }: Controlled): object {
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

async function pass(controlled: Controlled, body: Buffer, connection: Connection): Promise<Answer> {
  const { advanceSeconds, sleepSeconds } = readObject(body);
  const { time } = controlled;
  if (isSeconds(advanceSeconds) && sleepSeconds === undefined) {
    await time.advance(advanceSeconds);
    return json(200, health(controlled));
  }
  if (isSeconds(sleepSeconds) && advanceSeconds === undefined) {
    const leftSeconds = await time.sleep(connection, sleepSeconds);
    return json(200, { ...health(controlled), leftSeconds });
  }
  const message = `The body must be {"advanceSeconds": N} or {"sleepSeconds": N}, with N from 0 to ${MOST_SECONDS}`;
  return json(400, { message });
}

/** Nothing where it is no object. */
function readObject(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MOST_SECONDS;
}

function json(statusCode: number, value: object): Answer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}
