import type {
  GetDashboardOutput,
  ListDashboardsOutput,
  PutDashboardOutput,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, refusal, startCloudWatch } from './support.ts';

const WIDGET = {
  type: 'metric',
  properties: { region: 'us-east-1', metrics: [['AWS/Kinesis', 'IncomingRecords']] },
};

function withDashboards() {
  const aws = startCloudWatch();
  const put = (DashboardName: string, body: unknown) =>
    aws.call<PutDashboardOutput>('PutDashboard', {
      DashboardName,
      DashboardBody: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { ...aws, put };
}

function findings(body: unknown) {
  const { put } = withDashboards();
  const { code, members } = refusal(() => put('d', body));
  assert.is(code, 'DashboardInvalidInputError');
  const messages = members.dashboardValidationMessages as { DataPath: string; Message: string }[];
  return messages.map(({ DataPath, Message }) => `${DataPath}: ${Message}`);
}

const widget = (changes: object) => ({ widgets: [{ ...WIDGET, ...changes }] });
const metrics = (...rows: unknown[]) =>
  widget({ properties: { region: 'us-east-1', metrics: rows } });

test('a dashboard is given back verbatim, in every region, with its global ARN', () => {
  const { put, call } = withDashboards();
  const body = '{ "widgets" : [ ] , "start":"-PT3H"}\n';
  assert.equal(put('shards', body), { DashboardValidationMessages: [] });
  const dashboard = call<GetDashboardOutput>(
    'GetDashboard',
    { DashboardName: 'shards' },
    'eu-west-1',
  );
  assert.equal(dashboard, {
    DashboardArn: 'arn:aws:cloudwatch::123456789012:dashboard/shards',
    DashboardBody: body,
    DashboardName: 'shards',
  });
});

test('dashboards are listed by name and prefix, with the bytes of the body and the cloud time', () => {
  const aws = withDashboards();
  aws.put('b', { widgets: [] });
  aws.passMinutes(1);
  aws.put('a-2', '{"widgets":[],"start":"é"}');
  aws.put('a-1', { widgets: [] });
  const list = (input: object = {}) =>
    aws
      .call<ListDashboardsOutput>('ListDashboards', input)
      .DashboardEntries?.map((entry) => [
        entry.DashboardName,
        entry.Size,
        entry.LastModified?.getTime(),
      ]);
  assert.equal(list(), [
    ['a-1', 14, at(31).getTime()],
    ['a-2', 27, at(31).getTime()],
    ['b', 14, at(30).getTime()],
  ]);
  assert.is(list({ DashboardNamePrefix: 'a-' })?.length, 2);
  assert.equal(list({ DashboardNamePrefix: 'c' }), []);
});

test('dashboards come in pages of 1,000', () => {
  const aws = withDashboards();
  for (let n = 0; n < 1001; n += 1) aws.put(`d${n}`, { widgets: [] });
  const first = aws.call<ListDashboardsOutput>('ListDashboards', {});
  const { NextToken } = first;
  const second = aws.call<ListDashboardsOutput>('ListDashboards', { NextToken });
  assert.is(first.DashboardEntries?.length, 1000);
  assert.equal(
    second.DashboardEntries?.map(({ DashboardName }) => DashboardName),
    ['d999'],
  );
  assert.is(second.NextToken, undefined);
});

test('deleting an unknown dashboard names it, and deletes the known ones all the same', () => {
  const { put, call } = withDashboards();
  put('known', { widgets: [] });
  const error = refusal(() =>
    call('DeleteDashboards', { DashboardNames: ['known', 'x', 'known', 'y'] }),
  );
  assert.is(error.code, 'DashboardNotFoundError');
  assert.is(error.statusCode, 404);
  assert.is(error.message, 'The specified dashboard does not exist. [x, y]');
  const gone = refusal(() => call('GetDashboard', { DashboardName: 'known' }));
  assert.is(gone.code, 'DashboardNotFoundError');
  assert.is(gone.message, 'Dashboard known does not exist');
});

test('a name with characters that AWS does not take is refused', () => {
  const { put } = withDashboards();
  const { code, message } = refusal(() => put('shards of x', { widgets: [] }));
  assert.is(code, 'InvalidParameterValueException');
  assert.is(
    message,
    'The value shards of x for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n',
  );
});

test('a body that is no JSON object is refused in a sentence of its own', () => {
  const { put } = withDashboards();
  for (const body of ['{"widgets":', '[]', '']) {
    const { code, message } = refusal(() => put('d', body));
    assert.is(code, 'DashboardInvalidInputError');
    assert.is(message, 'The field DashboardBody must be a valid JSON object');
  }
});

test('an invalid body is refused with every finding, in the message and as members', () => {
  const { put, call } = withDashboards();
  const { message, members } = refusal(() => put('d', widget({ properties: {}, x: 24 })));
  assert.is(
    message,
    `The dashboard body is invalid, there are 5 validation errors:
[
  {
    "dataPath": "/widgets/0/x",
    "message": "Should be <= 23"
  },
  {
    "dataPath": "/widgets/0/properties",
    "message": "Should have required property 'region'"
  },
  {
    "dataPath": "/widgets/0/properties",
    "message": "Should have required property 'metrics'"
  },
  {
    "dataPath": "/widgets/0/properties",
    "message": "The metric widget should have specified a region and a data source or an alarm annotation"
  },
  {
    "dataPath": "/widgets/0/properties",
    "message": "Should have required property 'annotations'"
  }
]`,
  );
  assert.is((members.dashboardValidationMessages as object[]).length, 5);
  assert.is(refusal(() => call('GetDashboard', { DashboardName: 'd' })).statusCode, 404);
});

test('a body needs widgets, and a widget its type and properties', () => {
  assert.equal(findings({}), [": Should have required property 'widgets'"]);
  assert.equal(findings({ widgets: {} }), ['/widgets: Should be array']);
  assert.equal(findings({ widgets: [7, {}] }), [
    '/widgets/0: Should be object',
    "/widgets/1: Should have required property 'type'",
    "/widgets/1: Should have required property 'properties'",
  ]);
  assert.equal(findings(widget({ type: 'chart2' })), [
    '/widgets/0/type: Should be equal to one of the allowed values',
  ]);
  assert.equal(findings({ widgets: Array.from({ length: 501 }, () => WIDGET) }), [
    '/widgets: Should NOT have more than 500 items',
  ]);
});

test('position and size stay on the grid', () => {
  assert.equal(findings(widget({ x: -1, y: -1, width: 25, height: 1001 })), [
    '/widgets/0/x: Should be >= 0',
    '/widgets/0/y: Should be >= 0',
    '/widgets/0/width: Should be <= 24',
    '/widgets/0/height: Should be <= 1000',
  ]);
  assert.equal(findings(widget({ x: 1.5, width: '6' })), [
    '/widgets/0/x: Should be integer',
    '/widgets/0/width: Should be integer',
  ]);
});

test('every form of a metric row is taken', () => {
  const { put } = withDashboards();
  put(
    'd',
    metrics(
      ['AWS/Kinesis', 'IncomingRecords', 'StreamName', 's', 'ShardId', 'shardId-000000000000'],
      ['...', 'shardId-000000000001', { color: '#ff0000', label: 'one', stat: 'Sum' }],
      ['.', 'IncomingBytes', '.', '.', '.', '.', { yAxis: 'right', visible: false, period: 300 }],
      ['AWS/Kinesis', 'IncomingRecords', { id: 'm1', region: 'eu-west-1' }],
      [{ expression: 'SUM(METRICS())', id: 'e1', label: 'all' }],
    ),
  );
});

test('a row with a wrong number of names, or an object that renders nothing, is told the way AWS does', () => {
  assert.equal(
    findings(
      metrics(
        ['AWS/Kinesis'],
        ['AWS/Kinesis', 'IncomingRecords', 'ShardId'],
        ['AWS/Kinesis', 'IncomingRecords', { color: 'red' }],
        ['AWS/Kinesis', 'IncomingRecords', { StreamName: 's' }, { stat: 'Sum' }],
        'AWS/Kinesis',
      ),
    ),
    [
      '/widgets/0/properties/metrics/0: Should NOT have less than 2 items',
      '/widgets/0/properties/metrics/1: Should NOT have more than 2 items',
      '/widgets/0/properties/metrics/2: Should NOT have more than 2 items',
      '/widgets/0/properties/metrics/3/2: Invalid metric field type, only "String" type is allowed',
      '/widgets/0/properties/metrics/4: Should be array',
      '/widgets/0/properties/metrics/4: Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element',
    ],
  );
  const tooMany = Array.from({ length: 501 }, () => ['N', 'm']);
  assert.equal(findings(metrics(...tooMany)), [
    '/widgets/0/properties/metrics: Should NOT have more than 500 items',
  ]);
});

test('a metric widget holds its view, statistic and period to what AWS draws', () => {
  const { properties } = WIDGET;
  assert.equal(findings(widget({ properties: { ...properties, view: 'lines', stat: 1 } })), [
    '/widgets/0/properties/stat: Should be string',
    '/widgets/0/properties/view: Should be equal to one of the allowed values',
  ]);
  assert.equal(findings(widget({ properties: { ...properties, period: 90 } })), [
    '/widgets/0/properties/period: Should be multiple of 60',
  ]);
});

test("a metric widget's annotations are lines with a value, and bands between two of them", () => {
  const { properties } = WIDGET;
  const annotated = (annotations: object) =>
    findings(widget({ properties: { ...properties, annotations } }));
  assert.equal(
    annotated({
      horizontal: [
        { value: 1, label: 'l', color: '#fff', fill: 'below', yAxis: 'right' },
        [{ value: 1 }, { value: 2 }],
        { label: 'l' },
        { value: 1, yAxis: 'annotations' },
        [{ value: 1 }],
      ],
      vertical: [{ value: '2026-11-02T10:00:00Z', fill: 'after' }, { value: 3 }],
    }),
    [
      "/widgets/0/properties/annotations/horizontal/2: Should have required property 'value'",
      '/widgets/0/properties/annotations/horizontal/3/yAxis: Should be equal to one of the allowed values',
      '/widgets/0/properties/annotations/horizontal/4: Should NOT have less than 2 items',
      '/widgets/0/properties/annotations/vertical/1/value: Should be an ISO 8601 time, or a duration such as -PT3H',
    ],
  );
});

test('a widget without metrics may show an alarm, and an alarm widget needs one', () => {
  const { put } = withDashboards();
  put('d', widget({ properties: { annotations: { alarms: ['arn:aws:cloudwatch:…'] } } }));
  const alarms = (value: object) => findings(widget({ type: 'alarm', properties: value }));
  assert.equal(alarms({}), ["/widgets/0/properties: Should have required property 'alarms'"]);
  assert.equal(alarms({ alarms: [] }), [
    '/widgets/0/properties/alarms: Should NOT have less than 1 items',
  ]);
});

test('variables and the columns of a table are held to what the reference says of them', () => {
  const variable = {
    type: 'property',
    property: 'region',
    inputType: 'radio',
    id: 'r',
    label: 'R',
  };
  const { put } = withDashboards();
  put('d', { widgets: [], variables: [{ ...variable, values: [{ value: 'a', label: 'b' }] }] });
  assert.equal(findings({ widgets: [], variables: [{ ...variable, inputType: 'knob', id: 1 }] }), [
    '/variables/0/id: Should be string',
    '/variables/0/inputType: Should be equal to one of the allowed values',
  ]);
  const table = { layout: 'sideways', summaryColumns: ['MAX'] };
  assert.equal(findings(widget({ properties: { ...WIDGET.properties, view: 'table', table } })), [
    '/widgets/0/properties/table/layout: Should be equal to one of the allowed values',
  ]);
});

test('a text widget needs markdown, and the other documented widgets are taken', () => {
  const { put } = withDashboards();
  assert.equal(findings(widget({ type: 'text', properties: {} })), [
    "/widgets/0/properties: Should have required property 'markdown'",
  ]);
  const widgets = [
    { type: 'text', properties: { markdown: '# Shards' } },
    { type: 'log', properties: { query: "SOURCE 'l' | limit 1", region: 'us-east-1' } },
    { type: 'explorer', properties: {} },
    { type: 'custom', properties: { endpoint: 'arn:aws:lambda:…' } },
  ];
  put('d', { widgets });
});

test('an unexpected property of a widget is told as a warning, and the dashboard is kept', () => {
  const { put, call } = withDashboards();
  assert.equal(put('d', widget({ colour: 'red' })), {
    DashboardValidationMessages: [
      {
        DataPath: '/widgets/0',
        Message:
          'The "colour" property is not expected to be part of a widget definition, will be ignored',
      },
    ],
  });
  call('GetDashboard', { DashboardName: 'd' });
});

test.run();
