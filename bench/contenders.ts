import { fileURLToPath } from 'node:url';
import { canned, local, peer } from './servers.ts';
import type { Contender } from './types.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** With limits enforced, one shard would take 1,000 records a second; this many never refuse one. */
const ENOUGH_SHARDS = 400;
const RECORDS = 150_000;

export const LOCAL = 'local AWS';
export const LOCAL_HTTP1 = 'local AWS, HTTP/1.1';
export const CANNED = 'canned reply';
export const CANNED_HTTP1 = 'canned reply, HTTP/1.1';
export const KINESALITE = 'kinesalite 3.3.3';

export const contenders: readonly Contender[] = [
  {
    name: LOCAL,
    transport: 'sdk',
    serves: ['kinesis', 'cloudwatch', 'cloudformation'],
    timeLapse: true,
    shardCount: ENOUGH_SHARDS,
    recordsPerRound: RECORDS,
    start: () => local(),
  },
  {
    name: CANNED,
    transport: 'sdk',
    serves: ['canned'],
    shardCount: 1,
    recordsPerRound: RECORDS,
    start: () => canned('http2'),
  },
  {
    name: LOCAL_HTTP1,
    transport: 'http1',
    serves: ['kinesis'],
    shardCount: ENOUGH_SHARDS,
    recordsPerRound: RECORDS,
    start: () => local(),
  },
  {
    name: CANNED_HTTP1,
    transport: 'http1',
    serves: ['canned'],
    shardCount: 1,
    recordsPerRound: RECORDS,
    start: () => canned('http1'),
  },
  {
    name: KINESALITE,
    transport: 'http1',
    serves: ['kinesis'],
    shardCount: 4,
    recordsPerRound: 20_000,
    start: () =>
      peer(process.execPath, (port) => [
        `${here}node_modules/kinesalite/cli.js`,
        '--port',
        String(port),
      ]),
  },
  {
    name: 'kinesis-local 0.6.2',
    transport: 'http1',
    serves: ['kinesis'],
    shardCount: 4,
    recordsPerRound: 1_000,
    start: () =>
      peer(process.execPath, () => ['main.js'], {
        // it reads its certificate from the current folder
        folder: `${here}node_modules/kinesis-local`,
        env: (port, tlsPort) => ({
          KINESIS_MOCK_PLAIN_PORT: String(port),
          KINESIS_MOCK_TLS_PORT: String(tlsPort),
        }),
      }),
  },
  {
    name: 'moto',
    transport: 'http1',
    serves: ['kinesis', 'cloudwatch', 'cloudformation'],
    shardCount: 4,
    recordsPerRound: 5_000,
    cloudWatchProtocol: 'query',
    program: 'moto_server',
    start: () => peer('moto_server', (port) => ['--host', '127.0.0.1', '--port', String(port)]),
  },
];
