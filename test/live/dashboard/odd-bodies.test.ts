import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { aRow, readBodyAs, sums, withGallery } from './support.ts';

const PROPERTIES = { region: 'us-east-1', stat: 'Sum', period: 60, metrics: [aRow('a')] };
const METRIC = { type: 'metric', properties: PROPERTIES };

const ODD: readonly (readonly [widget: unknown, reason: string])[] = [
  [null, 'It has no type'],
  [[], 'It has no type'],
  ['metric', 'It has no type'],
  [{ type: 7 }, 'It has no type'],
  [{ type: '__proto__', properties: {} }, 'This page draws no widgets of the type __proto__'],
  [
    { type: 'log', properties: {} },
    'This page draws no log widgets: they are queries of CloudWatch Logs',
  ],
  [
    { type: 'explorer', properties: {} },
    'This page draws no explorer widgets: they find their metrics by tags',
  ],
  [
    { type: 'custom', properties: {} },
    'This page draws no custom widgets: they are drawn by a Lambda function',
  ],
  [{ type: 'metric' }, 'The widget is no object'],
  [{ type: 'metric', properties: { metrics: [[{}]] } }, 'ValidationException'],
  [{ type: 'metric', properties: { ...PROPERTIES, metrics: [['...']] } }, 'ValidationException'],
  [{ type: 'metric', properties: { ...PROPERTIES, period: 61 } }, 'ValidationException'],
  [{ type: 'metric', properties: { ...PROPERTIES, stat: 'Most' } }, 'ValidationException'],
  [{ type: 'metric', properties: { ...PROPERTIES, start: 'PT1H' } }, 'ValidationException'],
  [
    { type: 'metric', properties: { ...PROPERTIES, metrics: new Array(501).fill(aRow('a')) } },
    'ValidationException',
  ],
  [{ type: 'metric', properties: { ...PROPERTIES, region: 7 } }, 'region is no text'],
  [{ type: 'text' }, 'The widget is no object'],
  [{ type: 'text', properties: { markdown: { html: 1 } } }, 'markdown is no text'],
  [{ type: 'alarm', properties: { alarms: 'all' } }, 'alarms is no list'],
  [{ type: 'alarm', properties: { states: ['BAD'] } }, 'states[0] is none of ALARM,'],
];

test('A bad widget is not drawn, with the reason, and spoils no other', async () => {
  await withGallery(async ({ workshop }) => {
    const body = JSON.stringify({ widgets: [...ODD.map(([widget]) => widget), METRIC] });
    const { widgets, problem } = await readBodyAs(workshop, body);
    assert.is(problem, '');
    const told = widgets.map((widget) => (widget.kind === 'not drawn' ? widget.reason : ''));
    for (const [at, [widget, reason]] of ODD.entries()) {
      assert.ok(
        told[at]?.startsWith(reason),
        `${JSON.stringify(widget)?.slice(0, 99)}: ${told[at]}`,
      );
    }
    assert.is(widgets.length, ODD.length + 1);
    assert.equal(widgets.slice(-1).map(sums), [['In: 55']]);
  });
});

test('A not drawn widget keeps its title', async () => {
  await withGallery(async ({ show }) => {
    const { widgets } = await show({
      widgets: [{ type: 'log', properties: { title: 'Errors', query: 'fields @message' } }],
    });
    assert.is(widgets[0]?.kind === 'not drawn' && widgets[0].title, 'Errors');
  });
});

for (const [body, problem] of [
  ['', 'The body of gallery is not JSON.'],
  ['{"widgets":', 'The body of gallery is not JSON.'],
  ['null', 'It has no widgets.'],
  ['[[[]]]', 'It has no widgets.'],
  ['{"widgets":{"length":9}}', 'It has no widgets.'],
  ['{"widgets":[]}', 'It has no widgets.'],
] as const) {
  test(`A body that shows nothing says why: ${body}`, async () => {
    await withGallery(async ({ workshop }) => {
      const model = await readBodyAs(workshop, body);
      assert.equal([model.widgets, model.problem], [[], problem]);
    });
  });
}

test('Variables are told, since they can not be changed here', async () => {
  await withGallery(async ({ show }) => {
    const variables = [
      { type: 'pattern', id: 'a', label: 'Region', pattern: 'us-east-1', inputType: 'input' },
      { type: 'property', id: 'function', property: 'FunctionName', inputType: 'input' },
    ];
    const { problem, widgets } = await show({ variables, widgets: [METRIC] });
    assert.is(problem, 'Its variables can not be changed here: Region, function.');
    assert.equal(widgets.map(sums), [['In: 55']]);
  });
});

test('Times that are none are as if they were not there', async () => {
  await withGallery(async ({ workshop }) => {
    const body = { start: 7, end: { at: 1 }, periodOverride: 'never', widgets: [METRIC] };
    const { range, widgets } = await readBodyAs(workshop, JSON.stringify(body));
    assert.is(range.endMs - range.startMs, 3 * 3_600_000);
    assert.equal(widgets.map(sums), [['In: 55']]);
  });
});

test('Text is handed on as it stands', async () => {
  await withGallery(async ({ show }) => {
    const markdown = '# <script>alert(1)</script> [x](javascript:alert(1))';
    const { widgets } = await show({ widgets: [{ type: 'text', properties: { markdown } }] });
    assert.is(widgets[0]?.kind === 'text' && widgets[0].markdown, markdown);
  });
});

test('A dashboard of 500 widgets is read, a few at a time', async () => {
  await withGallery(async ({ show, workshop }) => {
    let underWay = 0;
    let most = 0;
    let asked = 0;
    workshop.cloud.cloudwatch.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'GetMetricDataCommand') return next(args);
          asked += 1;
          underWay += 1;
          most = Math.max(most, underWay);
          try {
            return await next(args);
          } finally {
            underWay -= 1;
          }
        },
      { step: 'initialize', name: 'count' },
    );
    const widgets = Array.from({ length: 500 }, (_, at) => ({
      type: 'metric',
      properties: { ...PROPERTIES, title: `${at}`, stat: at < 250 ? `p${at / 10}` : 'Sum' },
    }));
    const model = await show({ widgets });
    assert.is(model.widgets.length, 500);
    assert.is(most, 8);
    // those that ask for just the same share an answer
    assert.is(asked, 251);
  });
});

test.run();
