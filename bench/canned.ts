import * as http from 'node:http';
import * as http2 from 'node:http2';
import type { AddressInfo } from 'node:net';

// The least that a server can do: read the whole body and answer what was prepared. Nothing that
// decodes, hashes, keeps and answers 500 records can be faster than this, in the same runtime.
// `node --import tsx canned.ts http1|http2` prints its address.
const CREATED = '{}';
const DESCRIPTION = JSON.stringify({ StreamDescription: { StreamStatus: 'ACTIVE' } });
const success = {
  ShardId: 'shardId-000000000000',
  SequenceNumber: '49590338271490256608559692538361571095921575989136588898',
};
const PUT_RECORD = JSON.stringify(success);
const PUT_RECORDS = JSON.stringify({
  FailedRecordCount: 0,
  Records: Array.from({ length: 500 }, () => success),
});
const HEADERS = { 'content-type': 'application/x-amz-json-1.1' };

function reply(target: string | string[] | undefined): string {
  switch (String(target).split('.')[1]) {
    case 'PutRecords':
      return PUT_RECORDS;
    case 'PutRecord':
      return PUT_RECORD;
    case 'DescribeStream':
      return DESCRIPTION;
    default:
      return CREATED;
  }
}

const http1 = http.createServer(async (request, response) => {
  for await (const _chunk of request);
  const body = reply(request.headers['x-amz-target']);
  response.writeHead(200, { ...HEADERS, 'content-length': Buffer.byteLength(body) }).end(body);
});

const h2 = http2.createServer();
h2.on('stream', async (stream, headers) => {
  for await (const _chunk of stream);
  stream.respond({ ':status': 200, ...HEADERS });
  stream.end(reply(headers['x-amz-target']));
});

const server = process.argv[2] === 'http2' ? h2 : http1;
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
