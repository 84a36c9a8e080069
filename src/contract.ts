/** What everything else agrees on. */
export * from './contract/check.ts';
export * from './contract/class.ts';
export * from './contract/cloud.ts';
export * from './contract/config.ts';
export * from './contract/events.ts';
export * from './contract/step.ts';
