import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { listExclusions } from '../ticket/exclusion.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import { historyAsOf, lastAtOf, readHistory } from '../ticket/history.ts';
import type { TicketHistory } from '../ticket/history.ts';
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

/** A ticket's life as it was known at an instant. */
interface KnownLife {
  readonly history: TicketHistory;
  /** How the ticket counted after each act. */
  readonly standings: readonly Standing[];
}

/** Tells a ticket's life as of any instant. */
export type LifeReader = (at: Instant) => KnownLife;

/** Reads a ticket's life once, for many instants. */
export function createLifeReader(ticket: Ticket, pack: CompiledPack): LifeReader {
  const lastAt = ticket.timeline.at(-1)?.at ?? ticket.createdAt;
  const whole = readHistory(ticket, pack, lastAt);
  const standings = listStandings(whole);
  return (at) => {
    if (at >= lastAt) return { history: { ...whole, now: at }, standings };
    const history = historyAsOf(whole, at);
    // An act that is over stands in the beginning of a life as in the whole of it.
    const isBeginning = history.acts.every((act, index) => act === whole.acts[index]);
    return {
      history,
      standings: isBeginning ? standings.slice(0, history.acts.length) : listStandings(history),
    };
  };
}

/**
 * How a ticket belongs to `[fromAt, cutOffAt)`: received in it, or earlier and open at some instant of it. What
 * happened at `cutOffAt` itself belongs to the next period, so the open ones of one period are those the next begins
 * with. Null when the ticket has no part in the period.
 * @clause K 3.3.4
 */
export function presenceIn(
  { createdAt }: Ticket,
  lifeAt: LifeReader,
  { fromAt, cutOffAt }: { readonly fromAt: Instant; readonly cutOffAt: Instant },
): Presence | null {
  if (createdAt >= cutOffAt) return null;
  const { history, standings } = lifeAt(cutOffAt - 1);
  const standing = standings.at(-1);
  if (standing === undefined) return null;
  const origin = createdAt >= fromAt ? 'received' : originOf(history, standings, { fromAt, lifeAt });
  return origin === null ? null : { origin, standing, closedAt: closedAtOf(history, standings), history };
}

/** How a ticket received earlier came to have a part in the period; null when it has none. */
function originOf(
  { acts }: TicketHistory,
  standings: readonly Standing[],
  { fromAt, lifeAt }: { readonly fromAt: Instant; readonly lifeAt: LifeReader },
): Origin | null {
  if (lifeAt(fromAt - 1).standings.at(-1) === 'open') return 'open-at-start';
  const isOpenedWithin = acts.some((act, index) => lastAtOf(act) >= fromAt && standings[index] === 'open');
  return isOpenedWithin ? 'returned' : null;
}

/** The end of the act since which it has been closed; null when it is not. */
export function closedAtOf({ acts }: TicketHistory, standings: readonly Standing[]): Instant | null {
  const act = acts[standings.findLastIndex((standing) => standing !== 'closed') + 1];
  return act === undefined || standings.at(-1) !== 'closed' ? null : lastAtOf(act);
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
