import type { ClassStanding, MemberStanding } from '../../contract.ts';
import { LiveArea } from '../../ui/live-area.ts';
import { PLAIN } from '../../ui/style.ts';
import { TextWriter } from '../../ui/text-writer.ts';
import { peopleOf, type ReporterOptions, type ReporterStreams } from '../open-reporter.ts';
import { refuseUnwritable, writeWhole } from '../output-file.ts';
import { allWithoutIdentities } from '../without-identities.ts';
import { changedOutcomes, changeLine } from './class-changes.ts';
import { classDocument } from './class-document.ts';
import { classSummary, memberEvents } from './class-events.ts';
import { classScreen } from './class-screen.ts';
import { classTable, sumSentences } from './class-text.ts';
import { memberSentence } from './class-words.ts';

/** What a person does who has seen enough. */
const WATCHED = 'q ends it.';

/** The class that is told of, before anybody of it was looked at. */
export interface ToldClass {
  readonly steps: ClassStanding['steps'];
  /** in the roster's order */
  readonly participants: readonly string[];
  readonly stuckAfterSeconds: number;
  /** Members are looked at again and again, until somebody ends it. */
  readonly watch: boolean;
}

/** Where the standing of a class goes. */
export interface ClassReporter {
  /** A member as they were just looked at, for the first time or again. */
  report(member: MemberStanding): void;
  /** A line for people. */
  say(line: string): void;
  /** What was reported so far: without identities, unless they were asked for. */
  standing(): ClassStanding;
  /** True where one screen is painted over and over: who watches it ends that with a key. */
  readonly repaints: boolean;
  /** Tells how the class stands in the end, and writes what is written as a whole. Times in seconds. */
  close(seconds: number, cloudSeconds: number): Promise<void>;
}

/**
 * Tells people and machines of a class, as `openReporter` does of one walk. On a terminal one screen
 * is painted over while members are looked at, and a table stands there in the end; elsewhere a
 * member is a line.
 *
 * @throws {WorkshopError} `usage` when `--output` can not be written; nothing was touched then
 */
export async function openClassReporter(
  { format, output, identities, plain }: ReporterOptions,
  streams: ReporterStreams,
  { steps, participants, stuckAfterSeconds, watch }: ToldClass,
): Promise<ClassReporter> {
  if (output !== undefined) await refuseUnwritable(output);
  const { people, style } = await peopleOf({ format, output, plain }, streams);
  const repaints = style !== PLAIN;
  const { unicode } = streams;
  const writer = new TextWriter(people, unicode);
  const area = new LiveArea(people);
  const known = new Map<string, MemberStanding>();
  const jsonLines: string[] = [];

  const standing = (): ClassStanding => ({
    steps,
    members: participants.flatMap((participant) => known.get(participant) ?? []),
    of: participants.length,
  });
  const look = (columns: number) => ({ columns, style, unicode, stuckAfterSeconds });
  const show = () =>
    area.show((columns, rows) =>
      classScreen(standing(), look(columns), rows, watch ? [WATCHED] : []),
    );
  const write = (event: object) => {
    const line = `${JSON.stringify(event)}\n`;
    if (output === undefined) streams.stdout.write(line);
    else jsonLines.push(line);
  };
  const tellPeople = (member: MemberStanding, before: MemberStanding | undefined) => {
    if (repaints) return show();
    const line =
      before === undefined
        ? memberSentence(member, steps, stuckAfterSeconds)
        : changeLine(before, member, steps);
    if (line !== undefined) writer.say(line);
  };
  return {
    repaints,
    standing,
    report: (whole) => {
      const { participant } = whole;
      const member = identities ? whole : { ...allWithoutIdentities(whole), participant };
      const before = known.get(participant);
      known.set(participant, member);
      tellPeople(member, before);
      if (format !== 'json') return;
      const outcomes = before === undefined ? member.outcomes : changedOutcomes(before, member);
      if (before !== undefined && outcomes.length === 0) return;
      for (const event of memberEvents({ ...member, outcomes })) write(event);
    },
    say: (line) => {
      area.takeAway();
      writer.say(line);
      if (repaints && known.size > 0) show();
    },
    close: async (seconds, cloudSeconds) => {
      const whole = standing();
      const summary = classSummary(whole, seconds, cloudSeconds);
      area.takeAway();
      if (repaints) {
        for (const line of classTable(whole, look(writer.columns))) writer.show(line);
      }
      for (const line of sumSentences(whole, stuckAfterSeconds)) writer.say(line);
      if (format === 'json') {
        write(summary);
        if (output !== undefined) await writeWhole(output, jsonLines.join(''));
        return;
      }
      if (format === 'text' && output === undefined) return;
      const document = await classDocument(format, whole, summary, stuckAfterSeconds);
      if (output === undefined) streams.stdout.write(document);
      else await writeWhole(output, document);
    },
  };
}
