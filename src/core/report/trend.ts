import type { Ticket } from '../ticket/ticket.ts';
import type { TrendPeriod } from './report-data.ts';
import { periodsUpTo } from './report-period.ts';
import type { ReportPeriod } from './report-period.ts';
import type { ReportSpan } from './reported-ticket.ts';
import { presenceIn } from './standing.ts';
import type { LifeReader } from './standing.ts';
import { countWeek } from './weekly-figures.ts';
import type { CountedTicket } from './weekly-figures.ts';

/** Counts one period after another while tickets go by, each as of its own end, the last as of the report's cut-off. */
export class TrendCounter {
  readonly #periods: readonly { period: ReportPeriod; span: ReportSpan; counted: CountedTicket[] }[];

  constructor(
    last: ReportPeriod,
    { cutOffAt }: Pick<ReportSpan, 'cutOffAt'>,
    options: { count: number; zone: string },
  ) {
    this.#periods = periodsUpTo(last, options.count, options.zone).map((period) => ({
      period,
      span: { fromAt: period.fromAt, cutOffAt: Math.min(period.toAt, cutOffAt) },
      counted: [],
    }));
  }

  add(ticket: Ticket, lifeAt: LifeReader): void {
    for (const { span, counted } of this.#periods) {
      const presence = presenceIn(ticket, lifeAt, span);
      if (presence !== null) counted.push({ origin: presence.origin, standing: presence.standing });
    }
  }

  /** Oldest first. */
  periods(): readonly TrendPeriod[] {
    return this.#periods.map(({ period, counted }) => ({ period, figures: countWeek(counted) }));
  }
}
