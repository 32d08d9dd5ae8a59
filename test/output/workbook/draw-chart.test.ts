import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CHART_HEIGHT, CHART_WIDTH, drawChart } from '../../../src/output/workbook/draw-chart.ts';
import { aChart } from '../../support/a-report-model.ts';

/** The bytes of the picture's points, as the PNG packs them. */
function pointsOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return inflateSync(Buffer.concat(parts));
}

describe('drawChart', () => {
  it('draws a PNG at twice the size it is shown at', () => {
    const png = drawChart(aChart);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([CHART_WIDTH * 2, CHART_HEIGHT * 2]);
  });

  it('draws the same chart to the same bytes', () => {
    expect(drawChart(aChart).equals(drawChart(aChart))).toBe(true);
  });

  it('draws letters of every language, each by its own shape', () => {
    const drawn = ['Ґ', 'Қ', 'Ы', '\u{10fffd}'].map((title) => pointsOf(drawChart({ ...aChart, title })));
    expect(new Set(drawn.map((points) => points.toString('latin1'))).size).toBe(4);
  });

  it('draws nothing to show as empty axes', () => {
    const png = drawChart({ title: 'Динаміка', categories: [], series: [] });
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  });
});
