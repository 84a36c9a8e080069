import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AwsProblemKind, classifyAwsError } from '../../src/aws/aws-errors.ts';

function named(name: string, message = '', rest: object = {}): Error {
  return Object.assign(new Error(message), { name, ...rest });
}

function kinds(errors: readonly unknown[]): AwsProblemKind[] {
  return errors.map((error) => classifyAwsError(error).kind);
}

test('names that AWS gives a denied action are access-denied', () => {
  const errors = ['AccessDenied', 'AccessDeniedException', 'KMSAccessDeniedException'];
  assert.equal(kinds(errors.map((name) => named(name))), Array(3).fill('access-denied'));
});

test('expired, missing and wrong credentials are told from a denied action', () => {
  const errors = [
    'ExpiredToken',
    'ExpiredTokenException',
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'SignatureDoesNotMatch',
    'CredentialsProviderError',
  ];
  assert.equal(kinds(errors.map((name) => named(name))), Array(6).fill('credentials'));
});

test('both spellings of a throttled call are throttled', () => {
  const errors = [
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
    'LimitExceededException',
  ];
  assert.equal(kinds(errors.map((name) => named(name))), Array(4).fill('throttled'));
});

test('a socket that does not connect, and a request that takes too long, are no-connection', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
    code: 'ECONNREFUSED',
  });
  const severalAddresses = Object.assign(new AggregateError([refused], ''), {
    code: 'ECONNREFUSED',
  });
  const wrapped = new Error('failed', { cause: refused });
  assert.equal(
    kinds([refused, severalAddresses, wrapped, named('TimeoutError')]),
    Array(4).fill('no-connection'),
  );
  assert.is(
    classifyAwsError(severalAddresses).reason,
    'There is no connection. ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1',
  );
});

test("an answer of 500 or above is the service's own problem", () => {
  const error = named('InternalFailure', 'Try later.', { $metadata: { httpStatusCode: 503 } });
  assert.is(classifyAwsError(error).kind, 'service');
  assert.is(
    classifyAwsError(error).reason,
    'AWS answered with an error of its own. InternalFailure: Try later.',
  );
});

test('a signature whose time is wrong is no matter of credentials, but of the clock', () => {
  const expired = 'Signature expired: 20260601T120030Z is now earlier than 20260601T125530Z';
  assert.equal(
    kinds([
      named('RequestTimeTooSkewed'),
      named('InvalidSignatureException', expired),
      named('SignatureDoesNotMatch', 'Signature not yet current: 20260601T140030Z'),
      named('SignatureDoesNotMatch', 'The request signature we calculated does not match'),
    ]),
    ['clock', 'clock', 'clock', 'credentials'],
  );
  assert.is(
    classifyAwsError(named('SignatureDoesNotMatch', expired)).reason,
    `AWS says that this machine's clock is wrong. SignatureDoesNotMatch: ${expired}`,
  );
});

test('an answer that can not be read is half an answer, not a defect of the workshop', () => {
  const cut = { $response: { statusCode: 200 } };
  const error = named('SyntaxError', 'Unterminated string in JSON at position 16', cut);
  assert.equal(classifyAwsError(error), {
    kind: 'incomplete',
    reason: "AWS's answer is not whole. SyntaxError: Unterminated string in JSON at position 16",
    remedy:
      'Run the same command again. Where it stays so, something between here and AWS cuts its answers',
  });
});

test('an error that has lost its code is half an answer, too', () => {
  const { kind, reason } = classifyAwsError(
    named('Unknown', 'UnknownError', { $response: {}, $fault: 'client' }),
  );
  assert.is(kind, 'incomplete');
  assert.is(reason, "AWS's answer is not whole. It is an error without a code");
});

test('an aborted request is aborted, whatever ended it', () => {
  assert.equal(
    kinds([named('AbortError'), new DOMException('This operation was aborted', 'AbortError')]),
    ['aborted', 'aborted'],
  );
});

test('anything else is unknown and keeps its words', () => {
  assert.equal(classifyAwsError(new TypeError('x is not a function')), {
    kind: 'unknown',
    reason: 'TypeError: x is not a function',
    remedy: 'Run the same command again with --debug to see where this comes from',
  });
  assert.is(classifyAwsError('text').kind, 'unknown');
  assert.is(classifyAwsError(undefined).kind, 'unknown');
});

test.run();
