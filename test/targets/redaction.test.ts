import { HttpRequest } from '@smithy/core/protocols';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Redaction } from '../../src/recording/redaction.ts';

const SIGNATURE = 'a1b2c3d4'.repeat(8);

function request(): HttpRequest {
  return new HttpRequest({
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=ASIAABCDEFGHIJKLMNOP/20260601/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=${SIGNATURE}`,
      'X-Amz-Security-Token': 'FwoGZXIvYXdzEJr//token==',
    },
  });
}

test('An account has one stand-in wherever it is named, another account another', () => {
  const redaction = new Redaction();
  assert.is(
    redaction.text('arn:aws:kinesis:us-east-1:210987654321:stream/s'),
    'arn:aws:kinesis:us-east-1:000000000001:stream/s',
  );
  assert.equal(
    redaction.all({
      Account: '210987654321',
      Bucket: 'logs-210987654321-eu',
      Other: '112233445566',
      Again: ['112233445566'],
    }),
    {
      Account: '000000000001',
      Bucket: 'logs-000000000001-eu',
      Other: '000000000002',
      Again: ['000000000002'],
    },
  );
});

test('What looks like an account and is none stays', () => {
  const redaction = new Redaction();
  for (const text of [
    'shardId-210987654321',
    '49590338271490256608559692538361571095921575989136588898',
    '1780315230123',
    '0.210987654321',
  ]) {
    redaction.text('account 210987654321');
    assert.is(redaction.text(text), text);
  }
});

test('Users, roles, their sessions and the keys of both lose their names', () => {
  const redaction = new Redaction();
  assert.is(
    redaction.text(
      'User: arn:aws:sts::210987654321:assumed-role/Teacher/ann@example.org is not authorized to perform: kinesis:ListShards',
    ),
    'User: arn:aws:sts::000000000001:assumed-role/name-1/name-2 is not authorized to perform: kinesis:ListShards',
  );
  assert.is(
    redaction.text('<UserId>AROAABCDEFGHIJKLMNOPQ:ann@example.org</UserId>'),
    '<UserId>[key 1]:name-2</UserId>',
  );
  assert.is(
    redaction.text('arn:aws:iam::210987654321:role/Teacher'),
    'arn:aws:iam::000000000001:role/name-1',
  );
  assert.is(redaction.text('AKIAABCDEFGHIJKLMNOP'), '[key 2]');
});

test('An answer that repeats what the request was signed with gives nothing of it away', () => {
  const redaction = new Redaction();
  redaction.learn(request());
  const told = redaction.text(`The request signature we calculated does not match.
The Canonical String for this request should have been
'POST\nhost:kinesis\nx-amz-security-token:FwoGZXIvYXdzEJr//token==\n'
Credential ASIAABCDEFGHIJKLMNOP, signature ${SIGNATURE}, X-Amz-Signature=${'0'.repeat(64)}`);
  assert.is(
    told,
    `The request signature we calculated does not match.
The Canonical String for this request should have been
'POST\nhost:kinesis\nx-amz-security-token:[session token]\n'
Credential [key 1], signature [signature], X-Amz-Signature=[signature]`,
  );
});

test('The ids of requests are left out, and a record stays as it is', () => {
  const redaction = new Redaction();
  assert.is(
    redaction.text(
      '<RequestId>1f2e3d4c-5b6a-7988-a7b6-c5d4e3f20112</RequestId> (Request ID: 1f2e3d4c-5b6a)',
    ),
    '<RequestId>-</RequestId> (Request ID: -)',
  );
  const record = {
    Data: 'MjEwOTg3NjU0MzIx',
    PartitionKey: '210987654321',
    SequenceNumber: '210987654321',
  };
  assert.equal(redaction.all(record), record);
});

test.run();
