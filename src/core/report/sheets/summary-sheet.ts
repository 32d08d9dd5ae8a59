import type { BreakdownFigure, Breakdowns } from '../breakdown.ts';
import { optionLabel } from '../field-cell.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import { textLine } from '../report-model.ts';
import type { Line, Sheet } from '../report-model.ts';
import { writeDate, writeInstant } from '../report-words.ts';
import { fillLine, fillTitle } from '../template-text.ts';
import type { WeeklyFigures } from '../weekly-figures.ts';

type TemplateLine = ReportContext['report']['lines'][number];
type Breakdown = Extract<TemplateLine, { breakdown_of: unknown }>;
type PageFigures = WeeklyFigures & { readonly breakdowns: Breakdowns };

/** The regulation's page: its title, its lines, its order. @clause K 3.3.4 */
export function summarySheet(context: ReportContext, figures: PageFigures): Sheet {
  const { report } = context;
  const listTitle =
    report.open_list === undefined ? [] : [textLine('heading', inWords(context, report.open_list.title))];
  return {
    id: 'summary',
    name: inWords(context, report.sheet),
    above: [
      textLine('title', reportTitle(context)),
      ...report.lines.flatMap((line) => linesOf(line, context, figures)),
      ...listTitle,
    ],
    table: null,
    below: [],
  };
}

/** The title with the period's ends: dates for whole days, with times otherwise. */
export function reportTitle(context: ReportContext): string {
  const { period, words, pack, report } = context;
  const { zone } = pack.manifest;
  const ends =
    period.days === null
      ? [writeInstant(period.fromAt, words, zone), writeInstant(period.toAt, words, zone)]
      : [writeDate(period.days.fromOn, words), writeDate(period.days.toOn, words)];
  return fillTitle(inWords(context, report.title), ends);
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
