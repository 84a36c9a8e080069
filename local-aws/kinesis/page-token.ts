import { AwsError } from '../errors.ts';
import { invalidArgument } from './errors.ts';
import { TOKEN_LIFETIME_MS } from './limits.ts';
import type { KinesisState } from './state.ts';

/** A `NextToken` of an action; it is good for 300 seconds. */
export function sealPage(
  state: KinesisState,
  action: string,
  facts: readonly (string | number)[],
): string {
  return state.tokens.seal([action, state.now(), ...facts]);
}

/**
 * The facts in a `NextToken`, all of them strings or numbers as they were sealed.
 *
 * @throws InvalidArgumentException for what is no token of this action
 * @throws ExpiredNextTokenException
 */
export function openPage(state: KinesisState, action: string, token: string): unknown[] {
  const [sealedBy, sealedMs, ...facts] = state.tokens.open(token) ?? [];
  if (sealedBy !== action) throw invalidArgument('NextToken is invalid.');
  if (state.now() - Number(sealedMs) > TOKEN_LIFETIME_MS) {
    throw new AwsError('ExpiredNextTokenException', 'NextToken has expired.');
  }
  return facts;
}
