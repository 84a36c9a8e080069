import type { Theme } from '../../charts/theme.ts';
import type { DashboardModel } from '../../src/live/models.ts';
import { packed } from './grid.ts';
import { Widget } from './widget.tsx';

interface Props {
  readonly dashboard: DashboardModel;
  readonly theme: Theme;
}

export function Dashboard({ dashboard: { name, widgets, problem }, theme }: Props) {
  const places = packed(widgets);
  return (
    <>
      {problem !== '' && <p class="problem">{problem}</p>}
      <div class="grid">
        {widgets.map((widget, at) => (
          <Widget
            key={`${name} ${at}`}
            widget={widget}
            place={places[at] ?? widget}
            theme={theme}
          />
        ))}
      </div>
    </>
  );
}
