import { classifyAwsError } from './aws/aws-errors.ts';
import { WorkshopError } from './errors.ts';

/** What went wrong and what to do next, a line or two; the stack only for those who ask. */
export function explain(error: unknown, debug: boolean): string[] {
  const lines = linesOf(error);
  return debug ? [...lines, stackOf(error)] : lines;
}

/** The same in a row, as whole sentences. */
export function explainInARow(error: unknown): string {
  return linesOf(error).map(sentence).join(' ');
}

/** With a full stop, which AWS's own reasons often lack. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** In a line each, for a person; the remedy is '' where there is none. */
export function problemOf(error: unknown): { readonly reason: string; readonly remedy: string } {
  if (error instanceof WorkshopError) return { reason: error.message, remedy: error.remedy };
  const { reason, remedy } = classifyAwsError(error);
  return { reason, remedy };
}

function linesOf(error: unknown): string[] {
  const { reason, remedy } = problemOf(error);
  return [reason, remedy].filter((line) => line !== '');
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack}${cause}`;
}
