import { listExclusions } from '../ticket/exclusion.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import type { TicketHistory, TicketMoment } from '../ticket/history.ts';
import { momentAfter } from '../ticket/history.ts';
import { testOf } from '../ticket/holds.ts';

/** How a ticket stood right after one of its acts: what every clock of it is told. */
export interface ActStanding {
  readonly moment: TicketMoment;
  /** Why it was outside every count; null while it counts. */
  readonly exclusion: Exclusion | null;
  /** It was not yet classified, so that only provisional goals apply. */
  readonly isUnclassified: boolean;
}

/** The standings of a history, one for each act, in their order. */
export function listStandings(history: TicketHistory): readonly ActStanding[] {
  const { unclassified } = history.pack.catalog;
  const isUnclassified = unclassified === undefined ? null : testOf(unclassified);
  const exclusions = listExclusions(history);
  return history.acts.map((act) => {
    const moment = momentAfter(history, act);
    return {
      moment,
      exclusion: exclusions[act.index] ?? null,
      isUnclassified: isUnclassified?.(moment) ?? false,
    };
  });
}
