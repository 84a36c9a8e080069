import type { Chart } from '../../charts/chart.ts';
import { Table } from '../table.tsx';
import { chartNumbers } from './chart-numbers.ts';

export function ChartTable({ chart }: { readonly chart: Chart }) {
  const { head, rows, left } = chartNumbers(chart);
  return (
    <>
      <Table caption={chart.title} head={head} rows={rows} />
      {left !== '' && <p class="quiet note">{left}</p>}
    </>
  );
}
