import type { ListImportsCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { validationError } from '../errors.ts';
import { page } from '../paging.ts';
import { nextToken } from '../rules.ts';

export const listImports = define<ListImportsCommand>({
  rules: { NextToken: nextToken },
  run({ ExportName, NextToken }, { state }) {
    const names = state.importersOf(ExportName).map(({ name }) => name);
    if (names.length === 0) {
      throw validationError(`Export '${ExportName}' is not imported by any stack.`);
    }
    const { items, ...next } = page(names, NextToken, (name) => name);
    return { Imports: items, ...next };
  },
});
