import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tell } from '../../src/contract.ts';
import type { Asker } from '../../src/runner/asker.ts';
import { judgeByHand } from '../../src/runner/by-hand.ts';
import { runAndJudge } from '../../src/runner/step.ts';
import { fakeCheck, fakeEntry, fakeReporter, fakeWorkshop } from './fakes.ts';

const CHART = { kind: 'chart', title: 'Records', startMs: 0, stepMs: 1, series: {} } as const;
const PNG = Uint8Array.of(1, 2, 3);

test('A chart is told in words, and shown as an image after the run, where images are shown', async () => {
  const { shown, events, asked } = await runWith({ showsImages: true });
  assert.equal(shown, [PNG]);
  assert.equal(asked, ['{"title":"Records"}']);
  assert.equal(
    events.flatMap((event) => (event.event === 'progress' ? [event.progress] : [])),
    [CHART],
  );
});

test('Where no images are shown, AWS is not asked for one', async () => {
  const { asked } = await runWith({ showsImages: false });
  assert.equal(asked, []);
});

test('An AWS that refuses to draw costs the image alone', async () => {
  const { shown, ended } = await runWith({ showsImages: true, refuses: true });
  assert.equal(shown, []);
  assert.equal(ended, []);
});

test('A report with pictures looks at the stream before the clean-up runs, and before no other step', async () => {
  const order: string[] = [];
  const { reporter } = fakeReporter();
  const looking = { ...reporter, look: async () => void order.push('look') };
  for (const name of ['deploy', 'clean-up']) {
    const entry = fakeEntry(1, name, [], { run: async () => void order.push(name) });
    await runAndJudge(entry, { ...OPTIONS, workshop: fakeWorkshop(), reporter: looking });
  }
  assert.equal(order, ['deploy', 'look', 'clean-up']);
});

test('It looks before the clean-up is done by hand, too', async () => {
  const order: string[] = [];
  const { reporter } = fakeReporter();
  const looking = { ...reporter, look: async () => void order.push('look') };
  const check = fakeCheck('Nothing is left', async () => void order.push('check'));
  const watchKey = () => ({
    isPressed: () => false,
    pressed: Promise.resolve(),
    stop: () => undefined,
  });
  await judgeByHand(fakeEntry(7, 'clean-up', [check]), {
    workshop: fakeWorkshop(),
    reporter: looking,
    asker: { watchKey } as unknown as Asker,
    debug: false,
  });
  assert.equal(order, ['look', 'check']);
});

const OPTIONS = { waitSeconds: 0, debug: false };

async function runWith(options: { readonly showsImages: boolean; readonly refuses?: boolean }) {
  const asked: string[] = [];
  const shown: Uint8Array[] = [];
  const { reporter, events } = fakeReporter();
  const send = async ({ input }: { input: { MetricWidget: string } }) => {
    asked.push(input.MetricWidget);
    if (options.refuses) throw new Error('not here');
    return { MetricWidgetImage: PNG };
  };
  const cloudwatch = { send } as unknown as CloudWatchClient;
  const run = async (_: unknown, tell: Tell) => {
    tell({ ...CHART, widget: '{"title":"Records"}' });
    assert.equal(asked, []);
  };
  const showImage = options.showsImages ? (png: Uint8Array) => void shown.push(png) : undefined;
  const ended = await runAndJudge(fakeEntry(4, 'dashboard', [], { run }), {
    ...OPTIONS,
    workshop: fakeWorkshop({ cloudwatch }),
    reporter: { ...reporter, showImage },
  });
  return { asked, shown, events, ended };
}

test.run();
