/** What AWS says of a member of the metric operations, `at` as it names it: `MetricData.member.1.Unit`. */

export function isRequired(at: string): string {
  return `The parameter ${at} is required.`;
}

export function notInSet(at: string, values: readonly unknown[]): string {
  return `The parameter ${at} must be a value in the set [ ${values.join(', ')} ].`;
}

export function tooLong(at: string, longest: number): string {
  return `The parameter ${at} must be shorter than ${longest + 1} characters.`;
}

export function tooMany(at: string, limit: number): string {
  return `The collection ${at} must not have a size greater than ${limit}.`;
}

export function exclusive(a: string, b: string): string {
  return `The parameters ${a} and ${b} are mutually exclusive and you have specified both.`;
}
