import type { TicketId } from '../../ticket/ticket-id.ts';
import { type PeriodVerdict, verdictInPeriod } from '../compliance.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportedTicket } from '../reported-ticket.ts';
import { isExcluded } from '../standing.ts';

/** What one pack says of a ticket's clock. */
interface ClockView {
  readonly verdict: PeriodVerdict;
  readonly dueAt: number | null;
}

/** A ticket and clock that two packs judge otherwise. The ticket is shown as it stands under the pack in force. */
export interface ChangedVerdict {
  readonly ticket: ReportedTicket;
  readonly clockId: string;
  readonly before: ClockView;
  readonly after: ClockView;
}

/** One pack and how it sees the tickets of the period. */
export interface WhatIfSide {
  readonly context: ReportContext;
  readonly tickets: readonly ReportedTicket[];
}

/** The verdicts that differ, by clock and then in the order of the tickets; one that only one side counts has none on the other. */
export function compareVerdicts(
  clockIds: readonly string[],
  before: WhatIfSide,
  after: WhatIfSide,
): readonly ChangedVerdict[] {
  const [old, present] = [byId(before), byId(after)];
  const tickets = new Map([...present, ...old]);
  return clockIds.flatMap((clockId) =>
    [...tickets].flatMap(([id, ticket]): readonly ChangedVerdict[] => {
      const change = {
        ticket,
        clockId,
        before: viewOf(old.get(id), clockId, before),
        after: viewOf(present.get(id), clockId, after),
      };
      return change.before.verdict === change.after.verdict ? [] : [change];
    }),
  );
}

/** The tickets that a side counts. */
export function countedTickets({ tickets }: WhatIfSide): readonly ReportedTicket[] {
  return tickets.filter(({ standing }) => !isExcluded(standing));
}

function byId(side: WhatIfSide): ReadonlyMap<TicketId, ReportedTicket> {
  return new Map(countedTickets(side).map((ticket) => [ticket.id, ticket]));
}

function viewOf(ticket: ReportedTicket | undefined, clockId: string, { context }: WhatIfSide): ClockView {
  const outcome = ticket?.clocks.get(clockId);
  return { verdict: verdictInPeriod(outcome, 'verdict', context), dueAt: outcome?.dueAt ?? null };
}
