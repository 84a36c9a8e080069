import type { Export, ListExportsInput, ListExportsOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { page } from '../paging.ts';
import { nextToken } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';

const PAGE_SIZE = 100;

export const listExports = defineAction<CloudFormationState, ListExportsInput, ListExportsOutput>({
  rules: { NextToken: nextToken },
  run({ NextToken }, { state }) {
    const exports: Export[] = [];
    for (const stack of state.stacks.values()) {
      if (stack.isDeleted) continue;
      for (const { exportName, value } of stack.outputs) {
        if (exportName === undefined) continue;
        exports.push({ ExportingStackId: stack.id, Name: exportName, Value: value });
      }
    }
    const { items, ...next } = page(exports, PAGE_SIZE, NextToken, ({ Name = '' }) => Name);
    return { Exports: items, ...next };
  },
});
