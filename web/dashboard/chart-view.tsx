import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Chart } from '../../charts/chart.ts';
import type { Theme } from '../../charts/theme.ts';
import { chartSummary } from './chart-summary.ts';
import { DrawnChart } from './drawn-chart.ts';

interface Props {
  readonly chart: Chart;
  readonly theme: Theme;
}

export function ChartView({ chart, theme }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart>(undefined);
  useLayoutEffect(() => {
    if (host.current === null) return;
    const mine = new DrawnChart(host.current);
    drawn.current = mine;
    return () => mine.stop();
  }, []);
  useEffect(() => drawn.current?.show(chart, theme), [chart, theme]);
  return <div class="chart" ref={host} role="img" aria-label={chartSummary(chart)} />;
}
