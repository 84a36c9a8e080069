import type { WidgetModel } from '../../src/live/models.ts';

/**
 * The heights of a dashboard's rows, as a grid's template: where texts alone lie, as high as these,
 * but not higher than a row is. Rows after the last text are left to the grid.
 */
export function rowHeights(widgets: readonly Pick<WidgetModel, 'kind' | 'y' | 'height'>[]): string {
  const ends = widgets.map(({ kind, y, height }) => (kind === 'text' ? y + height : 0));
  const isOfText = new Array<boolean>(Math.max(0, ...ends)).fill(true);
  for (const { kind, y, height } of widgets) {
    if (kind !== 'text') isOfText.fill(false, y, y + height);
  }
  const runs: string[] = [];
  for (let from = 0; from < isOfText.length; ) {
    const next = isOfText.indexOf(!isOfText[from], from);
    const to = next === -1 ? isOfText.length : next;
    runs.push(
      `repeat(${to - from}, ${isOfText[from] ? 'fit-content(var(--row-height))' : 'var(--row-height)'})`,
    );
    from = to;
  }
  return runs.join(' ');
}
