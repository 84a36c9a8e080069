import { startLocalAws } from '../../../local-aws/server.ts';

// A local AWS of its own process, with its state in the folder that the first argument names.
const aws = await startLocalAws({ state: process.argv[2] });
process.stdout.write(`${aws.url}\n`);
