import type { EventMatch, EventWord } from '../regulation/schema/condition.ts';
import type { Fact } from './fact.ts';

/** What an event cannot happen without: a field that was set, or a kind of fact. */
type EventTrace = string;

/**
 * A set of traces, one bit for each. Where there are more of them than bits some share one, so that a common bit says
 * that an event may have happened, and none that it did not.
 */
export type Traces = number;

const TRACE_BITS = 31;

/** Traces are given their bits as they become known: fields and kinds of facts, which are few. */
const knownBits = new Map<EventTrace, Traces>();

function bitOf(trace: EventTrace): Traces {
  const known = knownBits.get(trace);
  if (known !== undefined) return known;
  const bit = 1 << (knownBits.size % TRACE_BITS);
  knownBits.set(trace, bit);
  return bit;
}

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
export function tracesOf(match: EventMatch): Traces {
  if (typeof match === 'string') return bitOf(tracesOfWord[match]);
  if ('any' in match) return match.any.reduce((traces, part) => traces | tracesOf(part), 0);
  if (match.event !== undefined) return bitOf(tracesOfWord[match.event]);
  if (match.handed_over !== undefined) return bitOf('group');
  const [field] = Object.keys(match.changed ?? {});
  return field === undefined ? 0 : bitOf(field);
}

/** The trace of a field that got a value. */
export function traceOfField(field: string): Traces {
  return bitOf(field);
}

/** Every trace that an act's facts leave. */
export function tracesIn(facts: readonly Fact[]): Traces {
  let traces = 0;
  for (const fact of facts) {
    traces |= bitOf(traceOfKind[fact.kind]);
    if (fact.kind === 'field-changed') traces |= bitOf(fact.field);
    if (fact.kind !== 'created') continue;
    for (const field in fact.fields) if (fact.fields[field] !== null) traces |= bitOf(field);
  }
  return traces;
}
