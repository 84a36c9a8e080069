// Runs the test files that are named, all in this process.
import { resolve } from 'node:path';
import { run } from 'uvu/run';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
await run(process.argv.slice(2).map((name) => ({ name, file: resolve(name) })));
