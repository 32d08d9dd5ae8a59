import { AppError } from '../../app-error.ts';
import { clockOf } from '../../clock/compile-clocks.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { addCounts, tallyVerdicts, ticketsIn } from '../compliance.ts';
import type { ComplianceTally, VerdictCounts } from '../compliance.ts';
import { fieldLabel, optionLabel } from '../field-cell.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text } from '../report-model.ts';
import type { Cell, Column, Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import { shareOf } from '../shares.ts';
import { spanText } from '../span-text.ts';
import { isExcluded } from '../standing.ts';

/** Type × priority × clock: in time, late, running, with numerator and denominator, with and without pauses. */
export function complianceSheet(
  annex: AnnexOf<'compliance'>,
  context: ReportContext,
  { tickets, figures }: ReportData,
): Sheet {
  const counted = tickets.filter(({ standing }) => !isExcluded(standing));
  const tallies = annex.clocks.map((clockId) => tallyVerdicts(clockId, counted, context));
  const totals = tallies.map((ofClock) => totalOf(ofClock));
  assertComplete(totals, figures.universe);
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, counted.length, figures.universe)],
    table: {
      id: 'Compliance',
      columns: columnsOf(context),
      rows: tallies.flat().map((tally) => [...classCells(tally, context), ...countCells(tally)]),
      keys: tallies.flat().map(({ clockId, type, priority }) => [clockId, type, priority].join('/')),
      totals: totals.map((total, index) => [
        ...[clockLabel(annex.clocks[index] ?? '', context), context.words.total, '', ''].map(text),
        ...countCells(total),
      ]),
    },
    below: [],
  };
}

type Counted = Pick<ComplianceTally, 'counts' | 'unpaused'>;

function totalOf(tallies: readonly ComplianceTally[]): Counted {
  return {
    counts: addCounts(tallies.map(({ counts }) => counts)),
    unpaused: addCounts(tallies.map(({ unpaused }) => unpaused)),
  };
}

function assertComplete(totals: readonly Counted[], universe: number): void {
  if (totals.every(({ counts }) => ticketsIn(counts) === universe)) return;
  throw new AppError('bug', 'the compliance sheet does not add up to the tickets of the report', {
    details: { counted: totals.map(({ counts }) => ticketsIn(counts)), universe },
  });
}

function columnsOf(context: ReportContext): readonly Column[] {
  const { words } = context;
  return [
    { id: 'clock', head: words.clock },
    { id: 'type', head: fieldLabel(context, 'type') },
    { id: 'priority', head: fieldLabel(context, 'priority') },
    { id: 'goal', head: words.goal },
    { id: 'in_time', head: words.in_time },
    { id: 'late', head: words.late },
    { id: 'judged', head: words.judged },
    { id: 'share', head: words.in_time_share },
    { id: 'share_unpaused', head: words.in_time_share_unpaused },
    { id: 'running', head: words.running },
    { id: 'earlier', head: words.judged_earlier },
    { id: 'none', head: words.not_judged },
  ];
}

function classCells({ clockId, type, priority }: ComplianceTally, context: ReportContext): readonly Cell[] {
  const label = (field: string, value: string | null): string =>
    value === null ? context.words.unclassified : (optionLabel(context, field, value) ?? value);
  return [
    text(clockLabel(clockId, context)),
    text(label('type', type)),
    text(label('priority', priority)),
    text(goalText(clockId, { type, priority }, context)),
  ];
}

function countCells({ counts, unpaused }: Counted): readonly Cell[] {
  return [
    count(counts['in-time']),
    count(counts.late),
    count(judgedIn(counts)),
    { kind: 'share', value: shareOf(counts['in-time'], judgedIn(counts)) },
    { kind: 'share', value: shareOf(unpaused['in-time'], judgedIn(unpaused)) },
    count(counts.running),
    count(counts.earlier),
    count(counts.none),
  ];
}

function judgedIn(counts: VerdictCounts): number {
  return counts['in-time'] + counts.late;
}

/** What the clock is called; one that the regulation does not demand says so. */
function clockLabel(clockId: string, context: ReportContext): string {
  const clock = context.pack.clocks.find(({ id }) => id === clockId);
  const label = clock === undefined ? clockId : inWords(context, clock.label);
  return clock?.product === true ? `${label} (${context.words.for_reference})` : label;
}

function goalText(
  clockId: string,
  values: Record<string, string | null>,
  { pack, words }: ReportContext,
): string {
  const clock = clockOf(clockId, pack);
  const goal = clock?.goalFor(values);
  return goal === null || goal === undefined ? '' : spanText(goal.within, words);
}
