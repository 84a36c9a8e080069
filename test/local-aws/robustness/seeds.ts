// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and CloudWatch write variables so

const HOT = 'arn:aws:kinesis:us-east-1:123456789012:stream/hot';

const TEMPLATE = `
Parameters: {Shards: {Type: Number, Default: 1}, Word: {Type: String, Default: a, AllowedPattern: '[a-z]+'}}
Conditions: {Yes: !Equals [!Ref Word, a]}
Mappings: {M: {a: {b: c}}}
Resources:
  Stream: {Type: 'AWS::Kinesis::Stream', Properties: {ShardCount: !Ref Shards}}
  Board:
    Type: AWS::CloudWatch::Dashboard
    Condition: Yes
    Properties: {DashboardBody: !Sub '{"widgets":[{"type":"text","properties":{"markdown":"\${Stream}"}}]}'}
  Other: {Type: 'AWS::IAM::Role', Properties: {RoleName: !FindInMap [M, !Ref Word, b]}}
Outputs: {Arn: {Value: !GetAtt Stream.Arn, Export: {Name: !Sub '\${AWS::StackName}-arn'}}}
`;

/** As JSON, so that its parts can be spoiled one by one. */
const EVERY_FUNCTION = JSON.stringify({
  Parameters: {
    Shards: { Type: 'Number', Default: 1, MinValue: 1, MaxValue: 9 },
    Word: { Type: 'String', Default: 'a', AllowedValues: ['a', 'b'], NoEcho: true },
    List: { Type: 'CommaDelimitedList', Default: 'x,y' },
  },
  Mappings: { M: { a: { b: ['c', 'd'] } } },
  Conditions: {
    One: { 'Fn::Equals': [{ Ref: 'Shards' }, '1'] },
    Both: { 'Fn::And': [{ Condition: 'One' }, { 'Fn::Not': [{ 'Fn::Or': ['false', 'false'] }] }] },
  },
  Resources: {
    Stream: {
      Type: 'AWS::Kinesis::Stream',
      DeletionPolicy: 'Delete',
      DependsOn: ['Topic'],
      Properties: {
        ShardCount: { Ref: 'Shards' },
        RetentionPeriodHours: { 'Fn::If': ['One', 24, { Ref: 'AWS::NoValue' }] },
        DesiredShardLevelMetrics: ['IncomingRecords'],
        Tags: [{ Key: 'k', Value: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] } }],
      },
    },
    Topic: {
      Type: 'AWS::SNS::Topic',
      Condition: 'One',
      Properties: {
        TopicName: { 'Fn::Select': [0, { 'Fn::Split': [',', 'p,q'] }] },
        DisplayName: { 'Fn::FindInMap': ['M', { Ref: 'Word' }, 'b'] },
        Zone: { 'Fn::GetAZs': '' },
        Blocks: { 'Fn::Cidr': ['10.0.0.0/16', 4, 8] },
        Encoded: {
          'Fn::Base64': { 'Fn::Sub': ['${A}/${AWS::StackName}', { A: { Ref: 'Word' } }] },
        },
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'a',
        Namespace: 'AWS/Kinesis',
        MetricName: 'IncomingRecords',
        Dimensions: [{ Name: 'StreamName', Value: { Ref: 'Stream' } }],
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1.5,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    },
    Board: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: 'd2', DashboardBody: '{"widgets":[]}' },
    },
  },
  Outputs: {
    Arn: { Condition: 'One', Value: { 'Fn::GetAtt': ['Stream', 'Arn'] }, Export: { Name: 'e' } },
  },
});

const DASHBOARD = JSON.stringify({
  widgets: [
    {
      type: 'metric',
      x: 0,
      y: 0,
      width: 12,
      height: 6,
      properties: {
        metrics: [['AWS/Kinesis', 'IncomingRecords', 'StreamName', 'hot'], [{ expression: 'm1' }]],
        region: 'us-east-1',
        period: 60,
      },
    },
  ],
});

const WIDGET = JSON.stringify({
  metrics: [['AWS/Kinesis', 'IncomingRecords', 'StreamName', 'hot']],
  width: 300,
  height: 200,
});

/** Meaningful values by member name, which random texts would never hit. */
export const seeds: readonly (readonly [member: string, value: unknown])[] = [
  ['StreamName', 'hot'],
  ['StreamName', 'cold'],
  ['StreamARN', HOT],
  ['ResourceARN', HOT],
  ['ResourceARN', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a'],
  ['ShardId', 'shardId-000000000000'],
  ['ShardToSplit', 'shardId-000000000000'],
  ['ShardToMerge', 'shardId-000000000001'],
  ['AdjacentShardToMerge', 'shardId-000000000002'],
  ['NewStartingHashKey', '170141183460469231731687303715884105728'],
  ['NewStartingHashKey', '5'],
  ['ExplicitHashKey', '0'],
  ['ExplicitHashKey', '340282366920938463463374607431768211455'],
  ['PartitionKey', 'key'],
  ['ShardIteratorType', 'TRIM_HORIZON'],
  ['ShardIteratorType', 'LATEST'],
  ['ShardIteratorType', 'AT_SEQUENCE_NUMBER'],
  ['ShardIteratorType', 'AT_TIMESTAMP'],
  ['ScalingType', 'UNIFORM_SCALING'],
  ['StreamMode', 'PROVISIONED'],
  ['StreamMode', 'ON_DEMAND'],
  ['ShardLevelMetrics', 'ALL'],
  ['ShardLevelMetrics', 'IncomingBytes'],
  ['RetentionPeriodHours', 24],
  ['RetentionPeriodHours', 48],
  ['TargetShardCount', 2],
  ['MaxRecordSizeInKiB', 2048],
  ['Type', 'AT_TRIM_HORIZON'],
  ['Type', 'AFTER_SHARD_ID'],
  ['Namespace', 'AWS/Kinesis'],
  ['Namespace', 'Shop'],
  ['MetricName', 'IncomingRecords'],
  ['MetricName', 'visits'],
  ['Name', 'StreamName'],
  ['Value', 'hot'],
  ['Unit', 'Count'],
  ['Unit', 'Seconds'],
  ['Stat', 'Sum'],
  ['Stat', 'p99.9'],
  ['Stat', 'TM(10%:90%)'],
  ['Statistic', 'Average'],
  ['Statistics', 'Sum'],
  ['Statistics', 'Maximum'],
  ['ExtendedStatistics', 'p50'],
  ['ExtendedStatistic', 'p95'],
  ['Period', 60],
  ['Period', 300],
  ['Id', 'm1'],
  ['Id', 'e2'],
  ['Expression', 'm1 * 2 + RATE(m1)'],
  ['Expression', 'SUM(METRICS()) / IF(m1 > 1, m1, 1)'],
  ['Expression', `SEARCH('{AWS/Kinesis,StreamName} MetricName="IncomingRecords"', 'Sum', 60)`],
  ['Expression', 'SORT(FILL(METRICS("m"), REPEAT), MAX, DESC, 2)'],
  ['Label', '${LABEL} ${MAX}'],
  ['AlarmName', 'a'],
  ['AlarmName', 'b'],
  ['AlarmNames', 'a'],
  ['StateValue', 'ALARM'],
  ['StateReason', 'tried'],
  ['ComparisonOperator', 'GreaterThanThreshold'],
  ['TreatMissingData', 'notBreaching'],
  ['Threshold', 1],
  ['EvaluationPeriods', 2],
  ['DatapointsToAlarm', 1],
  ['ScanBy', 'TimestampAscending'],
  ['DashboardName', 'd'],
  ['DashboardNames', 'd'],
  ['DashboardBody', DASHBOARD],
  ['MetricWidget', WIDGET],
  ['OutputFormat', 'png'],
  ['StackName', 's'],
  ['StackName', 't'],
  ['ChangeSetName', 'c'],
  ['ChangeSetType', 'CREATE'],
  ['ChangeSetType', 'UPDATE'],
  ['TemplateBody', TEMPLATE],
  ['TemplateBody', EVERY_FUNCTION],
  ['TemplateBody', JSON.stringify({ Resources: { W: { Type: 'AWS::Lambda::Function' } } })],
  ['TemplateStage', 'Original'],
  ['Capabilities', 'CAPABILITY_NAMED_IAM'],
  ['ParameterKey', 'Shards'],
  ['ParameterValue', '2'],
  ['LogicalResourceId', 'Stream'],
  ['ExportName', 's-arn'],
  ['StackStatusFilter', 'CREATE_COMPLETE'],
  ['OnFailure', 'DELETE'],
  ['Key', 'team'],
  ['TagKeys', 'team'],
];

const NOON = new Date('2026-06-01T12:00:00Z');
const LATER = new Date('2026-06-01T13:00:00Z');
const DIMENSIONS = [{ Name: 'StreamName', Value: 'hot' }];
const METRIC = { Namespace: 'AWS/Kinesis', MetricName: 'IncomingRecords', Dimensions: DIMENSIONS };
const DATA = Buffer.from('some data');

/** A good input for each operation that random members would hardly ever make one for. */
export const examples: Readonly<Record<string, [operation: string, input: unknown][]>> = {
  kinesis: [
    ['CreateStream', { StreamName: 'hot', ShardCount: 4, Tags: { team: 'a' } }],
    ['DescribeStream', { StreamName: 'hot', Limit: 10 }],
    ['PutRecord', { StreamName: 'hot', PartitionKey: 'a', Data: DATA, ExplicitHashKey: '0' }],
    [
      'PutRecords',
      {
        StreamName: 'hot',
        Records: [
          { PartitionKey: 'a', Data: DATA },
          { PartitionKey: 'b', Data: DATA, ExplicitHashKey: '7' },
        ],
      },
    ],
    [
      'GetShardIterator',
      { StreamName: 'hot', ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' },
    ],
    ['GetRecords', { ShardIterator: 'learnt later', Limit: 10 }],
    ['ListShards', { StreamName: 'hot', MaxResults: 10, ShardFilter: { Type: 'AT_LATEST' } }],
    [
      'UpdateShardCount',
      { StreamName: 'hot', TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING' },
    ],
    [
      'SplitShard',
      { StreamName: 'hot', ShardToSplit: 'shardId-000000000000', NewStartingHashKey: '5' },
    ],
    [
      'MergeShards',
      {
        StreamName: 'hot',
        ShardToMerge: 'shardId-000000000001',
        AdjacentShardToMerge: 'shardId-000000000002',
      },
    ],
    ['UpdateStreamMode', { StreamARN: HOT, StreamModeDetails: { StreamMode: 'ON_DEMAND' } }],
    ['EnableEnhancedMonitoring', { StreamName: 'hot', ShardLevelMetrics: ['ALL'] }],
  ],
  cloudwatch: [
    [
      'PutMetricData',
      {
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'visits',
            Dimensions: DIMENSIONS,
            Timestamp: NOON,
            Value: 3,
            Unit: 'Count',
          },
          { MetricName: 'visits', Values: [1, 2.5], Counts: [3, 4] },
          {
            MetricName: 'visits',
            StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 },
          },
        ],
      },
    ],
    [
      'GetMetricData',
      {
        StartTime: NOON,
        EndTime: LATER,
        MetricDataQueries: [
          { Id: 'm1', MetricStat: { Metric: METRIC, Period: 60, Stat: 'Sum' } },
          { Id: 'e1', Expression: 'RUNNING_SUM(FILL(m1, 0)) + PERIOD(m1)', Label: '${MAX}' },
        ],
        MaxDatapoints: 100,
      },
    ],
    [
      'GetMetricStatistics',
      {
        Namespace: 'Shop',
        MetricName: 'visits',
        StartTime: NOON,
        EndTime: LATER,
        Period: 60,
        Statistics: ['Sum'],
        ExtendedStatistics: ['p50'],
      },
    ],
    ['ListMetrics', { Namespace: 'Shop', Dimensions: [{ Name: 'StreamName' }] }],
    [
      'PutMetricAlarm',
      {
        AlarmName: 'a',
        ...METRIC,
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        Threshold: 1.5,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'missing',
        Tags: [{ Key: 'team', Value: 'a' }],
      },
    ],
    [
      'PutMetricAlarm',
      {
        AlarmName: 'b',
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        Metrics: [
          { Id: 'm1', MetricStat: { Metric: METRIC, Period: 60, Stat: 'p90' }, ReturnData: false },
          { Id: 'e1', Expression: 'm1 / 2', ReturnData: true },
        ],
      },
    ],
    ['SetAlarmState', { AlarmName: 'a', StateValue: 'ALARM', StateReason: 'tried' }],
    ['DescribeAlarms', { AlarmNames: ['a', 'b'], MaxRecords: 10 }],
    ['PutDashboard', { DashboardName: 'd', DashboardBody: DASHBOARD }],
  ],
  cloudformation: [
    ['CreateStack', { StackName: 's', ...deployment() }],
    ['UpdateStack', { StackName: 's', ...deployment() }],
    [
      'CreateChangeSet',
      { StackName: 't', ChangeSetName: 'c', ChangeSetType: 'CREATE', ...deployment() },
    ],
    ['ValidateTemplate', { TemplateBody: EVERY_FUNCTION }],
    ['GetTemplateSummary', { TemplateBody: EVERY_FUNCTION }],
  ],
};

function deployment() {
  return {
    TemplateBody: EVERY_FUNCTION,
    Parameters: [{ ParameterKey: 'Shards', ParameterValue: '2' }],
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Tags: [{ Key: 'team', Value: 'a' }],
  };
}
