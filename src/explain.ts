import { classifyAwsError } from './aws-errors.ts';
import { WorkshopError } from './errors.ts';

/** What went wrong and what to do next, a line or two; the stack only for those who ask. */
export function explain(error: unknown, debug: boolean): string[] {
  const lines = linesOf(error).filter((line) => line !== '');
  return debug ? [...lines, stackOf(error)] : lines;
}

/** The same in a row, as whole sentences. */
export function explainInARow(error: unknown): string {
  return linesOf(error)
    .filter((line) => line !== '')
    .map(sentence)
    .join(' ');
}

/** With a full stop, which AWS's own reasons often lack. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function linesOf(error: unknown): string[] {
  if (error instanceof WorkshopError) return [error.message, error.remedy];
  const { reason, remedy } = classifyAwsError(error);
  return [reason, remedy];
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack}${cause}`;
}
