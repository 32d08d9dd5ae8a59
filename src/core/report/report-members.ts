import type { ReportedTicket } from './reported-ticket.ts';
import { isExcluded } from './standing.ts';

const groups = ['received', 'carriedOver', 'resolved', 'open', 'excluded'] as const;

/** The numbers of the tickets behind each count of a report, ascending: with them a later run tells which ones changed. */
export type ReportMembers = Readonly<Record<(typeof groups)[number], readonly string[]>>;

/** Lists the tickets behind the counts. */
export function listMembers(
  tickets: readonly Pick<ReportedTicket, 'number' | 'origin' | 'standing'>[],
): ReportMembers {
  const numbersOf = (
    test: (ticket: Pick<ReportedTicket, 'origin' | 'standing'>) => boolean,
  ): readonly string[] =>
    tickets
      .filter(test)
      .map(({ number }) => number)
      .sort();
  const isCounted = ({ standing }: Pick<ReportedTicket, 'standing'>): boolean => !isExcluded(standing);
  return {
    received: numbersOf((ticket) => ticket.origin === 'received' && isCounted(ticket)),
    carriedOver: numbersOf((ticket) => ticket.origin !== 'received' && isCounted(ticket)),
    resolved: numbersOf(({ standing }) => standing === 'closed'),
    open: numbersOf(({ standing }) => standing === 'open'),
    excluded: numbersOf((ticket) => !isCounted(ticket)),
  };
}

/** Tickets that are counted in a group of a report and were not before, or the other way round. */
export interface MovedTickets {
  readonly group: string;
  readonly came: readonly string[];
  readonly went: readonly string[];
}

/** What two lists of members differ in; groups without a difference are left out. */
export function compareMembers(before: ReportMembers, after: ReportMembers): readonly MovedTickets[] {
  return groups.flatMap((group) => {
    const [old, present] = [new Set(before[group]), new Set(after[group])];
    const came = after[group].filter((number) => !old.has(number));
    const went = before[group].filter((number) => !present.has(number));
    return came.length + went.length === 0 ? [] : [{ group, came, went }];
  });
}
