import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CreateStreamCommand,
  KinesisClient,
  ListStreamsCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Contender, Running, Subject } from './types.ts';

const ACTIVE_WITHIN_SECONDS = 60;
const ASKED_EVERY_SECONDS = 1;

/** The clients for a running contender. */
export function subjectOf(contender: Contender, running: Running): Subject {
  const { url: endpoint } = running;
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const options = { endpoint, region: 'us-east-1', credentials };
  const http1 = contender.transport === 'http1' ? { requestHandler: new NodeHttpHandler() } : {};
  const query = contender.cloudWatchProtocol === 'query' ? { protocol: AwsQueryProtocol } : {};
  return {
    contender,
    running,
    kinesis: new KinesisClient({ ...options, ...http1 }),
    cloudwatch: new CloudWatchClient({ ...options, ...query }),
    cloudformation: new CloudFormationClient(options),
  };
}

/** Makes a stream and waits until it takes records. */
export async function makeStream({ kinesis }: Subject, name: string, shards: number) {
  const { StreamNames } = await kinesis.send(new ListStreamsCommand({}));
  if (StreamNames?.includes(name)) return;
  await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: shards }));
  await waitUntilStreamExists(
    { client: kinesis, maxWaitTime: ACTIVE_WITHIN_SECONDS, minDelay: ASKED_EVERY_SECONDS },
    { StreamName: name },
  );
}
