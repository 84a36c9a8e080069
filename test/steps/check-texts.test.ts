import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { Workshop } from '../../src/contract.ts';
import config from '../../workshop.config.ts';

/** What a participant reads of each check before it has looked at anything. */
const TEXTS = {
  '01-deploy': [
    {
      title: 'The stack of the stream is complete',
      expected: 'hot-shard-workshop in CREATE_COMPLETE or UPDATE_COMPLETE',
      remedy: 'Run step 1: npm run workshop -- --only 1 --target aws',
      command:
        "aws cloudformation describe-stacks --stack-name hot-shard-workshop --query 'Stacks[0].StackStatus' --profile class",
    },
    {
      title: 'The stream is ACTIVE',
      expected: 'hot-shard-data-stream ACTIVE',
      remedy: 'Run step 1: npm run workshop -- --only 1 --target aws',
      command:
        'aws kinesis describe-stream-summary --stream-name hot-shard-data-stream --query StreamDescriptionSummary.StreamStatus --profile class',
    },
    {
      title: 'The stream has the configured number of open shards, or its hot one was split',
      expected:
        '4 open shards of a provisioned stream, or more once shardId-000000000000 took records and was split',
      remedy:
        'Run step 1: npm run workshop -- --only 1 --target aws (it makes a stream that was split or merged again)',
      command:
        "aws kinesis list-shards --stream-name hot-shard-data-stream --query 'Shards[?!SequenceNumberRange.EndingSequenceNumber].[ShardId,HashKeyRange]' --profile class",
    },
    {
      title: 'The open shards cover the whole hash space, each key once',
      expected: 'ranges from 0 to 2^128 - 1 without a gap or an overlap',
      remedy:
        'Run step 1: npm run workshop -- --only 1 --target aws. While a split or a merge is under way, wait for it',
      command:
        "aws kinesis list-shards --stream-name hot-shard-data-stream --query 'Shards[?!SequenceNumberRange.EndingSequenceNumber].[ShardId,HashKeyRange]' --profile class",
    },
    {
      title: 'Records can be read for the configured time',
      expected: 'a retention of 24 hours',
      remedy: 'Run step 1: npm run workshop -- --only 1 --target aws',
      command:
        'aws kinesis describe-stream-summary --stream-name hot-shard-data-stream --query StreamDescriptionSummary.RetentionPeriodHours --profile class',
    },
  ],
  '02-enable-metrics': [
    {
      title: 'All seven shard-level metrics are on',
      expected:
        'IncomingBytes, IncomingRecords, IteratorAgeMilliseconds, OutgoingBytes, OutgoingRecords, ReadProvisionedThroughputExceeded, WriteProvisionedThroughputExceeded',
      remedy: 'Run step 2: npm run workshop -- --only 2 --target aws',
      command:
        'aws kinesis describe-stream-summary --stream-name hot-shard-data-stream --query StreamDescriptionSummary.EnhancedMonitoring --profile class',
    },
  ],
  '03-produce': [
    {
      title: 'Every open shard received records',
      expected:
        'records in every open shard, or in one it came from, in the complete minutes since the stream was made',
      remedy: 'Run step 3: npm run workshop -- --only 3 --target aws',
      command:
        'aws kinesis get-records --limit 10 --profile class --shard-iterator $(aws kinesis get-shard-iterator --stream-name hot-shard-data-stream --shard-id shardId-000000000000 --shard-iterator-type AT_TIMESTAMP --timestamp 2026-06-01T11:45:00Z --query ShardIterator --output text --profile class)',
    },
    {
      title: 'The hot shard dominates IncomingRecords',
      expected:
        "shardId-000000000000 with at least 50 % of the records, 2 times the second's, 1000 records in 3 minutes",
      remedy: 'Run step 3: npm run workshop -- --only 3 --target aws',
      command:
        'aws cloudwatch get-metric-statistics --namespace AWS/Kinesis --metric-name IncomingRecords --dimensions Name=StreamName,Value=hot-shard-data-stream Name=ShardId,Value=shardId-000000000000 --statistics Sum --period 60 --start-time 2026-06-01T11:45:00Z --end-time 2026-06-01T12:00:00Z --profile class',
    },
    {
      title: 'CloudWatch and the records themselves agree',
      expected:
        'per shard, IncomingRecords and the records read back within 2 % or 40 records of each other',
      remedy: 'Run step 3: npm run workshop -- --only 3 --target aws',
      command:
        'aws kinesis get-records --limit 10 --profile class --shard-iterator $(aws kinesis get-shard-iterator --stream-name hot-shard-data-stream --shard-id shardId-000000000000 --shard-iterator-type AT_TIMESTAMP --timestamp 2026-06-01T11:45:00Z --query ShardIterator --output text --profile class)',
    },
  ],
  '04-dashboard': [
    {
      title: 'The stack of the dashboard is complete',
      expected: 'hot-shard-workshop-dashboard in CREATE_COMPLETE or UPDATE_COMPLETE',
      remedy: 'Run step 4: npm run workshop -- --only 4 --target aws',
      command:
        "aws cloudformation describe-stacks --stack-name hot-shard-workshop-dashboard --query 'Stacks[0].StackStatus' --profile class",
    },
    {
      title: 'The dashboard is there',
      expected: 'dashboard kinesis-per-shard-metrics',
      remedy: 'Run step 4: npm run workshop -- --only 4 --target aws',
      command:
        'aws cloudwatch get-dashboard --dashboard-name kinesis-per-shard-metrics --query DashboardBody --output text --profile class',
    },
    {
      title: 'It charts IncomingRecords of every open shard',
      expected:
        'the Sum of IncomingRecords of hot-shard-data-stream, every 60 s, for 4 open shards',
      remedy: 'Run step 4: npm run workshop -- --only 4 --target aws (it lists the shards anew)',
      command:
        'aws cloudwatch get-dashboard --dashboard-name kinesis-per-shard-metrics --query DashboardBody --output text --profile class',
    },
    {
      title: 'The dashboard’s own query shows the hot shard highest',
      expected: 'shardId-000000000000 highest, 2 times the second',
      remedy:
        'Run step 3 for fresh traffic, then step 4: npm run workshop -- --from 3 --target aws',
      command:
        'aws cloudwatch get-dashboard --dashboard-name kinesis-per-shard-metrics --query DashboardBody --output text --profile class',
    },
  ],
  '05-diagnose': [
    {
      title: 'The stream is tagged with what its records say: the finding and the hottest key',
      expected:
        'hot-shard-finding is what is found in the records of the judged minutes, hottest-key has at least half as much as the heaviest key of the hot shard',
      remedy: 'Run step 5: npm run workshop -- --only 5 --target aws',
      command:
        'aws kinesis list-tags-for-stream --stream-name hot-shard-data-stream --profile class',
    },
    {
      title: 'It is what this lesson is about: one shard is hot, the stream is not full',
      expected:
        "many keys; shardId-000000000000 relatively hot, no other shard refusing writes, and more than half of the stream's write capacity free at any minute",
      remedy:
        "Begin anew with this lesson's traffic: npm run clean-up -- --target aws, then npm run workshop -- --target aws",
      command:
        "aws kinesis get-records --limit 5000 --query 'Records[].[PartitionKey]' --output text --profile class --shard-iterator $(aws kinesis get-shard-iterator --stream-name hot-shard-data-stream --shard-id shardId-000000000000 --shard-iterator-type AT_TIMESTAMP --timestamp 2026-06-01T11:45:00Z --query ShardIterator --output text --profile class) | sort | uniq -c | sort -rn | head",
    },
  ],
  '06-cool': [
    {
      title: 'The stack of the alarms is complete',
      expected: 'hot-shard-workshop-alarm in CREATE_COMPLETE or UPDATE_COMPLETE',
      remedy: 'Run step 6: npm run workshop -- --only 6 --target aws',
      command:
        "aws cloudformation describe-stacks --stack-name hot-shard-workshop-alarm --query 'Stacks[0].StackStatus' --profile class",
    },
    {
      title: 'No shard is hot any more',
      expected:
        'shardId-000000000000 split, and no open shard with more than 1.5 times its fair share in the newest 3 minutes of traffic since',
      remedy: 'Run step 6: npm run workshop -- --only 6 --target aws',
      command:
        "aws kinesis list-shards --stream-name hot-shard-data-stream --query 'Shards[?!SequenceNumberRange.EndingSequenceNumber].ShardId' --profile class",
    },
    {
      title: 'No write is refused any more',
      expected: 'WriteProvisionedThroughputExceeded of 0 on every open shard in these minutes',
      remedy: 'Run step 6: npm run workshop -- --only 6 --target aws',
      command:
        "aws cloudwatch get-metric-statistics --namespace AWS/Kinesis --metric-name WriteProvisionedThroughputExceeded --dimensions Name=StreamName,Value=hot-shard-data-stream --statistics Sum --period 60 --start-time $(date -u -d '-15 min' +%FT%TZ) --end-time $(date -u +%FT%TZ) --profile class",
    },
    {
      title: 'Every key goes to one shard, in order',
      expected: 'each partition key in one open shard, its orders as they were made',
      remedy: 'Run step 6: npm run workshop -- --only 6 --target aws',
      command: 'aws kinesis list-shards --stream-name hot-shard-data-stream --profile class',
    },
    {
      title: 'The alarm was raised by the hot shard, and is OK again',
      expected: 'hot-shard-data-stream-hot-shard on hot-shard-data-stream, in ALARM first, then OK',
      remedy:
        'Run step 6: npm run workshop -- --only 6 --target aws. An alarm that was made after the split never saw the heat: begin anew with npm run workshop -- --only 1 --target aws',
      command:
        "aws cloudwatch describe-alarm-history --alarm-name hot-shard-data-stream-hot-shard --history-item-type StateUpdate --query 'AlarmHistoryItems[].[Timestamp,HistorySummary]' --profile class",
    },
  ],
  '07-clean-up': [
    {
      title: 'No stack of this workshop is left',
      expected: 'no stack of its names or with the tag workshop=kinesis-hot-shards',
      remedy: 'Clean up: npm run clean-up -- --target aws',
      command:
        "aws cloudformation describe-stacks --query 'Stacks[].[StackName,StackStatus]' --profile class",
    },
    {
      title: 'No stream of this workshop is left',
      expected: 'no stream hot-shard-data-stream or with the tag workshop=kinesis-hot-shards',
      remedy: 'Clean up: npm run clean-up -- --target aws',
      command:
        'aws kinesis describe-stream-summary --stream-name hot-shard-data-stream --profile class',
    },
    {
      title: 'No dashboard of this workshop is left',
      expected: 'no dashboard kinesis-per-shard-metrics of this stream and region',
      remedy: 'Clean up: npm run clean-up -- --target aws',
      command:
        'aws cloudwatch get-dashboard --dashboard-name kinesis-per-shard-metrics --profile class',
    },
    {
      title: 'No alarm of this workshop is left',
      expected:
        'no alarm hot-shard-data-stream… of this stream, or with the tag workshop=kinesis-hot-shards',
      remedy: 'Clean up: npm run clean-up -- --target aws',
      command:
        "aws cloudwatch describe-alarms --alarm-name-prefix hot-shard-data-stream --query 'MetricAlarms[].AlarmName' --profile class",
    },
  ],
};

/** A cloud that nobody asks: what leads to it, and its time. */
const CLOUD = {
  cliOptions: '--profile class',
  npmOptions: '--target aws',
  now: () => Date.parse('2026-06-01T12:00:30Z'),
};

for (const [stem, texts] of Object.entries(TEXTS)) {
  test(`The checks of ${stem} say what they want, what to do next, and what shows the same`, async () => {
    // of a cloud the texts take no more than this
    const workshop = { config, cloud: CLOUD } as unknown as Workshop;
    const [entry] = await loadCatalogue(ROOT, [stem]);
    assert.equal(
      entry?.checks.map(({ title, expected, remedy, command }) => ({
        title,
        expected: expected(config),
        remedy: remedy(workshop),
        command: command(workshop),
      })),
      texts,
    );
  });
}

test('No step is without these texts', async () => {
  assert.equal(Object.keys(TEXTS), await readStems(ROOT));
});

test.run();
