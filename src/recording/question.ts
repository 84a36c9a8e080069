import type { HttpRequest } from '@smithy/core/protocols';
import type { Json } from '../contract.ts';

/** What a request asks, whoever signed it and whenever. */
export interface Question {
  /** As the signature names it: `kinesis`, `monitoring`, `cloudformation`, `sts`. */
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  readonly input: Json;
}

/** Reads a signed request of the protocols that our clients speak: JSON, and forms. */
export function questionOf({ headers, body }: HttpRequest): Question {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(
    headerOf(headers, 'authorization'),
  );
  const [, region = '', service = ''] = scope ?? [];
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const target = headerOf(headers, 'x-amz-target');
  if (target !== '') {
    const operation = target.slice(target.lastIndexOf('.') + 1);
    return { service, region, operation, input: JSON.parse(text) as Json };
  }
  const { Action = '', Version: _, ...input } = Object.fromEntries(new URLSearchParams(text));
  return { service, region, operation: Action, input };
}

/** The same text for the same question, in whatever order its members come. */
export function questionText({ service, region, operation, input }: Question): string {
  return `${service} ${region} ${operation} ${JSON.stringify(sorted(input))}`;
}

/** A header's value by its name in lower case; '' where there is none. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? '';
}

function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
