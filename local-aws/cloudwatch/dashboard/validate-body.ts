import {
  aBoolean,
  anArray,
  anInteger,
  anObject,
  aString,
  type Expectation,
  expectMembers,
  expectRequired,
  oneOf,
} from './expectations.ts';
import { Findings, isObject, type JsonObject } from './findings.ts';
import { metricWidget } from './metric-widget.ts';

/** Widgets on a dashboard, and alarms in a widget. Source: dashboard body reference. */
const WIDGETS_LIMIT = 500;
const ALARMS_LIMIT = 100;

/**
 * What CloudWatch finds in a dashboard's body. Source: dashboard body structure and syntax.
 *
 * @returns `undefined` when the body is no JSON object
 */
export function validateBody(body: string): Findings | undefined {
  const parsed = parse(body);
  if (parsed === undefined) return undefined;
  const findings = new Findings();
  expectRequired(parsed, 'widgets', '', findings);
  expectMembers(parsed, BODY, '', findings);
  return findings;
}

function parse(body: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Properties with these members required, and the others as they are told. */
function propertiesOf(
  required: readonly string[],
  members: Readonly<Record<string, Expectation>>,
): Expectation {
  return (properties, path, findings) => {
    if (!isObject(properties)) {
      findings.error(path, 'Should be object');
      return;
    }
    for (const name of required) expectRequired(properties, name, path, findings);
    expectMembers(properties, members, path, findings);
  };
}

const PROPERTIES: Readonly<Record<string, Expectation>> = {
  alarm: propertiesOf(['alarms'], {
    alarms: anArray(1, ALARMS_LIMIT, aString),
    sortBy: oneOf('default', 'stateUpdatedTimestamp', 'timestamp'),
    states: anArray(0, 3, oneOf('ALARM', 'INSUFFICIENT_DATA', 'OK')),
    title: aString,
  }),
  chart: anObject({ title: aString }),
  custom: propertiesOf(['endpoint'], { endpoint: aString, title: aString }),
  explorer: anObject({ title: aString }),
  log: propertiesOf(['query'], {
    query: aString,
    region: aString,
    stacked: aBoolean,
    title: aString,
  }),
  metric: metricWidget,
  text: propertiesOf(['markdown'], {
    background: oneOf('solid', 'transparent'),
    markdown: aString,
  }),
  trace: anObject({ title: aString }),
};

const POSITION: Readonly<Record<string, Expectation>> = {
  x: anInteger(0, 23),
  y: anInteger(0),
  width: anInteger(1, 24),
  height: anInteger(1, 1000),
};

const aWidget: Expectation = (widget, path, findings) => {
  if (!isObject(widget)) {
    findings.error(path, 'Should be object');
    return;
  }
  expectRequired(widget, 'type', path, findings);
  expectRequired(widget, 'properties', path, findings);
  expectMembers(widget, { type: oneOf(...Object.keys(PROPERTIES)), ...POSITION }, path, findings);
  for (const name of Object.keys(widget)) {
    if (name === 'type' || name === 'properties' || name in POSITION) continue;
    findings.warn(
      path,
      `The "${name}" property is not expected to be part of a widget definition, will be ignored`,
    );
  }
  const { type } = widget;
  const properties =
    typeof type === 'string' && Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type] : undefined;
  if (properties !== undefined && Object.hasOwn(widget, 'properties')) {
    properties(widget.properties, `${path}/properties`, findings);
  }
};

const BODY: Readonly<Record<string, Expectation>> = {
  end: aString,
  periodOverride: oneOf('auto', 'inherit'),
  start: aString,
  variables: anArray(0, 25, anObject({})),
  widgets: anArray(0, WIDGETS_LIMIT, aWidget),
};
