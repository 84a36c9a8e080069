import { services } from './services.ts';

/** What is served, as a Markdown table; `local-aws/README.md` holds it, and a test compares. */
export function coverageTable(): string {
  const rows = services.map(({ name, actions }) => {
    const operations = Object.keys(actions).sort();
    return `| ${name} | ${operations.length} | ${operations.join(', ')} |`;
  });
  return ['| service | | operations |', '| --- | --- | --- |', ...rows].join('\n');
}
