import { integer, list, object, oneOf, string } from './property-rules.ts';

const metric = oneOf(
  'IncomingBytes',
  'IncomingRecords',
  'OutgoingBytes',
  'OutgoingRecords',
  'WriteProvisionedThroughputExceeded',
  'ReadProvisionedThroughputExceeded',
  'IteratorAgeMilliseconds',
  'ALL',
);
const tag = object(
  { Key: string({ minLength: 1, maxLength: 128 }), Value: string({ maxLength: 255 }) },
  'Key',
  'Value',
);

/** Source: the public resource schema of AWS::Kinesis::Stream. */
export const kinesisStreamRules = object({
  Name: string({ minLength: 1, maxLength: 128, pattern: '[a-zA-Z0-9_.-]+' }),
  ShardCount: integer(1, 100_000),
  RetentionPeriodHours: integer(1, 8760),
  MaxRecordSizeInKiB: integer(1024, 10_240),
  StreamModeDetails: object({ StreamMode: oneOf('ON_DEMAND', 'PROVISIONED') }, 'StreamMode'),
  DesiredShardLevelMetrics: list(metric, 7),
  Tags: list(tag, 50),
});
