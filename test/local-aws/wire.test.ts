import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as kinesis from '@aws-sdk/client-kinesis';
import * as sts from '@aws-sdk/client-sts';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { HttpResponse } from '@smithy/core/protocols';
import { operation as operationSchema } from '@smithy/core/schema';
import { type SchemaRef, type SchemaTraits, SMITHY_CONTEXT_KEY } from '@smithy/types';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { services } from '../../local-aws/services.ts';
import type { AnswerContext } from '../../local-aws/wire/protocol.ts';
import { route } from '../../local-aws/wire/route.ts';
import { operationSchemas } from '../../local-aws/wire/schema.ts';
import { sample } from '../support/sample.ts';

const client = { region: 'us-east-1' };
/** Its answer is a stream of events, which no other operation has; it is refused by name. */
const EVENT_STREAM = 'SubscribeToShard';
const namespace = 'com.amazonaws.cloudwatch';

interface Spoken {
  readonly name: string;
  readonly exports: object;
  readonly protocol: Pick<AwsQueryProtocol, 'serializeRequest' | 'deserializeResponse'>;
  readonly rpcName?: string;
}

/** Each service with the client protocols that reach it, as the SDK for JavaScript speaks them. */
const SPOKEN: readonly Spoken[] = [
  {
    name: 'Kinesis in JSON 1.1',
    exports: kinesis,
    protocol: new kinesis.KinesisClient(client).config.protocol,
  },
  {
    name: 'CloudWatch in JSON 1.0',
    exports: cloudwatch,
    protocol: new cloudwatch.CloudWatchClient(client).config.protocol,
  },
  {
    name: 'CloudWatch in Smithy RPC v2 CBOR',
    exports: cloudwatch,
    protocol: new AwsSmithyRpcV2CborProtocol({
      defaultNamespace: namespace,
      errorTypeRegistries: [],
    }),
    rpcName: 'GraniteServiceVersion20100801',
  },
  {
    name: 'CloudWatch in Query and XML',
    exports: cloudwatch,
    protocol: new AwsQueryProtocol({
      defaultNamespace: namespace,
      errorTypeRegistries: [],
      xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
      version: '2010-08-01',
    }),
  },
  {
    name: 'CloudFormation in Query and XML',
    exports: cloudformation,
    protocol: new cloudformation.CloudFormationClient(client).config.protocol,
  },
  {
    name: 'STS in Query and XML',
    exports: sts,
    protocol: new sts.STSClient(client).config.protocol,
  },
];

for (const { name, exports, protocol, rpcName } of SPOKEN) {
  const operations = Object.values(exports as Record<string, unknown>).filter(
    (value): value is [9, string, string, SchemaTraits, SchemaRef, SchemaRef] =>
      Array.isArray(value) && value[0] === 9 && value[2] !== EVENT_STREAM,
  );

  test(`Every operation's input and output survive the wire: ${name}`, async () => {
    assert.ok(operations.length > 10, `${operations.length} operations found`);
    for (const [, space, title, traits, inputSchema, outputSchema] of operations) {
      const operation = operationSchema(space, title, traits, inputSchema, outputSchema);
      const schemas = operationSchemas(exports, title);
      assert.ok(schemas, title);
      const input = sample(schemas.input) as object;
      const context = serdeContext(title, rpcName) as never;
      const request = await protocol.serializeRequest(operation, input, context);
      const found = route(services, {
        method: 'POST',
        target: request.path,
        headers: lowerCase(request.headers),
        body: Buffer.from((request.body as Uint8Array | string | undefined) ?? ''),
      });
      assert.ok(found, `${title} finds no service`);
      assert.is(found.operation, title);
      const decoded = found.protocol.decode(schemas.input, found.body);
      assert.equal(plain(decoded.input), input, `input of ${title}`);
      assert.equal(decoded.missing, [], `missing members of ${title}`);

      const output = sample(schemas.output) as object;
      const answer = found.protocol.encode(schemas.output, output, answerContext(title));
      const response = new HttpResponse({ ...answer, body: Buffer.from(answer.body) });
      const read = await protocol.deserializeResponse(operation, context, response as never);
      const { $metadata, ...members } = read as { $metadata: unknown };
      assert.ok($metadata);
      assert.equal(plain(members), output, `output of ${title}`);
    }
  });
}

function serdeContext(operation: string, service: string | undefined) {
  return {
    endpoint: async () => ({ protocol: 'http:', hostname: 'localhost', path: '/' }),
    streamCollector: async (body: Uint8Array) => body,
    utf8Encoder: (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8'),
    base64Encoder: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64'),
    base64Decoder: (text: string) => new Uint8Array(Buffer.from(text, 'base64')),
    [SMITHY_CONTEXT_KEY]: { service, operation },
  };
}

function answerContext(operation: string): AnswerContext {
  const json = 'application/x-amz-json-1.0';
  return {
    requestId: 'id',
    operation,
    xmlNamespace: 'x',
    queryMode: false,
    contentType: json,
  };
}

/** Some readers give a blob as a Buffer, some as its base class: the bytes are what counts. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, plain(inside)]));
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

test.run();
