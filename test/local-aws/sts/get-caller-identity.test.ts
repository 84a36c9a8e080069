import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';

test('A caller is the user of the account that its access key id says', () =>
  withLocalAws(async (aws) => {
    for (const [accessKeyId, account] of [
      ['test', '123456789012'],
      ['210987654321', '210987654321'],
    ] as const) {
      const client = new STSClient({
        ...clientOptions(aws),
        credentials: { accessKeyId, secretAccessKey: 'test' },
      });
      try {
        const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
        assert.is(Account, account);
        assert.is(Arn, `arn:aws:iam::${account}:user/local`);
        assert.match(UserId ?? '', /^AIDA[0-9A-F]{17}$/);
      } finally {
        client.destroy();
      }
    }
  }));

test.run();
