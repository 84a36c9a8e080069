import { isMinutes } from '../src/live/models.ts';

/** What a viewer chose to see; it is all in the page's address. */
export interface Choice {
  /** '' for the one that the server was started for */
  readonly dashboard: string;
  /** before now; undefined for what the dashboard says */
  readonly minutes: number | undefined;
  /** of a class, who is opened; nobody when left out */
  readonly participant?: string;
}

export const RANGES: readonly { readonly minutes: number; readonly label: string }[] = [
  { minutes: 15, label: '15 minutes' },
  { minutes: 60, label: '1 hour' },
  { minutes: 180, label: '3 hours' },
  { minutes: 720, label: '12 hours' },
  { minutes: 1440, label: '1 day' },
];

export function parseChoice(query: string): Choice {
  const parameters = new URLSearchParams(query);
  const minutes = parameters.get('minutes') ?? '';
  const participant = parameters.get('participant');
  return {
    dashboard: parameters.get('dashboard') ?? '',
    minutes: isMinutes(minutes) ? Number(minutes) : undefined,
    ...(participant === null ? {} : { participant }),
  };
}

/** The query of the page's own address, and of its events; '' where nothing was chosen. */
export function queryOf({ dashboard, minutes, participant }: Choice): string {
  const parameters = new URLSearchParams();
  if (dashboard !== '') parameters.set('dashboard', dashboard);
  if (minutes !== undefined) parameters.set('minutes', String(minutes));
  if (participant !== undefined) parameters.set('participant', participant);
  return parameters.size === 0 ? '' : `?${parameters}`;
}
