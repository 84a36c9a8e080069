import type { Theme } from '../../charts/theme.ts';
import type { DashboardModel } from '../../src/live/models.ts';
import { Problem } from '../problem.tsx';
import { rowHeights } from './row-heights.ts';
import { Widget } from './widget.tsx';

interface Props {
  readonly dashboard: DashboardModel;
  /** It is not what was chosen last. */
  readonly isChanging: boolean;
  readonly theme: Theme;
}

export function Dashboard({ dashboard, isChanging, theme }: Props) {
  const { name, widgets, problem } = dashboard;
  return (
    <>
      <Problem text={problem} />
      <div
        class="grid"
        aria-busy={isChanging}
        // Through the object model, which the page's policy allows; an attribute it would not.
        style={{ gridTemplateRows: rowHeights(widgets) }}
      >
        {widgets.map((widget, at) => (
          <Widget key={`${name} ${at}`} widget={widget} theme={theme} />
        ))}
      </div>
    </>
  );
}
