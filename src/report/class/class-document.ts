import type { Format } from '../../cli/options.ts';
import type { ClassStanding } from '../../contract.ts';
import type { Summary } from '../tally.ts';
import { classSentences } from './class-text.ts';

/** A class as it stands at the end, in a format that is written as a whole. */
export async function classDocument(
  format: Exclude<Format, 'json'>,
  standing: ClassStanding,
  summary: Summary,
  stuckAfterSeconds: number,
): Promise<string> {
  switch (format) {
    case 'text':
      return `${classSentences(standing, stuckAfterSeconds).join('\n')}\n`;
    case 'junit':
      return (await import('./class-junit.ts')).classJunit(standing, summary);
    case 'markdown':
      return (await import('./class-markdown.ts')).classMarkdown(
        standing,
        summary,
        stuckAfterSeconds,
      );
    case 'html':
      return (await import('../html/class-page.ts')).classPage(standing, stuckAfterSeconds);
  }
}
