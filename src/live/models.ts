import type { Chart, Range } from '../../charts/chart.ts';
import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import type { ClassStanding, Cloud, Outcome, Verdict } from '../contract.ts';
import type { Need } from '../report/class/need.ts';

/**
 * What the live page shows, as its server sends it: each model whole, as JSON, under the name of
 * its member, whenever it has changed.
 */
export interface LiveModels {
  readonly cloud: CloudModel;
  readonly dashboard: DashboardModel;
  readonly shards: ShardsModel;
  readonly walk: WalkModel;
  /** In place of the three above, on the page of a class. */
  readonly class: ClassModel;
  /** The participant that the viewer chose. */
  readonly member: MemberModel;
}

/** The AWS that is looked at. */
export interface CloudModel {
  readonly target: Cloud['target'];
  /** '' on real AWS */
  readonly endpoint: string;
  readonly region: string;
  readonly timeLapse: boolean;
  /** cloud time in milliseconds since the epoch, when this was sent */
  readonly nowMs: number;
  /** Why AWS does not answer; '' while it does. What was seen last stays on the page. */
  readonly trouble: string;
  /** The command that serves the page, as it is typed. */
  readonly servedBy: string;
  /** The command that starts a local AWS at the endpoint, as it is typed; '' where it is none. */
  readonly startedBy: string;
}

export interface DashboardModel {
  /** As it was asked for. */
  readonly name: string;
  /** every dashboard of the account, by name */
  readonly names: readonly string[];
  /** that the widgets show, unless one has a range of its own */
  readonly range: Range;
  /** In the order of the body; none where there is no such dashboard. */
  readonly widgets: readonly WidgetModel[];
  /** Why there is nothing to show, or what of the dashboard is not shown; '' where all is. */
  readonly problem: string;
}

/** CloudWatch keeps minutes for 15 days. Source: GetMetricData in the API reference. */
const MOST_MINUTES = 15 * 24 * 60;

/** Whether a text is a number of minutes that a viewer can ask a dashboard for. */
export function isMinutes(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_MINUTES;
}

/** On a grid of 24 columns; no widget lies on another. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type WidgetModel = Place & WidgetContent;

export type WidgetContent =
  | {
      readonly kind: 'metric';
      /** The view `table` shows the chart's numbers alone. */
      readonly asTable: boolean;
      readonly chart: Chart;
      /** What CloudWatch said beside its answers. */
      readonly messages: readonly string[];
    }
  /** The text is Markdown of a stranger: it is made safe where it is shown. */
  | { readonly kind: 'text'; readonly markdown: string }
  | {
      readonly kind: 'alarm';
      readonly title: string;
      readonly alarms: readonly AlarmModel[];
      /** Which alarms are not there, in whole sentences. */
      readonly messages: readonly string[];
    }
  /** What the page does not draw, by name, or what CloudWatch refused. */
  | { readonly kind: 'not drawn'; readonly title: string; readonly reason: string };

export interface AlarmModel {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly reason: string;
  /** since when, in milliseconds since the epoch */
  readonly sinceMs: number;
}

/** The workshop's stream. */
export interface ShardsModel {
  /** Undefined where there is no stream. */
  readonly map: ShardMap | undefined;
  /** Why there is no map; '' where there is. */
  readonly problem: string;
}

export interface WalkModel {
  readonly steps: readonly WalkStep[];
  /** Where it stands and what to do next, with the command to type, in whole sentences. */
  readonly standing: string;
  /** The command that walked has ended, and the page's server with it. */
  readonly hasEnded?: boolean | undefined;
}

export interface WalkStep {
  readonly stem: string;
  readonly number: number;
  readonly title: string;
  /**
   * `not looked at` before its first verdicts, `being looked at` while its checks are judged for
   * these; `running` while the walk is at it.
   */
  readonly state: 'not looked at' | 'being looked at' | 'running' | 'judged';
  /** What the walk does there just now; '' where it is not known. */
  readonly doing: string;
  /** Of its checks together; undefined before they were judged. */
  readonly verdict: Verdict | undefined;
  readonly outcomes: readonly Outcome[];
}

export interface ClassModel {
  readonly steps: ClassStanding['steps'];
  /** how many pass each step */
  readonly passing: readonly number[];
  /** how many the roster has; those who were not looked at yet are no members */
  readonly of: number;
  /** Those who need help first. */
  readonly members: readonly ClassRow[];
  /** How it stands as a whole, and the checks that most are at, in sentences. */
  readonly told: readonly string[];
  /** The command that watched has ended, and the page's server with it. */
  readonly hasEnded: boolean;
}

export interface ClassRow {
  readonly participant: string;
  /** of each step; null where it was not looked at */
  readonly verdicts: readonly (Verdict | null)[];
  readonly need: Need;
  readonly needsHelp: boolean;
  /** The check that they are at, and the time since their last work; '' where it says nothing. */
  readonly at: string;
  readonly since: string;
}

export interface MemberModel {
  readonly participant: string;
  /** None where the class has nobody of that name, or they were not looked at yet. */
  readonly outcomes: readonly Outcome[];
  /** in cloud milliseconds since the epoch; null where they were not looked at, or AWS shows no work */
  readonly lookedAtMs: number | null;
  readonly lastWorkMs: number | null;
}
