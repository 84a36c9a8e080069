import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCommand, type Surroundings } from '../../src/cli/run-command.ts';
import { NotYet, WorkshopError } from '../../src/errors.ts';
import type { ExitStatus } from '../../src/exit-status.ts';

interface Fake extends Surroundings {
  readonly process: Surroundings['process'] & EventEmitter;
  readonly stdout: Surroundings['stdout'] & EventEmitter;
  readonly errors: string[];
  readonly exits: number[];
  readonly time: { ms: number };
}

function fake(debug = false): Fake {
  const errors: string[] = [];
  const exits: number[] = [];
  const time = { ms: 0 };
  const exit = (status: number) => exits.push(status);
  return {
    process: Object.assign(new EventEmitter(), { exit, exitCode: undefined }),
    stdout: new EventEmitter(),
    sayError: (line: string) => errors.push(line),
    debug,
    now: () => time.ms,
    errors,
    exits,
    time,
  } as unknown as Fake;
}

test('a command that ends well sets its status and says nothing', async () => {
  const around = fake();
  await runCommand(async () => 3, around);
  assert.is(around.process.exitCode, 3);
  assert.equal(around.errors, []);
});

test('an error is what happened and what to do next, a line each, without a stack', async () => {
  const around = fake();
  await runCommand(async () => {
    throw new WorkshopError('stack-failed', 'Stack x failed.', 'Delete it.');
  }, around);
  assert.is(around.process.exitCode, 1);
  assert.equal(around.errors, ['Stack x failed.', 'Delete it.']);
});

test('an unexpected exception can not tell, and --debug shows where it came from', async () => {
  const quiet = fake();
  const loud = fake(true);
  const fail = async (): Promise<ExitStatus> => {
    throw new TypeError('x is undefined', { cause: new NotYet('the cause', 1) });
  };
  await runCommand(fail, quiet);
  await runCommand(fail, loud);
  assert.is(quiet.process.exitCode, 4);
  assert.equal(quiet.errors, [
    'TypeError: x is undefined',
    'Run the same command again with --debug to see where this comes from',
  ]);
  assert.match(loud.errors.join(''), /run-command\.test\.ts[\s\S]*Caused by: NotYet: the cause/);
});

test('an output that can not be written ends the command with one sentence, however late it is told', async () => {
  const full = () =>
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const said = ['Standard output can not be written: ENOSPC: no space left on device, write'];
  const early = fake();
  await runCommand(async (signal) => {
    early.stdout.emit('error', full());
    early.stdout.emit('error', full());
    throw signal.reason;
  }, early);
  assert.equal([early.process.exitCode, early.errors], [2, said]);
  const late = fake();
  await runCommand(async () => 0, late);
  late.stdout.emit('error', full());
  assert.equal([late.process.exitCode, late.errors], [2, said]);
});

for (const second of ['SIGINT', 'SIGTERM']) {
  test(`the first Ctrl-C aborts, however often npm passes it on, and a later ${second} ends at once`, async () => {
    const around = fake();
    await runCommand(async (signal) => {
      around.process.emit('SIGINT', 'SIGINT');
      assert.is(signal.aborted, true);
      around.time.ms += 200;
      around.process.emit('SIGINT', 'SIGINT');
      assert.equal(around.exits, []);
      if (second === 'SIGINT') around.time.ms += 100;
      around.process.emit(second, second);
      assert.equal(around.exits, [130]);
      throw signal.reason;
    }, around);
    assert.is(around.process.exitCode, 130);
    assert.equal(around.errors, ['Interrupted']);
    assert.is(around.process.listenerCount('SIGINT'), 0);
  });
}

test('a reader that goes away ends the command like a Ctrl-C, also after its end', async () => {
  const around = fake();
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  await runCommand(async (signal) => {
    around.stdout.emit('error', broken);
    signal.throwIfAborted();
    return 0;
  }, around);
  assert.is(around.process.exitCode, 130);
  around.stdout.emit('error', broken);
});

test.run();
