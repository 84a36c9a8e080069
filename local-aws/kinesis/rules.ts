import type { Constraint } from '../action.ts';
import { METRIC_CHOICES } from './shard-level-metrics.ts';

/** Source of all of them: the shapes of the API reference. */
const STREAM_NAME: Constraint = { minLength: 1, maxLength: 128, pattern: '[a-zA-Z0-9_.-]+' };
const STREAM_ARN: Constraint = {
  minLength: 1,
  maxLength: 2048,
  pattern: 'arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+',
};

/** Of an action that takes a stream's name, its ARN or both. */
export const STREAM = { StreamName: STREAM_NAME, StreamARN: STREAM_ARN };

/** Of an action that takes a stream by its ARN only. */
export const BY_ARN = { StreamARN: STREAM_ARN };

export const NAME = STREAM_NAME;

export const RESOURCE = {
  ResourceARN: {
    minLength: 1,
    maxLength: 2048,
    pattern: 'arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+',
  },
};

export const SHARD_ID: Constraint = { minLength: 1, maxLength: 128, pattern: '[a-zA-Z0-9_.-]+' };
export const HASH_KEY: Constraint = { pattern: '0|([1-9]\\d{0,38})' };
export const SEQUENCE_NUMBER: Constraint = { pattern: '0|([1-9]\\d{0,128})' };
export const PARTITION_KEY: Constraint = { minLength: 1, maxLength: 256 };
export const DATA: Constraint = { maxLength: 10_485_760 };
export const PAGE: Constraint = { min: 1, max: 10_000 };
export const NEXT_TOKEN: Constraint = { minLength: 1, maxLength: 1_048_576 };
export const SHARD_COUNT: Constraint = { min: 1 };
export const RECORD_KIB: Constraint = { min: 1024, max: 10_240 };
export const STREAM_MODE: Constraint = { values: ['PROVISIONED', 'ON_DEMAND'] };
export const DISTRIBUTION: Constraint = { values: ['AUTO', 'USER_PARTITION_KEY'] };
export const TAGS: Constraint = { minLength: 1, maxLength: 200 };
export const TAG_KEY: Constraint = { minLength: 1, maxLength: 128 };

/** Of Enable- and DisableEnhancedMonitoring. */
export const MONITORING = {
  ...STREAM,
  ShardLevelMetrics: { minLength: 1, maxLength: 7 },
  'ShardLevelMetrics.member': { values: METRIC_CHOICES },
};
