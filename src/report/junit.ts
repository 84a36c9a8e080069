import type { Outcome } from '../contract.ts';
import type { Summary } from './tally.ts';

/** Checks that belong together: those of a step, or of a participant. */
export interface Suite {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

/** A step as the report needs it. */
export interface ReportedStep {
  readonly stem: string;
  readonly title: string;
}

/** A suite a step that has outcomes. */
export function stepSuites(steps: readonly ReportedStep[], outcomes: readonly Outcome[]): Suite[] {
  return steps
    .map(({ stem, title }) => ({
      name: `${stem}: ${title}`,
      outcomes: outcomes.filter(({ step }) => step === stem),
    }))
    .filter((suite) => suite.outcomes.length > 0);
}

/**
 * JUnit XML: a test case a check. FAIL is a failure, CANNOT TELL an error, NOT YET a skipped test
 * with the reason as its message.
 */
export function junitXml(suites: readonly Suite[], summary: Summary): string {
  const outcomes = suites.flatMap((suite) => suite.outcomes);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'kinesis-hot-shard-workshop', ...counts(outcomes), time: summary.seconds.toFixed(1) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines({ name, outcomes }: Suite): string[] {
  return [
    `  <testsuite${attributes({ name, ...counts(outcomes) })}>`,
    ...outcomes.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines(outcome: Outcome): string[] {
  const properties = {
    verdict: outcome.verdict,
    expected: outcome.expected,
    observed: outcome.observed,
    evidence: JSON.stringify(outcome.evidence),
    command: outcome.command,
    ...(outcome.remedy === '' ? {} : { remedy: outcome.remedy }),
    ...(outcome.waitSeconds === undefined ? {} : { waitSeconds: String(outcome.waitSeconds) }),
  };
  return [
    `    <testcase${attributes({ classname: outcome.step, name: outcome.title })}>`,
    '      <properties>',
    ...Object.entries(properties).map(
      ([name, value]) => `        <property${attributes({ name, value })}/>`,
    ),
    '      </properties>',
    ...endingLines(outcome),
    '    </testcase>',
  ];
}

function endingLines({ verdict, reason, expected, observed, remedy }: Outcome): string[] {
  const message = attributes({ message: reason });
  const body = escapeXml(`expected: ${expected}\nobserved: ${observed}\nnext: ${remedy}`);
  switch (verdict) {
    case 'PASS':
      return [];
    case 'FAIL':
      return [`      <failure type="FAIL"${message}>${body}</failure>`];
    case 'CANNOT TELL':
      return [`      <error type="CANNOT TELL"${message}>${body}</error>`];
    case 'NOT YET':
      return [`      <skipped${message}/>`];
  }
}

function counts(outcomes: readonly Outcome[]): Record<string, string> {
  const count = (verdict: Outcome['verdict']) =>
    String(outcomes.filter((outcome) => outcome.verdict === verdict).length);
  return {
    tests: String(outcomes.length),
    failures: count('FAIL'),
    errors: count('CANNOT TELL'),
    skipped: count('NOT YET'),
  };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value).replace(/\n/g, '&#10;')}"`)
    .join('');
}

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML 1.0 can not carry most control characters and lone surrogates at all: they become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITY[character] ?? character)
    .replace(/\r\n?/g, '\n')
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|\p{Surrogate}/gu,
      '\ufffd',
    );
}
