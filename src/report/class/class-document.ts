import type { Format } from '../../cli/options.ts';
import type { ClassStanding } from '../../contract.ts';
import { classPage } from '../html/class-page.ts';
import type { Summary } from '../tally.ts';
import { classJunit } from './class-junit.ts';
import { classMarkdown } from './class-markdown.ts';
import { classSentences } from './class-text.ts';

/** A class as it stands at the end, in a format that is written as a whole. */
export function classDocument(
  format: Exclude<Format, 'json'>,
  standing: ClassStanding,
  summary: Summary,
  stuckAfterSeconds: number,
): string {
  switch (format) {
    case 'text':
      return `${classSentences(standing, stuckAfterSeconds).join('\n')}\n`;
    case 'junit':
      return classJunit(standing, summary);
    case 'markdown':
      return classMarkdown(standing, summary, stuckAfterSeconds);
    case 'html':
      return classPage(standing, stuckAfterSeconds);
  }
}
