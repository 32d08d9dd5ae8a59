import type { Instant } from '../calendar/instant.ts';
import type { EventMatch } from '../regulation/schema/condition.ts';
import type { Fact } from './fact.ts';
import type { Act, TicketHistory } from './history.ts';
import { eventOf } from './holds.ts';

/** One time that something happened to a ticket. */
export interface Occurrence {
  readonly at: Instant;
  readonly fact: Fact;
  readonly act: Act;
}

/** Every time the event happened up to the history's `now`, oldest first; at most once in an act. */
export function listOccurrences(match: EventMatch, history: TicketHistory): readonly Occurrence[] {
  const { find } = eventOf(match);
  const occurrences: Occurrence[] = [];
  for (const act of history.acts) {
    const fact = find(act, history);
    if (fact !== null) occurrences.push({ at: fact.at, fact, act });
  }
  return occurrences;
}
