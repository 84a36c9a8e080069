import { AwsError } from '../errors.ts';

/*
 * Kinesis's errors in its own words. Every one names the stream as "NAME under account ID".
 */

/** What an error says about the stream that it is about. */
export interface StreamLabel {
  readonly name: string;
  readonly account: string;
}

export function streamNotFound({ name, account }: StreamLabel): AwsError {
  return notFound(`Stream ${name} under account ${account} not found.`);
}

export function streamExists({ name, account }: StreamLabel): AwsError {
  return inUse(`Stream ${name} under account ${account} already exists.`);
}

export function streamNotActive({ name, account }: StreamLabel, status: string): AwsError {
  return inUse(`Stream ${name} under account ${account} not ACTIVE, instead in state ${status}`);
}

export function streamNotReadable({ name, account }: StreamLabel, status: string): AwsError {
  return inUse(
    `Stream ${name} under account ${account} not ACTIVE or UPDATING, instead in state ${status}`,
  );
}

/** What SplitShard, MergeShards and the like say of an id that names no shard. */
export function shardNotFound(shardId: string, { name, account }: StreamLabel): AwsError {
  return notFound(`Could not find shard ${shardId} in stream ${name} under account ${account}.`);
}

/** What GetShardIterator and GetRecords say, also when there is no such stream. */
export function shardDoesNotExist(shardId: string, { name, account }: StreamLabel): AwsError {
  return notFound(`Shard ${shardId} in stream ${name} under account ${account} does not exist`);
}

export function rateExceededMessage(shardId: string, { name, account }: StreamLabel): string {
  return `Rate exceeded for shard ${shardId} in stream ${name} under account ${account}.`;
}

export function rateExceeded(shardId: string, label: StreamLabel): AwsError {
  return new AwsError(RATE_EXCEEDED, rateExceededMessage(shardId, label));
}

export const RATE_EXCEEDED = 'ProvisionedThroughputExceededException';

export function shardNotOpen(shardId: string, { name, account }: StreamLabel): AwsError {
  return invalidArgument(
    `Shard ${shardId} in stream ${name} under account ${account} has already been merged or split, and thus is not eligible for merging or splitting.`,
  );
}

export function inOnDemandMode({ name, account }: StreamLabel): AwsError {
  return new AwsError(
    'ValidationException',
    `Request is invalid. Stream ${name} under account ${account} is in On-Demand mode.`,
  );
}

export function invalidArgument(message: string): AwsError {
  return new AwsError('InvalidArgumentException', message);
}

/** Something that AWS has and this local AWS has not: refused by its name. */
export function notImplemented(what: string): AwsError {
  return new AwsError('ValidationException', `Local AWS does not implement ${what}`);
}

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceededException', message);
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

function inUse(message: string): AwsError {
  return new AwsError('ResourceInUseException', message);
}
