import type { Check, Outcome } from './check.ts';
import type { Cloud } from './cloud.ts';
import type { Progress, Step } from './step.ts';

/** A step with the checks of the same stem. */
export interface CatalogueEntry {
  readonly stem: string;
  readonly number: number;
  /** how many steps there are */
  readonly of: number;
  readonly step: Step;
  readonly checks: readonly Check[];
}

/** What one run of a step takes, at most, and adds to the bill in its first hour. */
export interface StepEstimate {
  readonly cloudSeconds: number;
  readonly usd: number;
}

/** What a command reports, in order; with `--format json` one line each. */
export type WorkshopEvent =
  | {
      readonly event: 'target';
      readonly target: Cloud['target'];
      readonly endpoint: string;
      readonly region: string;
      readonly timeLapse: boolean;
    }
  | {
      readonly event: 'step';
      readonly step: string;
      readonly number: number;
      /** how many steps there are; 0 for what is no step */
      readonly of: number;
      readonly title: string;
      readonly action: 'run' | 'by hand' | 'skip' | 'verify' | 'done before';
      /** of what is about to be run */
      readonly estimate?: StepEstimate;
    }
  | { readonly event: 'progress'; readonly step: string; readonly progress: Progress }
  | ({ readonly event: 'check' } & Outcome)
  | {
      readonly event: 'summary';
      readonly pass: number;
      readonly fail: number;
      readonly notYet: number;
      readonly cannotTell: number;
      /** of real time */
      readonly seconds: number;
      /** of cloud time: more than `seconds` where the clock was moved forward */
      readonly cloudSeconds: number;
    };

export type TargetEvent = Extract<WorkshopEvent, { event: 'target' }>;
export type StepEvent = Extract<WorkshopEvent, { event: 'step' }>;

export type Report = (event: WorkshopEvent) => void;
