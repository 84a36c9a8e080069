import type { Chart } from '../../charts/chart.ts';
import { chartOption } from '../../charts/option.ts';
import { LIGHT, type Theme } from '../../charts/theme.ts';
import { type ECharts, init } from './echarts.ts';
import { inTurn, notInTurn } from './in-turn.ts';
import { withTooltip } from './tooltip.ts';

/** Charts so near to the window are drawn before they are seen. */
const NEAR = '300px';

/** A chart in an element: drawn while it is near to be seen, and again at each new size. */
export class DrawnChart {
  readonly #host: HTMLElement;
  readonly #sizes = new ResizeObserver(() => this.#drawSoon());
  readonly #sight = new IntersectionObserver(
    (entries) => {
      this.#near = entries.at(-1)?.isIntersecting === true;
      this.#drawSoon();
    },
    { rootMargin: NEAR },
  );
  #near = false;
  #shown: { readonly chart: Chart; readonly theme: Theme } | undefined;
  #echarts: ECharts | undefined;
  /** What the screen has at the moment; the browser's zoom changes its resolution. */
  #resolution = 0;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#sizes.observe(host);
    this.#sight.observe(host);
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#draw);
  }

  show(chart: Chart, theme: Theme): void {
    this.#shown = { chart, theme };
    this.#drawSoon();
  }

  stop(): void {
    this.#sizes.disconnect();
    this.#sight.disconnect();
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#draw);
    notInTurn(this.#draw);
    this.#echarts?.dispose();
  }

  #drawSoon(): void {
    if (this.#near) inTurn(this.#draw);
  }

  readonly #draw = (): void => {
    if (this.#shown !== undefined) this.#drawIn(this.#shown.theme, this.#shown.chart);
  };

  /** At once and wherever it stands: no frame comes before the paper. */
  readonly #print = (): void => {
    if (this.#shown !== undefined) this.#drawIn(LIGHT, this.#shown.chart);
  };

  #drawIn(theme: Theme, chart: Chart): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (width === 0 || height === 0) return;
    if (this.#resolution !== devicePixelRatio) {
      this.#resolution = devicePixelRatio;
      this.#echarts?.dispose();
      this.#echarts = undefined;
    }
    const size = { width, height };
    this.#echarts ??= init(this.#host, null, size);
    const isOld = this.#echarts.getWidth() !== width || this.#echarts.getHeight() !== height;
    if (isOld) this.#echarts.resize(size);
    // The widget's heading says the title.
    const option = chartOption({ ...chart, title: '' }, size, theme);
    this.#echarts.setOption(withTooltip(option, chart, theme), { notMerge: true });
  }
}
