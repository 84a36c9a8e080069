import type { Partition } from './partition.ts';
import type { Answer } from './wire/protocol.ts';
import type { AnyService, HttpRequest } from './wire/route.ts';

/** Rises with what the control calls promise; not with what AWS operations are served. */
export const VERSION = '1';
export const CONTROL_PREFIX = '/_local/';

/** The local AWS's own calls, beside those of AWS: its health, its clock, a fresh start. */
export function control(
  partition: Partition,
  services: readonly AnyService[],
  request: HttpRequest,
): Answer {
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

function health(partition: Partition, services: readonly AnyService[]): object {
  const now = new Date(partition.clock.now()).toISOString();
  const { claimedBytes: bytes, limitBytes, droppedRecords } = partition.storage;
  return {
    version: VERSION,
    now,
    services: services.map((service) => service.name),
    storage: { bytes, limitBytes, droppedRecords },
  };
}

function advance(partition: Partition, services: readonly AnyService[], body: Buffer): Answer {
  try {
    const { advanceSeconds } = JSON.parse(body.toString('utf8')) as { advanceSeconds?: unknown };
    if (typeof advanceSeconds !== 'number') throw new RangeError('advanceSeconds must be a number');
    partition.clock.advance(advanceSeconds);
    return json(200, health(partition, services));
  } catch (error) {
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function json(statusCode: number, value: object): Answer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}
