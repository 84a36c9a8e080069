import { AwsError } from '../../errors.ts';
import { HandlerFailure, Unacceptable } from '../resource-types/resource-type.ts';
import type { Owner } from '../stack.ts';

/**
 * The `ResourceStatusReason` of a resource that failed.
 *
 * @param serviceName as AWS names it in the reason: `Kinesis`
 */
export function failureReason(error: unknown, serviceName: string, owner: Owner): string {
  const handlerReason = (message: string, code: string) =>
    `Resource handler returned message: "${message}" (RequestToken: ${owner.partition.chance.uuid()}, HandlerErrorCode: ${code})`;
  if (error instanceof Unacceptable) return error.message;
  if (error instanceof HandlerFailure) return handlerReason(error.message, error.code);
  if (error instanceof AwsError) {
    const { message, statusCode } = error;
    const from = `Service: ${serviceName}, Status Code: ${statusCode}, Request ID: ${owner.requestId}`;
    return handlerReason(`${message} (${from})`, handlerErrorCode(error));
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
