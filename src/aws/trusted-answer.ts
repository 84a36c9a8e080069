import { WorkshopError } from '../errors.ts';
import { cliTime } from '../minutes.ts';

/** What a proxy, a firewall or a network's sign-in page answers with, and AWS never does. */
export function isWebPage(contentType: string | undefined): boolean {
  return /^text\/html\b/i.test(contentType ?? '');
}

export function notAws(operation: string): WorkshopError {
  return new WorkshopError(
    'no-connection',
    `Something between here and AWS answered ${operation} in its place, with a web page`,
    'Open any page in a browser on this machine, since the network may want a sign-in first; then run the same command again',
  );
}

/** @param nowMs cloud time as another answer tells it */
export function wrongTime(operation: string, date: string, nowMs: number): WorkshopError {
  return new WorkshopError(
    'cannot-tell',
    `The answer to ${operation} is of ${cliTime(Date.parse(date))}, and by another answer it is ${cliTime(nowMs)}: its time can not be trusted`,
    'Run the same command again. Where it stays so, something between here and AWS keeps old answers or changes them',
  );
}
