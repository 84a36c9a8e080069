"""Talks to a local AWS with boto3, and prints what it was told as one JSON object.

usage: every-call.py ENDPOINT PROTOCOL, where PROTOCOL is how CloudWatch is spoken to
"""

import datetime
import json
import sys
import urllib.request

import boto3
import botocore.model
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, PROTOCOL = sys.argv[1:]
# botocore takes the first of these that a service has
botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS = [PROTOCOL, 'json', 'query']
NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.timezone.utc)
HOUR = datetime.timedelta(hours=1)
TEMPLATE = """
Description: 'a & "b" <c> é ✓'
Parameters: {Name: {Type: String}}
Resources:
  Stream: {Type: 'AWS::Kinesis::Stream', Properties: {Name: !Ref Name, ShardCount: 2}}
Outputs: {Arn: {Value: !GetAtt Stream.Arn}}
"""


def client(service):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name='us-east-1',
        aws_access_key_id='test',
        aws_secret_access_key='test',
        config=Config(retries={'max_attempts': 0}),
    )


def advance(seconds):
    body = json.dumps({'advanceSeconds': seconds}).encode()
    urllib.request.urlopen(ENDPOINT + '/_local/clock', data=body).read()


def refusal(call, **members):
    try:
        call(**members)
    except ClientError as error:
        return [type(error).__name__, error.response['Error']['Code'], error.response['Error']['Message']]


def kinesis():
    aws = client('kinesis')
    aws.create_stream(StreamName='hot', ShardCount=2)
    advance(60)
    records = [{'Data': bytes([n, 0, 255]), 'PartitionKey': f'é{n}'} for n in range(100)]
    put = aws.put_records(StreamName='hot', Records=records)
    read = []
    for shard in aws.list_shards(StreamName='hot')['Shards']:
        iterator = aws.get_shard_iterator(
            StreamName='hot', ShardId=shard['ShardId'], ShardIteratorType='TRIM_HORIZON'
        )['ShardIterator']
        read += aws.get_records(ShardIterator=iterator)['Records']
    return {
        'failed': put['FailedRecordCount'],
        'same': sorted(r['Data'] for r in read) == [r['Data'] for r in records],
        'keys': sorted(r['PartitionKey'] for r in read) == sorted(r['PartitionKey'] for r in records),
        'arrival': str(read[0]['ApproximateArrivalTimestamp'].astimezone(datetime.timezone.utc)),
        'missing': refusal(aws.describe_stream, StreamName='cold'),
        'invalid': refusal(aws.describe_stream, StreamName='no such name!'),
    }


def cloudwatch():
    aws = client('cloudwatch')
    many = [
        {'MetricName': 'visits', 'Dimensions': [{'Name': 'page', 'Value': f'p{n}'}], 'Timestamp': NOON, 'Value': n / 2}
        for n in range(500)
    ]
    aws.put_metric_data(Namespace='Shop', MetricData=many)  # so long that it is compressed
    statistics = aws.get_metric_statistics(
        Namespace='Shop',
        MetricName='visits',
        Dimensions=[{'Name': 'page', 'Value': 'p3'}],
        StartTime=NOON - HOUR,
        EndTime=NOON + HOUR,
        Period=60,
        Statistics=['Sum'],
    )['Datapoints']
    stat = {'Metric': {'Namespace': 'Shop', 'MetricName': 'visits', 'Dimensions': [{'Name': 'page', 'Value': 'p3'}]}, 'Period': 60, 'Stat': 'Sum'}
    result = aws.get_metric_data(
        StartTime=NOON - HOUR,
        EndTime=NOON + HOUR,
        MetricDataQueries=[{'Id': 'm1', 'MetricStat': stat}, {'Id': 'e1', 'Expression': 'm1 * 2'}],
    )['MetricDataResults'][1]
    listed = [m for page in aws.get_paginator('list_metrics').paginate(Namespace='Shop') for m in page['Metrics']]
    aws.put_dashboard(DashboardName='d', DashboardBody='{"widgets":[]}')
    aws.put_metric_alarm(
        AlarmName='a', Namespace='Shop', MetricName='visits', Statistic='Sum', Period=60,
        EvaluationPeriods=1, Threshold=1.5, ComparisonOperator='GreaterThanThreshold',
    )
    alarm = aws.describe_alarms(AlarmNames=['a'])['MetricAlarms'][0]
    return {
        'protocol': aws.meta.service_model.resolved_protocol,
        'statistics': [[d['Sum'], d['Unit'], str(d['Timestamp'].astimezone(datetime.timezone.utc))] for d in statistics],
        'data': [result['Id'], result['Values'], [str(t.astimezone(datetime.timezone.utc)) for t in result['Timestamps']]],
        'listed': len(listed),
        'body': aws.get_dashboard(DashboardName='d')['DashboardBody'],
        'alarm': [alarm['Threshold'], alarm['StateValue'], alarm['ActionsEnabled']],
        'missing': refusal(aws.get_dashboard, DashboardName='e'),
        'invalid': refusal(aws.put_metric_data, Namespace='Shop', MetricData=[{'MetricName': 'visits', 'Value': float('nan')}]),
        'image': aws.get_metric_widget_image(MetricWidget='{"metrics":[["Shop","visits"]]}')['MetricWidgetImage'][:4].hex(),
    }


def cloudformation():
    aws = client('cloudformation')
    stack = {'StackName': 's', 'TemplateBody': TEMPLATE, 'Parameters': [{'ParameterKey': 'Name', 'ParameterValue': 'warm'}]}
    aws.create_stack(**stack)
    advance(600)
    described = aws.describe_stacks(StackName='s')['Stacks'][0]
    events = [e for page in aws.get_paginator('describe_stack_events').paginate(StackName='s') for e in page['StackEvents']]
    return {
        'status': described['StackStatus'],
        'outputs': described['Outputs'],
        'description': described['Description'],
        'template': aws.get_template(StackName='s')['TemplateBody'] == TEMPLATE,
        'first': events[-1]['ResourceStatus'],
        'again': refusal(aws.create_stack, **stack),
        'missing': refusal(aws.describe_stacks, StackName='none'),
        'invalid': refusal(aws.validate_template, TemplateBody='Resources: {A: 1}'),
    }


def sts():
    identity = client('sts').get_caller_identity()
    return [identity['Account'], identity['Arn']]


print(json.dumps({'kinesis': kinesis(), 'cloudwatch': cloudwatch(), 'cloudformation': cloudformation(), 'sts': sts()}))
