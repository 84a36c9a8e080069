import type { STSClient } from '@aws-sdk/client-sts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { typedOptions } from '../../src/cli/open-workshop.ts';
import { interrupted } from '../../src/interrupted.ts';
import { withoutIdentities } from '../../src/report/without-identities.ts';
import type { Asker } from '../../src/runner/asker.ts';
import { askConsent } from '../../src/runner/consent.ts';
import { standingLines } from '../../src/runner/standing.ts';
import { fakeEntry, fakeWorkshop } from './fakes.ts';

const STS = {
  send: async () => ({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/ann' }),
} as unknown as STSClient;

async function asked(target: 'aws' | 'local', answer: boolean | undefined) {
  const lines: string[] = [];
  const asker =
    answer === undefined ? undefined : ({ confirm: async () => answer } as unknown as Asker);
  const workshop = fakeWorkshop({ target, sts: STS });
  const reporter = {
    say: (line: string) => lines.push(withoutIdentities(line)),
    sayBeforeQuestion: (line: string) => lines.push(line),
    settle: () => undefined,
  };
  const consent = { question: 'Go on?', no: 'Nothing was changed.', cost: ['It costs 0.07 USD.'] };
  const session = { workshop, reporter, asker };
  const error = await askConsent(session, consent).catch((thrown: unknown) => thrown);
  return { lines, code: (error as { code?: string } | undefined)?.code };
}

test('on real AWS the account, the region and the cost are shown before the question', async () => {
  const shown = [
    'AWS account 123456789012, region us-east-1, as arn:aws:iam::123456789012:user/ann',
    'It costs 0.07 USD.',
  ];
  assert.equal(await asked('aws', true), { lines: shown, code: undefined });
  assert.equal(await asked('aws', false), { lines: shown, code: 'interrupted' });
});

test('where nobody is asked, what would be asked about stands in a log, which names no account', async () => {
  assert.equal(await asked('aws', undefined), {
    lines: ['AWS account [account], region us-east-1, as [ARN]', 'It costs 0.07 USD.'],
    code: undefined,
  });
});

test('Ctrl-C at the question is a no, which says what was left as it was', async () => {
  const confirm = () => Promise.reject(interrupted());
  const session = {
    workshop: fakeWorkshop(),
    reporter: {
      say: () => undefined,
      sayBeforeQuestion: () => undefined,
      settle: () => undefined,
    },
    asker: { confirm } as unknown as Asker,
  };
  const consent = { question: 'Go on?', no: 'Nothing was changed.' };
  const error = await askConsent(session, consent).catch((thrown: unknown) => thrown);
  assert.is((error as Error).message, 'Nothing was changed.');
});

test('elsewhere the question comes alone', async () => {
  assert.equal(await asked('local', true), { lines: [], code: undefined });
  assert.equal(await asked('local', false), { lines: [], code: 'interrupted' });
});

const TYPED = {
  target: { kind: 'aws' },
  yes: false,
  from: '2',
  to: undefined,
  only: undefined,
  participant: 'ann',
  region: 'eu-west-1',
  profile: undefined,
  lesson: undefined,
  realTime: false,
  format: 'text',
  output: undefined,
  waitSeconds: undefined,
  plain: false,
  debug: false,
} as const;

test('the way back leads to the same AWS and the same names', () => {
  const npmOptions = typedOptions(TYPED);
  assert.is(npmOptions, '--target aws --participant ann --region eu-west-1');
  const workshop = fakeWorkshop({ npmOptions });
  assert.equal(standingLines(fakeEntry(3, 'produce', []), workshop, false), [
    'You stand at step 3, Title of produce.',
    'Go on there with: npm run workshop -- --target aws --participant ann --region eu-west-1',
  ]);
});

test('who stops in the clean-up goes on with it, and not at step 1', () => {
  assert.equal(standingLines(fakeEntry(7, 'clean-up', []), fakeWorkshop(), false), [
    'You stand at step 7, Title of clean-up.',
    'Go on there with: npm run clean-up',
  ]);
});

test('a local AWS that ends with its command leaves nothing to go on with, and says so', () => {
  assert.equal(standingLines(undefined, fakeWorkshop(), true), [
    'The local AWS ended with this command. Start anew at step 1 with: npm run workshop',
    'To keep one, first run in another terminal: npm run local-aws',
  ]);
});

test.run();
