/** Why a request to AWS has no answer that could be judged. */
export type AwsProblemKind =
  | 'access-denied'
  | 'credentials'
  | 'throttled'
  | 'no-connection'
  | 'clock'
  | 'incomplete'
  | 'service'
  | 'aborted'
  | 'unknown';

export interface AwsProblem {
  readonly kind: AwsProblemKind;
  /** One line for a person. */
  readonly reason: string;
  readonly remedy: string;
}

const ACCESS_DENIED = /AccessDenied|^UnauthorizedOperation$|^AuthorizationError|^OptInRequired$/;
/** The signature is too old, or not valid yet: what is wrong with it is its time. */
const CLOCK = /^RequestTimeTooSkewed$|^RequestInTheFuture$/;
const CLOCK_MESSAGE = /^Signature (expired|not yet current)/;
/** The SDK's name for an error whose answer has none. */
const NO_CODE = 'Unknown';
const CREDENTIALS =
  /^ExpiredToken|^RequestExpired$|^InvalidClientTokenId$|^UnrecognizedClient|^InvalidSignature|^SignatureDoesNotMatch$|^InvalidAccessKeyId$|^MissingAuthenticationToken|^IncompleteSignature|^AuthFailure$|^CredentialsProviderError$|^TokenProviderError$/;
/** Kinesis says `LimitExceededException` of its control calls' rate, too. */
const THROTTLED =
  /Throttl|^TooManyRequests|^RequestLimitExceeded$|^LimitExceededException$|^ProvisionedThroughputExceeded|^SlowDown$|^PriorRequestNotComplete$|^BandwidthLimitExceeded$/;
const CONNECTION =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_HTTP2_.*|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|NetworkingError|TimeoutError|RequestTimeout.*)$/;

/** What to do next, for each kind. */
export const REMEDY: Readonly<Record<AwsProblemKind, string>> = {
  'access-denied':
    'Allow this action in your IAM policy (the README has one ready), then run the same command again',
  credentials:
    'Sign in to AWS again, or choose other credentials with --profile, then run the same command again',
  throttled: 'Wait a minute, then run the same command again',
  'no-connection': 'Check the network, --target and --region, then run the same command again',
  clock: "Set this machine's clock, then run the same command again",
  incomplete:
    'Run the same command again. Where it stays so, something between here and AWS cuts its answers',
  service: 'AWS has a problem of its own: wait a minute, then run the same command again',
  aborted: 'Run the same command again: it goes on where AWS stands',
  unknown: 'Run the same command again with --debug to see where this comes from',
};

/** Sorts an exception of an SDK client, or of the sockets below it. Never throws. */
export function classifyAwsError(error: unknown): AwsProblem {
  const name = nameOf(error);
  const message = messageOf(error);
  const kind = kindOf(error, name, message);
  return { kind, reason: sentence(kind, name, message), remedy: REMEDY[kind] };
}

function kindOf(error: unknown, name: string, message: string): AwsProblemKind {
  const codes = [name, ...codesOf(error)];
  const has = (pattern: RegExp) => codes.some((code) => pattern.test(code));
  if (has(/^AbortError$|^ABORT_ERR$/)) return 'aborted';
  if (has(CLOCK) || CLOCK_MESSAGE.test(message)) return 'clock';
  if (has(CREDENTIALS)) return 'credentials';
  if (has(ACCESS_DENIED)) return 'access-denied';
  if (has(THROTTLED)) return 'throttled';
  if (has(CONNECTION)) return 'no-connection';
  if (statusOf(error) >= 500) return 'service';
  return isUnreadable(error) || name === NO_CODE ? 'incomplete' : 'unknown';
}

function sentence(kind: AwsProblemKind, name: string, message: string): string {
  const said = message === '' || message === name ? name : `${name}: ${message}`;
  switch (kind) {
    case 'access-denied':
      return `AWS denies access. ${said}`;
    case 'credentials':
      return `AWS does not take these credentials. ${said}`;
    case 'throttled':
      return `AWS is throttling these requests. ${said}`;
    case 'no-connection':
      return `There is no connection. ${said}`;
    case 'clock':
      return `AWS says that this machine's clock is wrong. ${said}`;
    case 'incomplete':
      return `AWS's answer is not whole. ${name === NO_CODE ? 'It is an error without a code' : said}`;
    case 'service':
      return `AWS answered with an error of its own. ${said}`;
    case 'aborted':
      return 'The request was interrupted';
    case 'unknown':
      return said;
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : 'Error';
  // sockets and AggregateError (several addresses tried) carry the telling word in `code`
  const { code } = error as { code?: unknown };
  const isPlain = error.name === 'Error' || error.name === 'AggregateError';
  return isPlain && typeof code === 'string' ? code : error.name;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.message !== '') return firstLine(error.message);
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return first === undefined ? '' : messageOf(first);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** Error codes of the exception and of what caused it, a few levels deep. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const { code, Code } = error as { code?: unknown; Code?: unknown };
  const own = [code, Code].filter((value): value is string => typeof value === 'string');
  const causeName = error.cause instanceof Error ? [error.cause.name] : [];
  return [...own, ...causeName, ...codesOf(error.cause, depth + 1)];
}

/** What the SDK could not parse keeps the answer; an error that AWS told has a `$fault` as well. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && '$response' in error && !('$fault' in error);
}

function statusOf(error: unknown): number {
  const { $metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode ?? 0;
}
