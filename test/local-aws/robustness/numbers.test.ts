import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DOUBLES } from '../../../local-aws/wire/doubles.ts';
import type { Protocol } from '../../../local-aws/wire/protocol.ts';
import { hasProgram, optional } from '../../support/optional.ts';
import { speak, startCloud } from './ask.ts';

const CLOUDWATCH_PROTOCOLS = ['json', 'cbor', 'rpc-v2-cbor', 'query'] as const;

const refusal = async (
  service: string,
  protocol: Protocol['name'],
  operation: string,
  input: object,
) => {
  const { code, message } = await startCloud().ask(
    speak(service, protocol).request(operation, input),
  );
  return `${code}: ${message}`;
};

test('An integer is refused with a fraction, beyond 32 bits, and as a word', async () => {
  const create = (ShardCount: unknown) =>
    refusal('kinesis', 'json', 'CreateStream', { StreamName: 'hot', ShardCount });
  assert.is(
    await create(1.5),
    "SerializationException: 'shardCount' must be an integer of 32 bits, not 1.5",
  );
  assert.is(
    await create(2 ** 31),
    "SerializationException: 'shardCount' must be an integer of 32 bits, not 2147483648",
  );
  assert.is(
    await create(Number.NaN),
    "SerializationException: 'shardCount' must be an integer of 32 bits, not a string",
  );
  const inCbor = await refusal('kinesis', 'cbor', 'ListStreams', { Limit: 0.5 });
  assert.is(inCbor, "SerializationException: 'limit' must be an integer of 32 bits, not 0.5");
});

test('An integer in a form is refused when it is empty, a fraction or not decimal', async () => {
  for (const [sent, message] of [
    ['', "'' is not a number"],
    ['0x10', "'0x10' is not a number"],
    ['1.5', "'maxRecords' must be an integer of 32 bits, not 1.5"],
  ] as const) {
    assert.is(
      await refusal('cloudwatch', 'query', 'DescribeAlarms', { MaxRecords: sent }),
      `MalformedInput: ${message}`,
    );
  }
});

for (const protocol of CLOUDWATCH_PROTOCOLS) {
  test(`Doubles that are no numbers reach CloudWatch, which names them, in ${protocol}`, async () => {
    const datum = (values: object) => ({
      Namespace: 'Shop',
      MetricData: [{ MetricName: 'visits', ...values }],
    });
    const invalid =
      protocol === 'query' ? 'InvalidParameterValue' : 'InvalidParameterValueException';
    assert.is(
      await refusal('cloudwatch', protocol, 'PutMetricData', datum({ Value: Number.NaN })),
      `${invalid}: The value NaN for parameter MetricData.member.1.Value is invalid.`,
    );
    assert.is(
      await refusal('cloudwatch', protocol, 'PutMetricData', datum({ Values: [1.5, -Infinity] })),
      `${invalid}: The value -Infinity for parameter MetricData.member.1.Values is invalid.`,
    );
    assert.is(
      await refusal('cloudwatch', protocol, 'PutMetricAlarm', {
        AlarmName: 'a',
        Namespace: 'Shop',
        MetricName: 'visits',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: Infinity,
      }),
      `${invalid}: The value Infinity for parameter Threshold is invalid.`,
    );
    assert.is(
      await refusal(
        'cloudwatch',
        protocol,
        'PutMetricData',
        datum({ Values: [1.5], Counts: [2.5] }),
      ),
      ': ',
    );
  });
}

/** The double members of every operation's input, as botocore's service models have them. */
const DOUBLES_IN_BOTOCORE = `
import botocore.session, json
found = set()
def walk(shape, seen):
    if shape.type_name == 'list': walk(shape.member, seen)
    if shape.type_name != 'structure' or shape.name in seen: return
    for name, member in shape.members.items():
        inner = member.member if member.type_name == 'list' else member
        if inner.type_name in ('double', 'float'): found.add(shape.name + '.' + name)
        walk(member, seen | {shape.name})
session = botocore.session.get_session()
for service in ['kinesis', 'cloudwatch', 'cloudformation', 'sts']:
    model = session.get_service_model(service)
    for operation in model.operation_names:
        shape = model.operation_model(operation).input_shape
        if shape: walk(shape, set())
print(json.dumps(sorted(found)))
`;
const python = {
  what: 'Python with botocore',
  there: hasProgram('python3', '-c', 'import botocore'),
};

optional(test, python, 'The members that are doubles are those of botocore', async () => {
  const { stdout } = await promisify(execFile)('python3', ['-c', DOUBLES_IN_BOTOCORE]);
  const ours = Object.entries(DOUBLES).flatMap(([structure, members]) =>
    members.map((member) => `${structure}.${member}`),
  );
  assert.equal(ours.sort(), JSON.parse(stdout));
});

test.run();
