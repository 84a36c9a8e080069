import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListMetricsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { classifyAwsError } from '../../src/aws/aws-errors.ts';
import { connect } from '../../src/aws/cloud.ts';
import { WorkshopError } from '../../src/errors.ts';
import { optionsText } from '../../src/options-text.ts';
import { withLocalAws } from '../support/local-aws.ts';

const common = { target: 'endpoint', region: 'us-east-1', realTime: false } as const;

test('A request that is never answered is given up in the end, as no connection', async () => {
  await withSilentServer(async (endpoint) => {
    const { signal } = new AbortController();
    const cloud = await connect({ ...common, endpoint, signal, requestTimeoutMs: 20 });
    try {
      await cloud.kinesis.send(new ListStreamsCommand({}));
      assert.unreachable('nobody answered');
    } catch (error) {
      assert.is(classifyAwsError(error).kind, 'no-connection');
    } finally {
      cloud.close();
    }
  });
});

test('The end of the command ends a request that is under way', async () => {
  await withSilentServer(async (endpoint) => {
    const controller = new AbortController();
    const cloud = await connect({ ...common, endpoint, signal: controller.signal });
    try {
      const sent = cloud.kinesis.send(new ListStreamsCommand({}));
      setImmediate(() => controller.abort());
      await sent;
      assert.unreachable('nobody answered');
    } catch (error) {
      assert.is(classifyAwsError(error).kind, 'aborted');
    } finally {
      cloud.close();
    }
  });
});

test('A connection that is reset in the middle of an answer of another time is noticed', async () => {
  await withSilentServer(
    async (endpoint) => {
      const { signal } = new AbortController();
      const cloud = await connect({ ...common, endpoint, signal, maxAttempts: 1 });
      try {
        await cloud.kinesis.send(new ListStreamsCommand({}));
        assert.unreachable('half of it is missing');
      } catch (error) {
        assert.is(classifyAwsError(error).kind, 'no-connection');
      } finally {
        cloud.close();
      }
    },
    (response) => {
      const headers = { date: 'Sun, 01 Jun 2031 13:00:00 GMT', 'content-length': 100 };
      response.writeHead(200, headers).write('{"HasMore', () => response.socket?.resetAndDestroy());
    },
  );
});

test('A web page in place of an answer is no answer of AWS', async () => {
  await withSilentServer(
    async (endpoint) => {
      const { signal } = new AbortController();
      const cloud = await connect({ ...common, endpoint, signal, maxAttempts: 1 });
      try {
        await cloud.cloudformation.send(new DescribeStacksCommand({}));
        assert.unreachable('there are no stacks in it');
      } catch (error) {
        assert.ok(error instanceof WorkshopError);
        assert.is(error.code, 'no-connection');
        assert.is(
          error.message,
          'Something between here and AWS answered DescribeStacks in its place, with a web page',
        );
      } finally {
        cloud.close();
      }
    },
    (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    },
  );
});

test('The time of an AWS whose clock can not be moved is known from its first answer', async () => {
  await withSilentServer(async (endpoint) => {
    const { signal } = new AbortController();
    const cloud = await connect({ ...common, endpoint, signal });
    assert.is(new Date(cloud.now()).getUTCFullYear(), 2031);
    assert.is(cloud.timeLapse, false);
    cloud.close();
  });
});

test('On a local AWS a sleep moves the cloud’s clock, and takes no time', async () => {
  await withLocalAws(async (aws) => {
    const { signal } = new AbortController();
    const cloud = await connect({ ...common, endpoint: aws.url, signal });
    try {
      const [beforeMs, realMs] = [cloud.now(), performance.now()];
      await cloud.sleep(3600);
      // The test's cloud stands still meanwhile, this machine does not.
      assert.ok(cloud.now() - beforeMs > 3_590_000);
      assert.ok(performance.now() - realMs < 60_000);
      assert.is(cloud.timeLapse, true);
    } finally {
      cloud.close();
    }
  });
});

test('CloudWatch of another region is asked there', async () => {
  await withLocalAws(async (aws) => {
    const { signal } = new AbortController();
    const cloud = await connect({ ...common, endpoint: aws.url, signal });
    try {
      const there = cloud.cloudwatchIn('eu-west-1');
      await there.send(
        new PutMetricDataCommand({ Namespace: 'N', MetricData: [{ MetricName: 'm', Value: 1 }] }),
      );
      const namesIn = async (region: string) => {
        const { Metrics = [] } = await cloud.cloudwatchIn(region).send(new ListMetricsCommand({}));
        return Metrics.map(({ MetricName }) => MetricName);
      };
      assert.equal([await namesIn('eu-west-1'), await namesIn('us-east-1')], [['m'], []]);
      assert.is(cloud.cloudwatchIn('us-east-1'), cloud.cloudwatch);
      assert.is(cloud.cloudwatchIn('eu-west-1'), there);
    } finally {
      cloud.close();
    }
  });
});

test('With --real-time a local AWS is waited for like any other', async () => {
  await withLocalAws(async (aws) => {
    const { signal } = new AbortController();
    const cloud = await connect({ ...common, endpoint: aws.url, signal, realTime: true });
    assert.is(cloud.timeLapse, false);
    cloud.close();
  });
});

test('An address where nothing listens is named, with what to do', async () => {
  const { signal } = new AbortController();
  try {
    await connect({ ...common, endpoint: 'http://127.0.0.1:1', signal });
    assert.unreachable('nothing listens');
  } catch (error) {
    assert.is(String(error), 'WorkshopError: Nothing answers at http://127.0.0.1:1');
  }
});

test('The options of an AWS CLI are those that have a value', () => {
  assert.is(
    optionsText({ region: 'us-east-1', profile: undefined, 'endpoint-url': 'http://x' }),
    '--region us-east-1 --endpoint-url http://x',
  );
});

/** Answers the question whether it is a local AWS with no, and nothing else unless it is told how. */
async function withSilentServer(
  use: (endpoint: string) => Promise<void>,
  answer: (response: ServerResponse) => void = () => undefined,
): Promise<void> {
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/_local/')) return answer(response);
    response.writeHead(404, { date: 'Sun, 01 Jun 2031 12:00:00 GMT' }).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.run();
