import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { namelessDiagnosis } from '../../src/report/diagnosis/nameless.ts';
import { diagnosisPage } from '../../src/report/html/diagnosis-page.ts';
import { oneKeyAt30Percent, twoKeys, uniform } from '../diagnosis/shapes.ts';
import { diagnosed, send, withStream } from '../diagnosis/support.ts';

test("The doctor's page names no account, whoever's key encrypts the records", async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    const text =
      'Encrypted with arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab, which is odd.';
    const diagnosis = {
      ...(await diagnosed(cloud)),
      unseen: [{ kind: 'encryption', text } as const],
    };
    const html = diagnosisPage(namelessDiagnosis(diagnosis), '--region us-east-1');
    assert.match(html, '<li>Encrypted with [ARN], which is odd.</li>');
    assert.not.match(html, '123456789012');
  });
});

test('The charts of a diagnosis mark a shard that is hot, and a key that alone makes it so', async () => {
  const cases = [
    [uniform(), ['not hot']],
    [twoKeys(), ['many keys', 'shard 2 (hot)']],
    [oneKeyAt30Percent(), ['one key', 'shard 2 (hot)', '&quot;customer-1&quot; (hot)']],
  ] as const;
  for (const [records, told] of cases) {
    await withStream(async (cloud, aws) => {
      await send(cloud, aws, records);
      const diagnosis = await diagnosed(cloud);
      const marked = diagnosisPage(diagnosis, '').match(/(?<=>)[^<]* \(hot\)(?=<)/g) ?? [];
      assert.equal([diagnosis.finding.kind, ...new Set(marked)], told);
    });
  }
});

test.run();
