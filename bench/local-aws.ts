import { startLocalAws } from '../local-aws/server.ts';

console.log((await startLocalAws()).url);
