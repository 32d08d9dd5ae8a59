import type { TicketMoment } from '../ticket/history.ts';
import { mattersSince } from './acts-since.ts';
import type { IndexedRule, Occasion } from './rule-index.ts';
import { answer, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer, RuleOccurrence } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

/** Every time the event happened while the rule's condition held right after it; time alone brings none. */
export function findEventOccasions(
  { event }: Extract<Occasion, { kind: 'event' }>,
  indexed: IndexedRule,
  situation: Situation,
): OccasionAnswer {
  const { history, moments } = situation;
  const { when } = indexed;
  const sinceAt = mattersSince(indexed, situation);
  let occurrences: RuleOccurrence[] | null = null;
  for (const act of history.acts) {
    if ((act.traces & event.traces) === 0) continue;
    const moment = moments[act.index] as TicketMoment;
    if (moment.at < sinceAt) continue;
    // Most conditions are quicker asked than events are looked for.
    if (when !== null && !when(moment)) continue;
    const fact = event.find(act, history);
    if (fact === null) continue;
    occurrences ??= [];
    occurrences.push(occurrence({ id: fact.id, at: fact.at, moment, act, fact, evidence: [fact.id] }));
  }
  return answer(occurrences, null);
}
