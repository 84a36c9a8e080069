import type { Chance } from '../../chance.ts';
import { AwsError } from '../../errors.ts';
import {
  AlreadyExists,
  NotImplementedHere,
  NotStabilized,
} from '../resource-types/resource-type.ts';

/** CloudFormation itself found a resource's properties wrong; no service was called. */
export class InvalidProperties extends Error {}

/**
 * The `ResourceStatusReason` of a resource that failed.
 *
 * @param serviceName as AWS names it in the reason: `Kinesis`
 */
export function failureReason(
  error: unknown,
  serviceName: string,
  { requestId, chance }: { requestId: string; chance: Chance },
): string {
  const handlerReason = (message: string, code: string) =>
    `Resource handler returned message: "${message}" (RequestToken: ${chance.uuid()}, HandlerErrorCode: ${code})`;
  if (error instanceof InvalidProperties || error instanceof NotImplementedHere) {
    return error.message;
  }
  if (error instanceof AlreadyExists) return handlerReason(error.message, 'AlreadyExists');
  if (error instanceof NotStabilized) return handlerReason(error.message, 'NotStabilized');
  if (error instanceof AwsError) {
    const { message, statusCode } = error;
    return handlerReason(
      `${message} (Service: ${serviceName}, Status Code: ${statusCode}, Request ID: ${requestId})`,
      handlerErrorCode(error),
    );
  }
  return handlerReason(error instanceof Error ? error.message : '', 'InternalFailure');
}

/** Source: the resource provider handler's contract, "Handler error codes". */
function handlerErrorCode({ code, message }: AwsError): string {
  if (message.includes('already exists')) return 'AlreadyExists';
  if (/NotFound/.test(code)) return 'NotFound';
  if (/LimitExceeded/.test(code)) return 'ServiceLimitExceeded';
  if (/InUse/.test(code)) return 'ResourceConflict';
  if (/Invalid|Validation|Missing/.test(code)) return 'InvalidRequest';
  return 'GeneralServiceException';
}
