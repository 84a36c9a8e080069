import type { Theme } from '../../charts/theme.ts';
import type { WidgetModel } from '../../src/live/models.ts';
import { AlarmWidget } from './alarm-widget.tsx';
import { MetricWidget } from './metric-widget.tsx';
import { TextWidget } from './text-widget.tsx';

interface Props {
  readonly widget: WidgetModel;
  readonly theme: Theme;
}

export function Widget({ widget, theme }: Props) {
  const { x, y, width, height } = widget;
  return (
    <article
      class={`widget ${widget.kind.replace(' ', '-')}`}
      style={{
        '--column': String(x + 1),
        '--row': String(y + 1),
        '--width': String(width),
        '--height': String(height),
      }}
    >
      <Body widget={widget} theme={theme} />
    </article>
  );
}

function Body({ widget, theme }: Props) {
  switch (widget.kind) {
    case 'metric':
      return <MetricWidget widget={widget} theme={theme} />;
    case 'text':
      return <TextWidget markdown={widget.markdown} />;
    case 'alarm':
      return <AlarmWidget widget={widget} />;
    case 'not drawn':
      return (
        <>
          <h3>{widget.title}</h3>
          <p class="quiet">{widget.reason}</p>
        </>
      );
  }
}
