import { createLifeReader, presenceIn } from '../../../src/core/report/standing.ts';
import { reportTicket } from '../../../src/core/report/reported-ticket.ts';
import type { ReportedTicket } from '../../../src/core/report/reported-ticket.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import type { Step, TicketOptions } from '../../support/a-ticket.ts';

/** Friday 16:00 in Kyiv to the next Friday 16:00. */
export const WEEK_START = '2026-11-13T14:00:00.000Z';
export const WEEK_END = '2026-11-20T14:00:00.000Z';
export const week = { fromAt: at(WEEK_START), toAt: at(WEEK_END), days: null };
export const span = { fromAt: week.fromAt, cutOffAt: week.toAt };
export const smallPack = compileTestPack();

export const BEFORE = '2026-11-10T09:00:00Z';
export const WITHIN = '2026-11-17T09:00:00Z';
export const LATER = '2026-11-18T09:00:00Z';
export const AFTER = '2026-11-23T09:00:00Z';

/** A ticket of the front desk. */
export function aFrontTicket(options: TicketOptions, ...steps: readonly Step[]): Ticket {
  const fields = { group: 'front', state: 'new', type: 'fault', priority: 'low', ...options.fields };
  return aTicket({ ...options, fields }, ...steps);
}

export function closes(when: string): Step {
  return sets(when, { state: 'closed' });
}

export function reopens(when: string): Step {
  return sets(when, { state: 'open' });
}

/** The tickets as the week sees them. */
export function inWeek(tickets: readonly Ticket[], pack: CompiledPack = smallPack): ReportedTicket[] {
  return tickets.flatMap((ticket) => {
    const presence = presenceIn(ticket, createLifeReader(ticket, pack), span);
    return presence === null ? [] : [reportTicket(presence)];
  });
}
