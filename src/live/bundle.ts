import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** By path: `/`, `/page.js`, `/page.css`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Bundles the page of `web/`, with all it needs, in memory. */
export async function bundlePage(root: string, debug: boolean): Promise<PageFiles> {
  const { build, stop } = await import('esbuild');
  try {
    const [html, { outputFiles }] = await Promise.all([
      readFile(join(root, 'web', 'index.html')),
      build({
        entryPoints: [join(root, 'web', 'page.tsx')],
        outdir: '/',
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        // esbuild reads no tsconfig.json below node_modules, where an installed package lies
        jsx: 'automatic',
        jsxImportSource: 'preact',
        minify: true,
        legalComments: 'none',
        sourcemap: debug && 'inline',
        logLevel: 'silent',
      }),
    ]);
    const files = outputFiles.map(({ path, contents }): [string, PageFile] => {
      const [extension = ''] = /\.[^.]+$/.exec(path) ?? [];
      return [path, { type: String(TYPES[extension]), body: contents }];
    });
    return new Map([['/', { type: 'text/html; charset=utf-8', body: html }], ...files]);
  } finally {
    await stop();
  }
}
