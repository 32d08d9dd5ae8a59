import type { EventMatch, EventWord } from '../regulation/schema/condition.ts';
import type { Fact } from './fact.ts';

/** What an event cannot happen without: a field that was set, or a kind of fact. */
export type EventTrace = string;

const tracesOfWord: Readonly<Record<EventWord, EventTrace>> = {
  registered: 'fact:created',
  'agent-reply': 'fact:article',
  'applicant-message': 'fact:article',
  'password-shown': 'fact:article',
  closed: 'state',
  reopened: 'state',
  waiting: 'state',
  resumed: 'state',
  assigned: 'owner',
  left: 'group',
  deleted: 'fact:deleted',
};

const traceOfKind: Readonly<Record<Fact['kind'], EventTrace>> = {
  created: 'fact:created',
  'field-changed': 'fact:field-changed',
  article: 'fact:article',
  merged: 'fact:merged',
  deleted: 'fact:deleted',
  'access-lost': 'fact:access-lost',
};

/** Traces of which at least one is left wherever the event happened: to pass over acts in which it did not. */
export function tracesOf(match: EventMatch): readonly EventTrace[] {
  if (typeof match === 'string') return [tracesOfWord[match]];
  if ('any' in match) return [...new Set(match.any.flatMap(tracesOf))];
  if (match.event !== undefined) return [tracesOfWord[match.event]];
  return match.handed_over !== undefined ? ['group'] : Object.keys(match.changed ?? {}).slice(0, 1);
}

/** Tells every trace that a fact leaves. */
export function forEachTrace(fact: Fact, tell: (trace: EventTrace) => void): void {
  tell(traceOfKind[fact.kind]);
  if (fact.kind === 'field-changed') tell(fact.field);
  if (fact.kind !== 'created') return;
  for (const field in fact.fields) if (fact.fields[field] !== null) tell(field);
}
