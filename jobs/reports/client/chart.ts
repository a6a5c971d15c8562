import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, getInstanceByDom, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** An option object of the charting library. */
export type Chart = EChartsCoreOption;

/** Colours that stay apart for colour-blind readers (Okabe and Ito), on white. */
export const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7', '#56b4e9', '#8a8a8a'];

/** Named, not inherited: the library measures texts with it to lay out legends. */
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Draws, or redraws, a chart that follows the width of its place and describes itself to screen readers. */
export function show(place: HTMLElement, chart: Chart): void {
  let instance = getInstanceByDom(place);
  if (!instance) {
    instance = init(place, null, { renderer: 'svg' });
    new ResizeObserver(() => getInstanceByDom(place)?.resize()).observe(place);
  }
  instance.setOption(
    { color: COLOURS, animation: false, textStyle: { fontFamily: FONT }, aria: { enabled: true }, ...chart },
    true,
  );
}

const WHOLE_DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const CENTS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const SHORT_DOLLARS = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumFractionDigits: 1,
});
const PERCENT = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

export const dollars = (value: number) => WHOLE_DOLLARS.format(value);
export const cents = (value: number) => CENTS.format(value);
export const shortDollars = (value: number) => SHORT_DOLLARS.format(value);
export const percent = (value: number) => PERCENT.format(value);
export const count = (value: number) => COUNT.format(value);
