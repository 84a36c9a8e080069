import type { ListImportsInput, ListImportsOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { validationError } from '../errors.ts';
import { page } from '../paging.ts';
import { nextToken } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';

const PAGE_SIZE = 100;

export const listImports = defineAction<CloudFormationState, ListImportsInput, ListImportsOutput>({
  rules: { NextToken: nextToken },
  run({ ExportName, NextToken }, { state }) {
    const names = state.importersOf(ExportName).map(({ name }) => name);
    if (names.length === 0) {
      throw validationError(`Export '${ExportName}' is not imported by any stack.`);
    }
    const { items, ...next } = page(names, PAGE_SIZE, NextToken, (name) => name);
    return { Imports: items, ...next };
  },
});
