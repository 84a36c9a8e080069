import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** What every shard iterator of AWS starts with: `AAAAAAAAAAE` in base64. */
const VERSION = Buffer.from('0000000000000001', 'hex');
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = VERSION.length + IV_BYTES + TAG_BYTES;

/**
 * Shard iterators and page tokens: facts that a client carries for the service, that it can neither
 * read nor make up. A token is good for the cloud that sealed it.
 */
export class TokenSealer {
  /** @param key 32 bytes */
  constructor(private readonly key: Buffer) {}

  seal(facts: readonly (string | number)[]): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(facts), 'utf8'), cipher.final()]);
    return Buffer.concat([VERSION, iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** The facts in a token; undefined when this sealer did not make it. */
  open(token: string): unknown[] | undefined {
    const bytes = Buffer.from(token, 'base64');
    if (bytes.length <= HEAD_BYTES || bytes.toString('base64') !== token) return undefined;
    const tagAt = VERSION.length + IV_BYTES;
    const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(VERSION.length, tagAt));
    decipher.setAuthTag(bytes.subarray(tagAt, HEAD_BYTES));
    try {
      const opened = Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]);
      return JSON.parse(opened.toString('utf8')) as unknown[];
    } catch {
      return undefined;
    }
  }
}
