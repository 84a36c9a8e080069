import type { ClassStanding, MemberStanding } from '../../contract.ts';
import { LiveArea } from '../../ui/live-area.ts';
import { PLAIN } from '../../ui/style.ts';
import { TextWriter } from '../../ui/text-writer.ts';
import { type Destination, openDestinations, writeReports } from '../destinations.ts';
import { peopleOf, type ReporterOptions, type ReporterStreams } from '../open-reporter.ts';
import { allWithoutIdentities } from '../without-identities.ts';
import { changedOutcomes, changeLine } from './class-changes.ts';
import { classDocument } from './class-document.ts';
import { classSummary, memberEvents } from './class-events.ts';
import { classScreen } from './class-screen.ts';
import { classTable, sumSentences } from './class-text.ts';
import { memberSentence } from './class-words.ts';
import { needOf } from './need.ts';

/** What a person does who has seen enough. */
const WATCHED = 'q ends it.';
/** Lines that stay in sight below a class that is watched. */
const SAID_KEPT = 2;

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
  /** A line for people; where one screen is painted over and over, the newest stay in sight. */
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
 * @throws {WorkshopError} `usage` when a report can not be written; nothing was touched then
 */
export async function openClassReporter(
  { format, output, reports, identities, plain }: ReporterOptions,
  streams: ReporterStreams,
  { steps, participants, stuckAfterSeconds, watch }: ToldClass,
): Promise<ClassReporter> {
  const destinations = await openDestinations({ format, output, reports });
  const asJson = destinations.filter((to) => to.format === 'json');
  const streamsJson = asJson.some(({ file }) => file === undefined);
  const keepsJson = asJson.some(({ file }) => file !== undefined);
  const { people, style } = await peopleOf({ format, output, plain }, streams);
  const repaints = style !== PLAIN;
  const { unicode } = streams;
  const writer = new TextWriter(people, unicode);
  const area = new LiveArea(people);
  const known = new Map<string, MemberStanding>();
  const said: string[] = [];
  const jsonLines: string[] = [];

  const standing = (): ClassStanding => ({
    steps,
    members: participants.flatMap((participant) => known.get(participant) ?? []),
    of: participants.length,
  });
  const look = (columns: number) => ({ columns, style, unicode, stuckAfterSeconds });
  const show = () =>
    area.show((columns, rows) =>
      classScreen(
        standing(),
        look(columns),
        rows,
        watch ? [...said.slice(-SAID_KEPT), WATCHED] : [],
      ),
    );
  const write = (event: object) => {
    const line = `${JSON.stringify(event)}\n`;
    if (streamsJson) streams.stdout.write(line);
    if (keepsJson) jsonLines.push(line);
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
      if (asJson.length === 0) return;
      const outcomes = before === undefined ? member.outcomes : changedOutcomes(before, member);
      const isAsBefore =
        before !== undefined &&
        outcomes.length === 0 &&
        needOf(before, stuckAfterSeconds) === needOf(member, stuckAfterSeconds);
      if (isAsBefore) return;
      for (const event of memberEvents(member, outcomes, stuckAfterSeconds)) write(event);
    },
    say: (line) => {
      area.takeAway();
      if (repaints && watch) said.push(line);
      else writer.say(line);
      if (repaints) show();
    },
    close: async (seconds, cloudSeconds) => {
      const whole = standing();
      const summary = classSummary(whole, seconds, cloudSeconds);
      area.takeAway();
      if (repaints) {
        for (const line of classTable(whole, look(writer.columns))) writer.show(line);
      }
      for (const line of sumSentences(whole, stuckAfterSeconds)) writer.say(line);
      write(summary);
      const documentOf = ({ format, file }: Destination): string | undefined => {
        // people have read it there, or a machine line by line
        if (file === undefined && (format === 'text' || format === 'json')) return undefined;
        if (format === 'json') return jsonLines.join('');
        return classDocument(format, whole, summary, stuckAfterSeconds);
      };
      const documents = destinations.map((to) => ({ to, whole: documentOf(to) }));
      await writeReports(documents, streams.stdout);
    },
  };
}
