import type { HttpRequest } from '@smithy/core/protocols';
import { ACCOUNT_ID, KEY_ID } from '../report/without-identities.ts';
import { withTexts } from '../with-texts.ts';
import { headerOf } from './question.ts';

/** What names somebody in an ARN of IAM and STS: a path of names behind the kind. */
const NAMED =
  /\b(arn:aws[\w-]*:(?:iam|sts)::\w+:(?:user|group|role|assumed-role|federated-user|instance-profile)\/)([^\s"'<>,;)\]}]+)/g;
/** The name of a session behind the id of its role. */
const SESSION = /(\[key \d+\]:)([\w+=,.@-]+)/g;
const REQUEST_ID = /(<RequestId>|\brequest ?id: ?)[\w-]+/gi;
/** As a refused signature is explained, and in a signed address. */
const TOKEN = /(x-amz-security-token[:=])(?!\[)[^\s&"'<>]+/gi;
const SIGNATURE = /((?:x-amz-)?signature=)[0-9a-f]{64}/gi;

/** Members of a record, which holds one of the workshop's own synthetic orders. */
const OF_RECORDS = new Set(['Data', 'PartitionKey', 'SequenceNumber']);

/**
 * Takes identities and secrets out of what is written, each time in the same way: an account has
 * the same stand-in wherever it is named, so checks that compare accounts judge as before.
 */
export class Redaction {
  readonly #accounts = new Map<string, string>();
  readonly #keys = new Map<string, string>();
  readonly #names = new Map<string, string>();
  #secrets: readonly (readonly [secret: string, standIn: string])[] = [];

  /** Learns what this request was signed with, for its answer may repeat it. */
  learn({ headers }: HttpRequest): void {
    const authorization = headerOf(headers, 'authorization');
    this.#secrets = (
      [
        [headerOf(headers, 'x-amz-security-token'), '[session token]'],
        [/Signature=(\w+)/.exec(authorization)?.[1] ?? '', '[signature]'],
      ] as const
    ).filter(([secret]) => secret !== '');
    this.text(/Credential=([^/]+)/.exec(authorization)?.[1] ?? '');
  }

  text(whole: string): string {
    let text = whole;
    for (const [secret, standIn] of this.#secrets) text = text.replaceAll(secret, standIn);
    text = text
      .replace(TOKEN, '$1[session token]')
      .replace(SIGNATURE, '$1[signature]')
      .replace(REQUEST_ID, '$1-')
      .replace(NAMED, (_, before: string, path: string) => before + this.#named(path))
      .replace(KEY_ID, (id) => standIn(this.#keys, id, (n) => `[key ${n}]`))
      .replace(SESSION, (_, before: string, name: string) => before + this.#named(name))
      .replace(ACCOUNT_ID, (id) => this.#account(id));
    // an account that is known is found within names, too; a shard id ends in twelve digits as well
    for (const [account, known] of this.#accounts) {
      if (!text.includes(account)) continue;
      text = text.replace(new RegExp(`(?<!\\d|\\d\\.|shardId-)${account}(?!\\d)`, 'g'), known);
    }
    return text;
  }

  /** The same for every text of a value that prints as JSON. */
  all<Value>(value: Value): Value {
    return withTexts(
      value,
      (text) => this.text(text),
      (name) => OF_RECORDS.has(name),
    );
  }

  #named(path: string): string {
    const nameless = (name: string) => standIn(this.#names, name, (n) => `name-${n}`);
    return path.split('/').map(nameless).join('/');
  }

  #account(id: string): string {
    const isStandIn = [...this.#accounts.values()].includes(id);
    return isStandIn ? id : standIn(this.#accounts, id, (n) => String(n).padStart(12, '0'));
  }
}

function standIn(known: Map<string, string>, text: string, nth: (n: number) => string): string {
  const found = known.get(text) ?? nth(known.size + 1);
  known.set(text, found);
  return found;
}
