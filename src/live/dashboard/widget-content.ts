import { anObject, aText, isObject, Unreadable } from '../../../charts/widget/readers.ts';
import type { BodyWidget } from '../../dashboard/dashboard-body.ts';
import type { WidgetContent } from '../models.ts';
import { alarmWidget } from './alarm-widget.ts';
import { metricWidget, type Round } from './metric-widget.ts';
import { NotDrawn } from './not-drawn.ts';

const OTHER_TYPES = new Map([
  ['', 'It has no type'],
  ['custom', 'This page draws no custom widgets: they are drawn by a Lambda function'],
  ['explorer', 'This page draws no explorer widgets: they find their metrics by tags'],
  ['log', 'This page draws no log widgets: they are queries of CloudWatch Logs'],
]);

const textProperties = anObject({ markdown: aText });

/**
 * What a widget shows, or why it is not drawn.
 *
 * @throws the SDK's error for what is no widget's own
 */
export async function widgetContent(
  { type, properties }: BodyWidget,
  round: Round,
): Promise<WidgetContent> {
  try {
    switch (type) {
      case 'metric':
        return await metricWidget(properties, round);
      case 'alarm':
        return await alarmWidget(properties, round.workshop.cloud);
      case 'text':
        return { kind: 'text', markdown: textProperties(properties, '').markdown ?? '' };
      default:
        throw new NotDrawn(
          OTHER_TYPES.get(type) ?? `This page draws no widgets of the type ${type}`,
        );
    }
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof NotDrawn)) throw error;
    const { title } = isObject(properties) ? properties : {};
    return {
      kind: 'not drawn',
      title: typeof title === 'string' ? title : '',
      reason: error.message,
    };
  }
}
