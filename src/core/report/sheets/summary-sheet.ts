import type { BreakdownFigure, Breakdowns } from '../breakdown.ts';
import { optionLabel } from '../field-cell.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import { textLine } from '../report-model.ts';
import type { Line, Sheet } from '../report-model.ts';
import { reportTitle } from '../report-title.ts';
import { fillLine } from '../template-text.ts';
import type { WeeklyFigures } from '../weekly-figures.ts';

type TemplateLine = ReportContext['report']['lines'][number];
type Breakdown = Extract<TemplateLine, { breakdown_of: unknown }>;
type PageFigures = WeeklyFigures & { readonly breakdowns: Breakdowns };

/** The regulation's page: its title, its lines, its order; null where the report has none. @clause K 3.3.4 */
export function summarySheet(context: ReportContext, figures: PageFigures): Sheet | null {
  const { report, words } = context;
  if (report.lines.length === 0) return null;
  const listTitle =
    report.open_list === undefined ? [] : [textLine('heading', inWords(context, report.open_list.title))];
  return {
    id: 'summary',
    name: report.sheet === undefined ? words.summary_sheet : inWords(context, report.sheet),
    above: [
      textLine('title', reportTitle(context)),
      ...report.lines.flatMap((line) => linesOf(line, context, figures)),
      ...listTitle,
    ],
    table: null,
    below: [],
  };
}

function linesOf(line: TemplateLine, context: ReportContext, figures: PageFigures): readonly Line[] {
  if ('heading' in line) return [textLine('heading', inWords(context, line.heading))];
  if ('breakdown_of' in line) return breakdownLines(line, context, figures.breakdowns[line.field] ?? []);
  const { received, carriedOver, resolved, open, resolvedShare, openShare } = figures;
  const value = {
    received: { count: received, share: null },
    carried_over: { count: carriedOver, share: null },
    resolved: { count: resolved, share: resolvedShare },
    open: { count: open, share: openShare },
  }[line.figure];
  return [fillLine('line', inWords(context, line.text), value)];
}

function breakdownLines(
  line: Breakdown,
  context: ReportContext,
  parts: readonly BreakdownFigure[],
): readonly Line[] {
  const template = inWords(context, line.text);
  const other = line.other === undefined ? context.words.other : inWords(context, line.other);
  return parts.map(({ option, ...value }) => {
    const label = option === null ? other : (optionLabel(context, line.field, option) ?? option);
    return fillLine(
      'item',
      template.replace('{option}', () => label),
      value,
    );
  });
}
