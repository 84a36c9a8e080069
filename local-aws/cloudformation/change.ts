import type { Difference } from './engine/differences.ts';
import type { StackResource } from './stack.ts';
import type { ResourceDeclaration } from './template/template.ts';

/** A property that is to change, and how far that can be known before the resources are there. */
export interface PropertyChange {
  readonly name: string;
  readonly createOnly: boolean;
  /** `Logical.Attribute` or a logical id, when the change comes from another resource */
  readonly causedBy: string | undefined;
}

export type Change =
  | { readonly action: 'Add'; readonly declaration: ResourceDeclaration }
  | { readonly action: 'Remove'; readonly resource: StackResource }
  | {
      readonly action: 'Modify';
      readonly resource: StackResource;
      readonly properties: readonly PropertyChange[];
      readonly attributes: Difference['attributes'];
      readonly replacement: 'True' | 'False' | 'Conditional';
    };
