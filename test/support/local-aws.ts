import { Clock } from '../../local-aws/clock.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../local-aws/server.ts';

/**
 * A local AWS for one test: started before `use`, always stopped after it. Its clock stands still
 * unless it is advanced, and starts in the middle of a minute of a day in 2026.
 */
export async function withLocalAws<T>(
  use: (aws: LocalAws) => Promise<T>,
  options: LocalAwsOptions = {},
): Promise<T> {
  const defects: unknown[] = [];
  const startMs = Date.parse('2026-06-01T12:00:30Z');
  const aws = await startLocalAws({
    clock: new Clock(() => startMs),
    ...options,
    onDefect: (error) => defects.push(error),
  });
  try {
    const result = await use(aws);
    if (defects.length > 0) throw defects[0];
    return result;
  } finally {
    await aws.stop();
  }
}

/** What an SDK client takes to talk to it. */
export function clientOptions(aws: LocalAws) {
  return {
    endpoint: aws.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}
