import type { Api } from './action.ts';
import { api as cloudformation } from './cloudformation/api.ts';
import { api as cloudwatch } from './cloudwatch/api.ts';
import { api as kinesis } from './kinesis/api.ts';
import { once } from './once.ts';
import { api as sts } from './sts/api.ts';
import type { AnyService } from './wire/route.ts';

/** A service that is loaded with the first request for it, so that a start waits for none. */
export interface ServiceEntry extends Api {
  load(): Promise<AnyService>;
}

/** The services that a local AWS serves. */
export const services: readonly ServiceEntry[] = [
  { ...kinesis, load: once(async () => (await import('./kinesis/service.ts')).kinesis) },
  { ...cloudwatch, load: once(async () => (await import('./cloudwatch/service.ts')).cloudwatch) },
  {
    ...cloudformation,
    load: once(async () => (await import('./cloudformation/service.ts')).cloudformation),
  },
  { ...sts, load: once(async () => (await import('./sts/service.ts')).sts) },
];

export function loadServices(): Promise<readonly AnyService[]> {
  return Promise.all(services.map((entry) => entry.load()));
}
