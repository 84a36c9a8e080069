import type { ListExportsCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { page } from '../paging.ts';
import { nextToken } from '../rules.ts';

export const listExports = define<ListExportsCommand>({
  rules: { NextToken: nextToken },
  run({ NextToken }, { state }) {
    const exports = state.livingStacks.flatMap(({ id, outputs }) =>
      outputs
        .filter(({ ExportName }) => ExportName !== undefined)
        .map((output) => ({
          ExportingStackId: id,
          Name: output.ExportName,
          Value: output.OutputValue,
        })),
    );
    const { items, ...next } = page(exports, NextToken, ({ Name }) => Name);
    return { Exports: items, ...next };
  },
});
