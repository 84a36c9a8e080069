import type { Cloud } from '../contract.ts';

/** Real milliseconds between two looks. */
export interface Pace {
  readonly dashboard: number;
  readonly shards: number;
  readonly keys: number;
  readonly walk: number;
}

const OFTEN: Pace = { dashboard: 2_000, shards: 2_000, keys: 0, walk: 10_000 };
const SELDOM: Pace = { dashboard: 60_000, shards: 15_000, keys: 300_000, walk: 120_000 };

type Asked = Pick<Cloud, 'target' | 'timeLapse'>;

/** An AWS that may be a real one is asked seldom, for each look costs requests, and metrics money. */
export function paceOf(cloud: Asked): Pace {
  return maybeReal(cloud) ? SELDOM : OFTEN;
}

/**
 * What to say before the page is looked at. Of the workshop's own dashboard, 20 metrics a minute; of
 * 4 shards, 2 metrics 4 times a minute; of the checks, some 60 every other minute; at 0.01 USD a
 * thousand. Source: the CloudWatch pricing page.
 */
export function costLines(cloud: Asked): string[] {
  if (!maybeReal(cloud)) return [];
  return [
    'While somebody looks at it, AWS bills the metrics that it asks for: some 0.05 USD an hour with 4 shards.',
  ];
}

/** Nobody moves the clock of a real AWS. */
function maybeReal({ target, timeLapse }: Asked): boolean {
  return target !== 'local' && !timeLapse;
}
