import type { Json, JsonObject } from './json.ts';
import type { readOutput } from './read-output.ts';
import type { readParameter } from './read-parameter.ts';
import type { readResource } from './read-resource.ts';

/** A template that has been read and found sound: every reference in it has something to refer to. */
export interface Template {
  /** the text that the client sent, for GetTemplate */
  readonly body: string;
  readonly description: string | undefined;
  readonly version: string | undefined;
  readonly metadata: Json | undefined;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  /** map name → first key → second key → a string or a list */
  readonly mappings: ReadonlyMap<string, JsonObject>;
  readonly conditions: ReadonlyMap<string, Json>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
}

export type ParameterDeclaration = Readonly<ReturnType<typeof readParameter>>;
export type ResourceDeclaration = Readonly<ReturnType<typeof readResource>>;
export type OutputDeclaration = Readonly<ReturnType<typeof readOutput>>;
