import type { CatalogueEntry } from '../contract.ts';

/** The README's list of steps, from the steps' own texts and the titles of their checks. */
export function stepsSection(entries: readonly CatalogueEntry[]): string {
  return entries.map(stepSection).join('\n');
}

function stepSection({ stem, number, step, checks }: CatalogueEntry): string {
  return [
    `### ${number}. ${step.title}`,
    '',
    step.guide.trim(),
    '',
    `Checked afterwards ([checks/${stem}.ts](checks/${stem}.ts)):`,
    '',
    ...checks.map(({ title }) => `- ${title}`),
    '',
  ].join('\n');
}
