import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { listExclusions } from '../ticket/exclusion.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import { readHistory } from '../ticket/history.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** How a ticket counts at an instant. Whatever is not closed is open: waiting and handed over too. */
export type Standing = 'open' | 'closed' | Exclusion;

/** How a ticket came into a report: new in it, open when it began, or opened (or counted) again within it. */
export type Origin = 'received' | 'open-at-start' | 'returned';

/** What of a ticket a period sees. */
export interface Presence {
  readonly origin: Origin;
  /** As of the cut-off. */
  readonly standing: Standing;
  /** When it came to be closed, if it is. */
  readonly closedAt: Instant | null;
  /** The ticket's life before the cut-off. */
  readonly history: TicketHistory;
}

/**
 * How a ticket belongs to `[fromAt, cutOffAt)`: received in it, or earlier and open at some instant of it. What
 * happened at `cutOffAt` itself belongs to the next period, so the open ones of one period are those the next begins
 * with. Null when the ticket has no part in the period.
 * @clause K 3.3.4
 */
export function presenceIn(
  ticket: Ticket,
  pack: CompiledPack,
  { fromAt, cutOffAt }: { readonly fromAt: Instant; readonly cutOffAt: Instant },
): Presence | null {
  if (ticket.createdAt >= cutOffAt) return null;
  const history = readHistory(ticket, pack, cutOffAt - 1);
  const standings = listStandings(history);
  const standing = standings.at(-1);
  if (standing === undefined) return null;
  const origin = originOf(history, standings, fromAt);
  return origin === null ? null : { origin, standing, closedAt: closedAtOf(history, standings), history };
}

function originOf(history: TicketHistory, standings: readonly Standing[], fromAt: Instant): Origin | null {
  const { ticket, pack, acts } = history;
  if (ticket.createdAt >= fromAt) return 'received';
  if (listStandings(readHistory(ticket, pack, fromAt - 1)).at(-1) === 'open') return 'open-at-start';
  const isOpenedWithin = acts.some((act, index) => endOf(act) >= fromAt && standings[index] === 'open');
  return isOpenedWithin ? 'returned' : null;
}

/** The end of the act since which it has been closed. */
function closedAtOf({ acts }: TicketHistory, standings: readonly Standing[]): Instant | null {
  const act = acts[standings.findLastIndex((standing) => standing !== 'closed') + 1];
  return act === undefined || standings.at(-1) !== 'closed' ? null : endOf(act);
}

function endOf({ at, facts }: Act): Instant {
  return facts.at(-1)?.at ?? at;
}

/** True for a standing outside every count. */
export function isExcluded(standing: Standing): standing is Exclusion {
  return standing !== 'open' && standing !== 'closed';
}

/** How the ticket counted after each act. */
function listStandings(history: TicketHistory): readonly Standing[] {
  return listExclusions(history).map((exclusion, index) => {
    if (exclusion !== null) return exclusion;
    const state = history.acts[index]?.fieldsAfter['state'];
    return history.pack.states.get(String(state))?.kind === 'closed' ? 'closed' : 'open';
  });
}
