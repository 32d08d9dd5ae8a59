import type { ReportContext } from './report-context.ts';
import { groupOpen } from './open-tickets.ts';
import type { ReportedTicket } from './reported-ticket.ts';
import { sharesOf } from './shares.ts';

/** One line of a breakdown of the open tickets; `option` is null for the rest. */
export interface BreakdownFigure {
  readonly option: string | null;
  readonly count: number;
  readonly share: number | null;
}

/** Field id → the open tickets by its options, for every breakdown that the report's page asks for. */
export type Breakdowns = Readonly<Record<string, readonly BreakdownFigure[]>>;

/** Breaks the open tickets down as the report's page does; each breakdown adds up to all open ones and to 100 %. */
export function breakDownOpen(context: ReportContext, tickets: readonly ReportedTicket[]): Breakdowns {
  const fields = context.report.lines.flatMap((line) => ('breakdown_of' in line ? [line.field] : []));
  return Object.fromEntries(fields.map((field) => [field, breakDownBy(field, context, tickets)]));
}

function breakDownBy(
  field: string,
  context: ReportContext,
  tickets: readonly ReportedTicket[],
): readonly BreakdownFigure[] {
  const groups = groupOpen(context, field, tickets);
  const shares = sharesOf(groups.map((group) => group.tickets.length));
  return groups.map(({ option, tickets: open }, index) => ({
    option,
    count: open.length,
    share: shares[index] ?? null,
  }));
}
