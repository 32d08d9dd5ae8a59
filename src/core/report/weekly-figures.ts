import { AppError } from '../app-error.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import type { ReportedTicket } from './reported-ticket.ts';
import { shareOf, sharesOf } from './shares.ts';
import { isExcluded } from './standing.ts';

/** Why tickets are outside every count, in the order in which they are shown. */
export const exclusions = ['merged', 'uncounted', 'left', 'gone'] as const satisfies readonly Exclusion[];

/**
 * The counts of a period. The universe is what was received in it or was open at some instant of it, without what is
 * outside every count; `resolved` and `open` are shares of it and make one hundred per cent.
 */
export interface WeeklyFigures {
  readonly received: number;
  readonly carriedOver: number;
  readonly resolved: number;
  readonly open: number;
  readonly universe: number;
  readonly resolvedShare: number | null;
  readonly openShare: number | null;
  /** On the other base: of those received in the period, how many are resolved at the cut-off. */
  readonly receivedAndResolved: number;
  readonly receivedAndResolvedShare: number | null;
  readonly balance: Balance;
}

/** The two sides that must agree: openAtStart + returned + registered − excluded = resolved + open. */
export interface Balance {
  readonly openAtStart: number;
  /** Received earlier, not open when the period began, open again within it. */
  readonly returned: number;
  /** Everything received in the period, spam and the like included. */
  readonly registered: number;
  readonly excluded: Readonly<Record<Exclusion, number>>;
}

/** What of a ticket counts. */
export type CountedTicket = Pick<ReportedTicket, 'origin' | 'standing'>;

/**
 * Counts a period.
 * @throws AppError `bug` when the balance does not come out
 * @clause K 3.3.4
 */
export function countWeek(tickets: readonly CountedTicket[]): WeeklyFigures {
  const countOf = (test: (ticket: CountedTicket) => boolean): number => tickets.filter(test).length;
  const resolved = countOf(({ standing }) => standing === 'closed');
  const open = countOf(({ standing }) => standing === 'open');
  const [resolvedShare = null, openShare = null] = sharesOf([resolved, open]);
  const received = countOf(({ origin, standing }) => origin === 'received' && !isExcluded(standing));
  const receivedAndResolved = countOf(
    ({ origin, standing }) => origin === 'received' && standing === 'closed',
  );
  const figures: WeeklyFigures = {
    received,
    carriedOver: countOf(({ origin, standing }) => origin !== 'received' && !isExcluded(standing)),
    resolved,
    open,
    universe: resolved + open,
    resolvedShare,
    openShare,
    receivedAndResolved,
    receivedAndResolvedShare: shareOf(receivedAndResolved, received),
    balance: {
      openAtStart: countOf(({ origin }) => origin === 'open-at-start'),
      returned: countOf(({ origin }) => origin === 'returned'),
      registered: countOf(({ origin }) => origin === 'received'),
      excluded: Object.fromEntries(
        exclusions.map((why) => [why, countOf(({ standing }) => standing === why)]),
      ) as Record<Exclusion, number>,
    },
  };
  assertBalanced(figures);
  return figures;
}

/** How many are outside every count. */
export function excludedCount({ excluded }: Balance): number {
  return exclusions.reduce((sum, why) => sum + excluded[why], 0);
}

/** @throws AppError `bug` when B + N − X is not S + O, or the page's own lines do not add up */
export function assertBalanced(figures: WeeklyFigures): void {
  const { balance, received, carriedOver, resolved, open } = figures;
  const incoming = balance.openAtStart + balance.returned + balance.registered - excludedCount(balance);
  if (incoming === resolved + open && received + carriedOver === resolved + open) return;
  throw new AppError('bug', 'the figures of the report do not add up, so it was not written', {
    details: { ...figures },
  });
}
