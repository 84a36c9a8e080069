import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';

/**
 * The function's code as one CommonJS file: the handler with the producers of `src/traffic`. The
 * client of the AWS SDK is the one that the Lambda runtime brings.
 */
export async function bundleHandler(): Promise<string> {
  const { build, stop } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'src', 'fleet', 'handler.ts')],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
      target: 'node22',
      external: ['@aws-sdk/client-kinesis'],
      minify: true,
      legalComments: 'none',
      // what does not run as CommonJS is a warning to esbuild; here it is a defect
      logOverride: { 'empty-import-meta': 'error' },
      logLevel: 'silent',
    });
    return outputFiles.map(({ text }) => text).join('');
  } finally {
    await stop();
  }
}
