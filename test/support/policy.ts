import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ROOT } from '../../src/cli/root.ts';
import type { RecordedCall } from './recorded-calls.ts';

export interface Statement {
  readonly Action: readonly string[];
  /** with the wildcards `*` and `?` of IAM */
  readonly Resource: readonly string[];
}

type Node = string | readonly Node[] | { readonly [key: string]: Node };

/**
 * The statements of the policy in a template, as CloudFormation makes it of these parameters.
 *
 * @param conditions those of the template, by name
 */
export function policyOf(
  template: string,
  values: Readonly<Record<string, string>>,
  conditions: Readonly<Record<string, boolean>> = {},
): Statement[] {
  const tag = (name: string) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (sequence: { toJSON(): unknown }) => ({ [name]: sequence.toJSON() }),
  });
  const scalar = (name: string) => ({
    tag: `!${name}`,
    resolve: (text: string) => ({ [name]: text }),
  });
  const written = parse(readFileSync(`${ROOT}templates/${template}`, 'utf8'), {
    customTags: [
      ...['Sub', 'If', 'Not', 'Equals'].map(tag),
      ...['Ref', 'Sub', 'GetAtt'].map(scalar),
    ],
    logLevel: 'error',
  }) as { readonly Resources: Node };
  const found: Statement[] = [];
  collect(evaluated(written.Resources, { values, conditions }), found);
  return found;
}

interface Given {
  readonly values: Readonly<Record<string, string>>;
  readonly conditions: Readonly<Record<string, boolean>>;
}

function evaluated(node: Node, given: Given): Node {
  if (typeof node !== 'object') return node;
  if (Array.isArray(node)) return node.map((one: Node) => evaluated(one, given));
  const { If, Sub, Ref } = node as Record<string, Node>;
  if (Array.isArray(If)) {
    const [name, yes, no] = If as [string, Node, Node];
    const holds = given.conditions[name];
    if (holds === undefined) throw new Error(`Condition ${name} is not given`);
    return evaluated(holds ? yes : no, given);
  }
  if (typeof Sub === 'string') return substituted(Sub, given.values);
  if (Array.isArray(Sub)) {
    const [text, own] = Sub as [string, Record<string, Node>];
    const names = Object.entries(own).map(([name, one]) => [name, evaluated(one, given)]);
    return substituted(text, { ...given.values, ...Object.fromEntries(names) });
  }
  if (typeof Ref === 'string') return `[${Ref}]`;
  return Object.fromEntries(
    Object.entries(node).map(([name, one]) => [name, evaluated(one, given)]),
  );
}

function substituted(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`\${${name}} is not given`);
    return value;
  });
}

function collect(node: Node, found: Statement[]): void {
  if (typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const one of node) collect(one, found);
    return;
  }
  const { Action, Resource } = node as Record<string, Node>;
  if (Action !== undefined && Resource !== undefined) {
    found.push({
      Action: [Action].flat() as string[],
      Resource: [Resource].flat() as string[],
    });
  }
  for (const one of Object.values(node)) collect(one, found);
}

/** Calls that IAM holds against a stream which their input does not name. */
const BY_TOKEN = ['kinesis:GetRecords', 'kinesis:ListShards'];

/** Whether a statement allows a call, the resource included. */
export function allows(
  statements: readonly Statement[],
  { action, resource }: RecordedCall,
): boolean {
  return statements.some(({ Action, Resource }) => {
    if (!Action.includes(action)) return false;
    if (resource === '') return Resource.includes('*') || BY_TOKEN.includes(action);
    return Resource.some((pattern) => matches(pattern, resource));
  });
}

/** IAM's `*` stands for any characters, slashes too, and `?` for one. */
function matches(pattern: string, arn: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(arn);
}

export function actionsOf(statements: readonly Statement[]): Set<string> {
  return new Set(statements.flatMap(({ Action }) => Action));
}
