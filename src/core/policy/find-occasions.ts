import { findClockOccasions } from './clock-occasion.ts';
import { findDueChanges } from './due-change-occasion.ts';
import { findEventOccasions } from './event-occasion.ts';
import { findFieldOccasions } from './field-occasion.ts';
import { findLastingOccasions } from './lasting-occasion.ts';
import { findParentOccasions } from './parent-occasion.ts';
import type { IndexedRule, Occasion } from './rule-index.ts';
import type { OccasionAnswer } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

/**
 * Every time that a rule's occasion came up to now while its condition held, and when it comes next by time alone.
 * What came too early to matter to the rule may be left out.
 */
export function findOccasions(indexed: IndexedRule, situation: Situation): OccasionAnswer {
  const { occasion, when } = indexed;
  if (occasion.kind === 'event') return findEventOccasions(occasion, indexed, situation);
  const answer = findByTime(occasion, indexed, situation);
  if (when === null || answer.occurrences.length === 0) return answer;
  return { ...answer, occurrences: answer.occurrences.filter(({ moment }) => when(moment)) };
}

function findByTime(
  occasion: Exclude<Occasion, { kind: 'event' }>,
  indexed: IndexedRule,
  situation: Situation,
): OccasionAnswer {
  switch (occasion.kind) {
    case 'parent':
      return findParentOccasions(occasion, situation);
    case 'clock':
      return findClockOccasions(occasion, indexed, situation);
    case 'lasting':
      return findLastingOccasions(occasion, indexed, situation);
    case 'field':
      return findFieldOccasions(occasion, indexed, situation);
    case 'due-change':
      return findDueChanges(occasion, indexed, situation);
  }
}
