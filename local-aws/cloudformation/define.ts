import { type Conformed, defineAction } from '../action.ts';
import type { CloudFormationState } from './state.ts';

/** An operation as the SDK types it, such as `CreateStackCommand`. */
interface Command {
  readonly input: object;
  resolveMiddleware(...args: never): (...args: never) => Promise<{ readonly output: object }>;
}

/** What an operation's action is given. */
export type InputOf<Of extends Command> = Conformed<Of['input']>;

type OutputOf<Of extends Command> = Awaited<
  ReturnType<ReturnType<Of['resolveMiddleware']>>
>['output'];

/** Declares an action of CloudFormation: `define<CreateStackCommand>({ … })`. */
export function define<Of extends Command>(
  action: Parameters<typeof defineAction<CloudFormationState, Of['input'], OutputOf<Of>>>[0],
) {
  return defineAction<CloudFormationState, Of['input'], OutputOf<Of>>(action);
}
