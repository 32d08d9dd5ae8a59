import { serviceWords } from '../schema/condition.ts';
import type { Condition, ValueMatch } from '../schema/condition.ts';
import { comparisonsOf } from './condition-references.ts';

/** What is known about a ticket: the values of some fields, null where nothing is entered. */
export type KnownValues = Readonly<Record<string, string | number | boolean | null>>;

/** Whether something holds, as far as what is known says. */
export type Certainty = 'yes' | 'no' | 'unknown';

/** Whether a condition holds of a ticket of which only some fields are known. */
export function holdsSurely(condition: Condition, known: KnownValues): Certainty {
  const parts: Certainty[] = [
    ...comparisonsOf(condition).map(([field, match]) => matchesSurely(match, known[field])),
    ...(condition.all ?? []).map((part) => holdsSurely(part, known)),
    ...(condition.any === undefined ? [] : [anyOf(condition.any.map((part) => holdsSurely(part, known)))]),
    ...(condition.not === undefined ? [] : [opposite(holdsSurely(condition.not, known))]),
    ...(condition.missing ?? []).map((field) => matchesSurely(null, known[field])),
    ...(condition.present ?? []).map((field) => opposite(matchesSurely(null, known[field]))),
  ];
  const isBeyond = [...serviceWords, 'state_kind'].some((word) => condition[word] !== undefined);
  if (parts.includes('no')) return 'no';
  return isBeyond || parts.includes('unknown') ? 'unknown' : 'yes';
}

/** Whether a value, if it is known, is among those wanted. */
export function matchesSurely(match: ValueMatch, value: KnownValues[string] | undefined): Certainty {
  if (value === undefined) return 'unknown';
  return (Array.isArray(match) ? match : [match]).includes(value) ? 'yes' : 'no';
}

function anyOf(parts: readonly Certainty[]): Certainty {
  if (parts.includes('yes')) return 'yes';
  return parts.includes('unknown') ? 'unknown' : 'no';
}

function opposite(certainty: Certainty): Certainty {
  return certainty === 'unknown' ? 'unknown' : certainty === 'yes' ? 'no' : 'yes';
}
