import type { WorkshopEvent } from '../contract.ts';

/** One event, one line, without its line break. */
export function jsonLine(event: WorkshopEvent): string {
  return JSON.stringify(event);
}
