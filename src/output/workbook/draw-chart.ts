import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { init } from 'echarts';
import type { EChartsOption, SeriesOption } from 'echarts';
import type { Chart, ChartSeries } from '../../core/report/report-model.ts';

/** Size as shown, in pixels of 1/96 inch. */
export const CHART_WIDTH = 760;
export const CHART_HEIGHT = 340;
/** Pixels drawn for each shown, so that print is sharp. */
const SCALE = 2;

const INK = '#000000';
const PALE = '#C8C8C8';
const FONT = 'DejaVu Sans';
/** A font that comes along has every letter, whatever the machine has. */
const fontFile = join(
  dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
  'DejaVuSans.ttf',
);

/** Draws a chart in black, white and grey. The same chart gives the same PNG. */
export function drawChart(chart: Chart): Buffer {
  const canvas = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: CHART_WIDTH,
    height: CHART_HEIGHT,
  });
  try {
    canvas.setOption(optionOf(chart));
    const drawing = new Resvg(canvas.renderToSVGString(), {
      background: '#FFFFFF',
      fitTo: { mode: 'width', value: CHART_WIDTH * SCALE },
      font: { fontFiles: [fontFile], loadSystemFonts: false, defaultFontFamily: FONT },
    });
    return drawing.render().asPng();
  } finally {
    canvas.dispose();
  }
}

function optionOf({ title, categories, series }: Chart): EChartsOption {
  const axis = { axisLine: { lineStyle: { color: INK } }, axisLabel: { color: INK, fontSize: 11 } };
  return {
    animation: false,
    backgroundColor: '#FFFFFF',
    textStyle: { fontFamily: FONT, color: INK },
    title: { text: title, left: 'center', textStyle: { fontSize: 14, fontWeight: 'normal', color: INK } },
    legend: { bottom: 0, itemGap: 24, textStyle: { color: INK, fontSize: 12 } },
    grid: { left: 48, right: 16, top: 40, bottom: 88 },
    xAxis: {
      type: 'category',
      data: [...categories],
      ...axis,
      axisLabel: { ...axis.axisLabel, interval: 0, rotate: 35 },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      ...axis,
      splitLine: { lineStyle: { color: PALE, type: 'dotted' } },
    },
    series: series.map(seriesOf),
  };
}

function seriesOf({ name, form, values }: ChartSeries): SeriesOption {
  const label = { show: true, color: INK, fontSize: 10, backgroundColor: '#FFFFFF', padding: [1, 2] };
  if (form === 'line') {
    return {
      name,
      type: 'line',
      data: [...values],
      symbol: 'diamond',
      symbolSize: 9,
      lineStyle: { color: INK, width: 2, type: 'dashed' },
      itemStyle: { color: INK },
      label: { ...label, position: 'top' },
    };
  }
  const fill = form === 'light-bars' ? '#FFFFFF' : '#808080';
  return {
    name,
    type: 'bar',
    data: [...values],
    barGap: '10%',
    itemStyle: { color: fill, borderColor: INK, borderWidth: 1 },
    label: { ...label, position: 'insideBottom' },
  };
}
