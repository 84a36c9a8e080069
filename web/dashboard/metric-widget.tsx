import { useState } from 'preact/hooks';
import type { Theme } from '../../charts/theme.ts';
import type { WidgetModel } from '../../src/live/models.ts';
import { Messages } from '../messages.tsx';
import { TableButton } from '../table-button.tsx';
import { ChartTable } from './chart-table.tsx';
import { ChartView } from './chart-view.tsx';

interface Props {
  readonly widget: Extract<WidgetModel, { kind: 'metric' }>;
  readonly theme: Theme;
}

/** A chart, or on demand the numbers behind it. */
export function MetricWidget({ widget: { chart, asTable, messages }, theme }: Props) {
  const [wantsTable, setWantsTable] = useState(false);
  const title = chart.title === '' ? 'Chart' : chart.title;
  const showsTable = asTable || wantsTable;
  return (
    <>
      <div class="widget-head">
        <h3>{title}</h3>
        {!asTable && (
          <TableButton
            name={`Table of ${title}`}
            isPressed={wantsTable}
            press={() => setWantsTable(!wantsTable)}
          />
        )}
      </div>
      {showsTable ? <ChartTable chart={chart} /> : <ChartView chart={chart} theme={theme} />}
      <Messages messages={messages} />
    </>
  );
}
