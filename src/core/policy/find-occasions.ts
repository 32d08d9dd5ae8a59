import { findClockOccasions } from './clock-occasion.ts';
import { findDueChanges } from './due-change-occasion.ts';
import { findEventOccasions } from './event-occasion.ts';
import { findFieldOccasions } from './field-occasion.ts';
import { findLastingOccasions } from './lasting-occasion.ts';
import type { Occasion } from './rule-index.ts';
import type { OccasionAnswer } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

/** Every time that a rule's occasion came up to now, and when it comes next by time alone. */
export function findOccasions(occasion: Occasion, situation: Situation): OccasionAnswer {
  switch (occasion.kind) {
    case 'event':
      return findEventOccasions(occasion, situation);
    case 'clock':
      return findClockOccasions(occasion, situation);
    case 'lasting':
      return findLastingOccasions(occasion, situation);
    case 'field':
      return findFieldOccasions(occasion, situation);
    case 'due-change':
      return findDueChanges(occasion, situation);
  }
}
