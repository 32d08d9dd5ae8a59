import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count } from '../report-model.ts';
import type { Chart, Sheet } from '../report-model.ts';
import { writeDate } from '../report-words.ts';
import { lastDayOf, nameOfPeriod } from '../report-period.ts';
import { rowsLine } from '../rows-line.ts';

/** The page's figures for one period after another, the reported one last. */
export function trendSheet(annex: AnnexOf<'trend'>, context: ReportContext, data: ReportData): Sheet {
  const { trend } = data;
  const { words } = context;
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, trend.length, annex.weeks)],
    table: {
      id: 'Trend',
      columns: [
        { id: 'from', head: words.method_period_from },
        { id: 'to', head: words.method_period_to },
        { id: 'received', head: words.trend_received },
        { id: 'carried_over', head: words.trend_carried_over },
        { id: 'resolved', head: words.method_resolved },
        { id: 'open', head: words.method_open },
        { id: 'share', head: words.trend_resolved_share },
      ],
      rows: trend.map(({ period, figures }) => [
        { kind: 'instant', at: period.fromAt },
        { kind: 'instant', at: period.toAt },
        count(figures.received),
        count(figures.carriedOver),
        count(figures.resolved),
        count(figures.open),
        { kind: 'share', value: figures.resolvedShare },
      ]),
      keys: trend.map(({ period }) => nameOfPeriod(period, period.toAt, context.pack.manifest.zone)),
      totals: [],
    },
    below: [],
    chart: trendChart(context, data),
  };
}

/** What came, what was resolved and what stayed open, each period named by its last day. */
function trendChart({ words, pack }: ReportContext, { trend }: ReportData): Chart {
  const figures = trend.map((each) => each.figures);
  return {
    title: words.trend_title,
    categories: trend.map(({ period }) => writeDate(lastDayOf(period, pack.manifest.zone), words)),
    series: [
      { name: words.trend_received, form: 'light-bars', values: figures.map(({ received }) => received) },
      { name: words.method_resolved, form: 'dark-bars', values: figures.map(({ resolved }) => resolved) },
      { name: words.method_open, form: 'line', values: figures.map(({ open }) => open) },
    ],
  };
}
