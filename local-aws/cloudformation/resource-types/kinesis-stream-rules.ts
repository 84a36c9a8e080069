import type { PropertyRule } from './property-rules.ts';

/** Source: the public resource schema of AWS::Kinesis::Stream. */
export const kinesisStreamRules: PropertyRule & { readonly kind: 'object' } = {
  kind: 'object',
  properties: {
    Name: { kind: 'string', minLength: 1, maxLength: 128, pattern: '[a-zA-Z0-9_.-]+' },
    ShardCount: { kind: 'integer', minimum: 1, maximum: 100_000 },
    RetentionPeriodHours: { kind: 'integer', minimum: 1, maximum: 8760 },
    MaxRecordSizeInKiB: { kind: 'integer', minimum: 1024, maximum: 10_240 },
    StreamModeDetails: {
      kind: 'object',
      properties: { StreamMode: { kind: 'string', values: ['ON_DEMAND', 'PROVISIONED'] } },
      required: ['StreamMode'],
    },
    DesiredShardLevelMetrics: {
      kind: 'list',
      maxItems: 7,
      items: {
        kind: 'string',
        values: [
          'IncomingBytes',
          'IncomingRecords',
          'OutgoingBytes',
          'OutgoingRecords',
          'WriteProvisionedThroughputExceeded',
          'ReadProvisionedThroughputExceeded',
          'IteratorAgeMilliseconds',
          'ALL',
        ],
      },
    },
    Tags: {
      kind: 'list',
      maxItems: 50,
      items: {
        kind: 'object',
        properties: {
          Key: { kind: 'string', minLength: 1, maxLength: 128 },
          Value: { kind: 'string', maxLength: 255 },
        },
        required: ['Key', 'Value'],
      },
    },
  },
};
