import { parseJson } from './json.ts';

/** Where a listing goes on, as the opaque text that clients hand back. */
export function writeToken(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position in a token that `writeToken` made; `undefined` for any other text. */
export function readToken(token: string): unknown {
  return parseJson(Buffer.from(token, 'base64url').toString());
}
