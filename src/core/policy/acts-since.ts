import type { Instant } from '../calendar/instant.ts';
import type { IndexedRule } from './rule-index.ts';
import type { Situation } from './situation.ts';

/**
 * From when on (inclusive, UTC ms) a rule acts on a ticket: nothing is owed for what came before its rule was
 * activated. `Infinity` on tickets that are with others or gone.
 */
export function actsSince({ rule }: IndexedRule, { input, exclusion }: Situation): Instant {
  if (exclusion !== null && exclusion !== 'uncounted') return Infinity;
  const { rules, enforcingSince } = input.activation;
  return Math.max(rules.get(rule.id) ?? Infinity, enforcingSince ?? -Infinity);
}

/** From when on (inclusive) what came to a ticket matters to a rule: a finding tells of the past too. */
export function mattersSince(indexed: IndexedRule, situation: Situation): Instant {
  return indexed.findsFaults ? -Infinity : actsSince(indexed, situation);
}
