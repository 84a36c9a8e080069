import { Option } from 'commander';
import { LESSONS } from '../contract.ts';
import {
  FORMATS,
  type Options,
  parseFormat,
  parseLesson,
  parseParticipant,
  parseRegion,
  parseReport,
  parseTarget,
  parseWait,
} from './options.ts';

/** The options that mean the same in every command, as they are typed. */
export const COMMON = {
  target: () =>
    new Option('--target <target>', 'local, aws, or the URL of an endpoint that speaks AWS')
      .default({ kind: 'local' }, 'local')
      .argParser(parseTarget),
  yes: () => new Option('--yes', 'ask nothing'),
  from: () => new Option('--from <step>', 'begin at this step (number or name)'),
  to: () => new Option('--to <step>', 'end after this step'),
  only: () => new Option('--only <step>', 'this step alone'),
  participant: () =>
    new Option('--participant <name>', 'suffix on every name, to share an account').argParser(
      parseParticipant,
    ),
  region: () =>
    new Option('--region <region>', 'in place of the one in workshop.config.ts').argParser(
      parseRegion,
    ),
  lesson: () => new Option('--lesson <name>', LESSONS.join(', ')).argParser(parseLesson),
  profile: () => new Option('--profile <name>', 'profile of your AWS configuration'),
  realTime: () => new Option('--real-time', 'wait in real time; no time-lapse on local AWS'),
  format: () =>
    new Option('--format <format>', FORMATS.join(', ')).default('text').argParser(parseFormat),
  output: () => new Option('--output <file>', 'write the report to this file'),
  report: () =>
    new Option('--report <file>', 'a report beside it: .xml, .html, .md, .json or .txt; repeatable')
      .default([], 'none')
      .argParser(parseReport),
  identities: () =>
    new Option('--identities', 'leave account ids, ARNs and access keys in the report'),
  record: () =>
    new Option('--record <file>', 'keep what AWS answers to the checks, without identities'),
  wait: () =>
    new Option('--wait <seconds>', 'longest wait for what is not there yet').argParser(parseWait),
  plain: () => new Option('--plain', 'no colour, no image, no repaint, one line a fact'),
  debug: () => new Option('--debug', 'show stack traces'),
};

export type CommonOption = keyof typeof COMMON;

/** Which AWS, whose resources in it, and what is walked there. */
export const WHERE = ['target', 'participant', 'region', 'profile', 'realTime', 'lesson'] as const;
/** Which steps. */
export const STEPS = ['from', 'to', 'only'] as const;
/** What is told, and how. */
export const REPORT = ['format', 'output', 'report', 'identities', 'plain'] as const;

/** Of a command that does not take an option, or was not given it. */
export const DEFAULTS: Options = {
  target: { kind: 'local' },
  yes: false,
  from: undefined,
  to: undefined,
  only: undefined,
  participant: undefined,
  region: undefined,
  profile: undefined,
  lesson: undefined,
  realTime: false,
  format: 'text',
  output: undefined,
  reports: [],
  identities: false,
  record: undefined,
  waitSeconds: undefined,
  plain: false,
  debug: false,
};
