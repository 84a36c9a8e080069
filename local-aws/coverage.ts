import { loadServices } from './services.ts';

/** What is served, as a Markdown table; `local-aws/README.md` holds it, and a test compares. */
export async function coverageTable(): Promise<string> {
  const rows = (await loadServices()).map(({ name, actions }) => {
    const operations = Object.keys(actions).sort();
    return `| ${name} | ${operations.length} | ${operations.join(', ')} |`;
  });
  return ['| service | | operations |', '| --- | --- | --- |', ...rows].join('\n');
}
