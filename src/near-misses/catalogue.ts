import type { NearMiss } from './near-miss.ts';
import deploy from './worlds/01-deploy.ts';
import enableMetrics from './worlds/02-enable-metrics.ts';
import produce from './worlds/03-produce.ts';
import dashboard from './worlds/04-dashboard.ts';
import diagnose from './worlds/05-diagnose.ts';
import cool from './worlds/06-cool.ts';
import cleanUp from './worlds/07-clean-up.ts';

/** Every wrong world that the checks have to tell from a right one, by step. */
export const NEAR_MISSES: readonly NearMiss[] = [
  ...deploy,
  ...enableMetrics,
  ...produce,
  ...dashboard,
  ...diagnose,
  ...cool,
  ...cleanUp,
];
