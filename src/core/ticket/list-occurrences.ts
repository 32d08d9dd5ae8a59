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
  for (const act of listCandidates(match, history)) {
    const fact = find(act, history);
    if (fact !== null) occurrences.push({ at: fact.at, fact, act });
  }
  return occurrences;
}

const none: readonly Act[] = [];

/** The acts, oldest first, in which the event may have happened, by the traces it leaves. */
export function listCandidates(match: EventMatch, { acts, actsByTrace }: TicketHistory): readonly Act[] {
  const [trace = '', ...others] = eventOf(match).traces;
  return others.length > 0 ? acts : (actsByTrace.get(trace) ?? none);
}
