import { type Options, usage } from '../cli/options.ts';

/** Who is looked at, where it is not one's own workshop. */
export interface VerifyOptions {
  /** A CSV file of a class. */
  readonly roster?: string;
  /** Look at the class again and again. */
  readonly watch?: boolean;
  /** Open the live page of a class that is watched. */
  readonly dashboard?: boolean;
  /** The one of the class whose checks are told one by one. */
  readonly evidence?: string;
  /** A recording whose answers are judged in place of AWS's. */
  readonly replay?: string;
}

/** What the options ask for together. */
export type VerifyKind =
  | { readonly kind: 'own' }
  | { readonly kind: 'replay'; readonly file: string }
  | {
      readonly kind: 'class';
      readonly roster: string;
      readonly watch: boolean;
      readonly dashboard: boolean;
    }
  | { readonly kind: 'evidence'; readonly roster: string; readonly participant: string };

/** @throws {WorkshopError} `usage` where one option makes no sense with or without another */
export function verifyKind(
  { record }: Pick<Options, 'record'>,
  { roster, watch = false, dashboard = false, evidence, replay }: VerifyOptions,
): VerifyKind {
  if (replay !== undefined && (roster !== undefined || record !== undefined)) {
    throw usage('--replay asks nobody: leave --roster and --record out');
  }
  if (dashboard && !watch) {
    throw usage('--dashboard shows a class that is watched: add --roster FILE and --watch');
  }
  if (roster === undefined) {
    if (watch) throw usage('--watch looks at a class: name it with --roster FILE');
    if (evidence !== undefined) {
      throw usage('--evidence is of somebody in a class: name it with --roster FILE');
    }
    return replay === undefined ? { kind: 'own' } : { kind: 'replay', file: replay };
  }
  if (record !== undefined) {
    throw usage('--record keeps the answers to one participant: leave --roster out');
  }
  if (evidence === undefined) return { kind: 'class', roster, watch, dashboard };
  if (watch) throw usage('--evidence is of one moment: leave --watch out');
  return { kind: 'evidence', roster, participant: evidence };
}
