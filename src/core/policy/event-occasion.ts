import { momentAfter } from '../ticket/history.ts';
import { listOccurrences } from '../ticket/list-occurrences.ts';
import type { Occasion } from './rule-index.ts';
import { occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

const noOccasion: OccasionAnswer = { occurrences: [], nextAt: null };

/** Every time the event happened; time alone brings none. */
export function findEventOccasions(
  occasion: Extract<Occasion, { kind: 'event' }>,
  { history, traces }: Situation,
): OccasionAnswer {
  if (!occasion.traces.some((trace) => traces.has(trace))) return noOccasion;
  const occurrences = listOccurrences(occasion.match, history).map(({ at, fact, act }) =>
    occurrence({ id: fact.id, at, moment: momentAfter(history, act), act, fact, evidence: [fact.id] }),
  );
  return { occurrences, nextAt: null };
}
