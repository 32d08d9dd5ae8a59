import type { EventMatch, EventWord } from '../regulation/schema/condition.ts';
import type { TicketHistory } from './history.ts';

/** What an event cannot happen without: a field that was set, or a kind of fact. */
export type EventTrace = string;

const tracesOfWord: Readonly<Record<EventWord, EventTrace>> = {
  registered: 'fact:created',
  'agent-reply': 'fact:article',
  'applicant-message': 'fact:article',
  closed: 'state',
  reopened: 'state',
  waiting: 'state',
  resumed: 'state',
  assigned: 'owner',
  left: 'group',
  deleted: 'fact:deleted',
};

/** Traces of which at least one is left wherever the event happened: to pass over events that never did. */
export function tracesOf(match: EventMatch): readonly EventTrace[] {
  if (typeof match === 'string') return [tracesOfWord[match]];
  if ('any' in match) return match.any.flatMap(tracesOf);
  if (match.event !== undefined) return [tracesOfWord[match.event]];
  return match.handed_over !== undefined ? ['group'] : Object.keys(match.changed ?? {}).slice(0, 1);
}

/** Every trace that a ticket's life has left. */
export function listTraces({ acts }: TicketHistory): ReadonlySet<EventTrace> {
  const traces = new Set<EventTrace>();
  for (const { facts } of acts) {
    for (const fact of facts) {
      traces.add(`fact:${fact.kind}`);
      if (fact.kind === 'field-changed') traces.add(fact.field);
      if (fact.kind !== 'created') continue;
      for (const field in fact.fields) if (fact.fields[field] !== null) traces.add(field);
    }
  }
  return traces;
}
