import { cloudformation } from './cloudformation/service.ts';
import { cloudwatch } from './cloudwatch/service.ts';
import { kinesis } from './kinesis/service.ts';
import { sts } from './sts/service.ts';
import type { AnyService } from './wire/route.ts';

/** The services that a local AWS serves. */
export const services: readonly AnyService[] = [kinesis, cloudwatch, cloudformation, sts];
