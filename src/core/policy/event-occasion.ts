import type { Condition } from '../regulation/schema/condition.ts';
import type { TicketMoment } from '../ticket/history.ts';
import { holds, matchEvent } from '../ticket/holds.ts';
import { listCandidates } from '../ticket/list-occurrences.ts';
import type { Occasion } from './rule-index.ts';
import { noOccasion, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer, RuleOccurrence } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

/** Every time the event happened while the rule's condition held right after it; time alone brings none. */
export function findEventOccasions(
  { match }: Extract<Occasion, { kind: 'event' }>,
  when: Condition | undefined,
  { history, moments }: Situation,
): OccasionAnswer {
  let occurrences: RuleOccurrence[] | null = null;
  for (const act of listCandidates(match, history)) {
    const moment = moments[act.index] as TicketMoment;
    // Most conditions are quicker asked than events are looked for.
    if (when !== undefined && !holds(when, moment)) continue;
    const fact = matchEvent(match, act, history);
    if (fact === null) continue;
    occurrences ??= [];
    occurrences.push(occurrence({ id: fact.id, at: fact.at, moment, act, fact, evidence: [fact.id] }));
  }
  return occurrences === null ? noOccasion : { occurrences, nextAt: null };
}
