import type { Condition, EventMatch, ValueMatch } from '../regulation/schema/condition.ts';
import { changesFinder, handOverFinder, wordFinder } from './act-events.ts';
import type { FindInAct, SingleEvent } from './act-events.ts';
import { tracesOf } from './event-traces.ts';
import type { Traces } from './event-traces.ts';
import type { ActorKind, ArticleFact, Fact } from './fact.ts';
import type { Act, TicketHistory, TicketMoment } from './history.ts';
import { momentAfter, momentBefore } from './history.ts';
import { hasValue, matchesValue } from './matches-value.ts';
import { listAttached } from './attached.ts';
import { findTelling } from './telling.ts';

/** A condition made ready to be asked many times. */
export type Test = (moment: TicketMoment) => boolean;

/** An event made ready to be looked for many times. */
export interface PreparedEvent {
  /** No act without one of these is the event. */
  readonly traces: Traces;
  /** The fact of an act that is the event, or null. */
  readonly find: FindInAct;
}

/** Conditions and events of a pack never change, so each is made ready once. */
const preparedTests = new WeakMap<Condition, Test>();
const preparedEvents = new WeakMap<Exclude<EventMatch, string>, PreparedEvent>();
const preparedWords = new Map<string, PreparedEvent>();

/**
 * Whether a condition holds of a ticket at a moment. Its keys are joined by *and*; an empty condition holds.
 * A condition on a clock asks the history's lookup; a clock that nobody knows is in no state.
 */
export function holds(condition: Condition, moment: TicketMoment): boolean {
  return testOf(condition)(moment);
}

/**
 * The fact of an act that is the event, or null. An act is one event at most. Registration counts as setting each
 * field from null to its first value, except for `{any: true}`, which wants a real change.
 */
export function matchEvent(match: EventMatch, act: Act, history: TicketHistory): Fact | null {
  return eventOf(match).find(act, history);
}

/** Looks only at acts that left a trace of the event. */
function passingOver(traces: Traces, find: FindInAct): FindInAct {
  return (act, history) => ((act.traces & traces) === 0 ? null : find(act, history));
}

/** An event, made ready the first time it is asked for. */
export function eventOf(match: EventMatch): PreparedEvent {
  const known = typeof match === 'string' ? preparedWords.get(match) : preparedEvents.get(match);
  if (known !== undefined) return known;
  const traces = tracesOf(match);
  const prepared = { traces, find: passingOver(traces, prepareEvent(match)) };
  if (typeof match === 'string') preparedWords.set(match, prepared);
  else preparedEvents.set(match, prepared);
  return prepared;
}

/** A condition, made ready the first time it is asked for. */
export function testOf(condition: Condition): Test {
  const known = preparedTests.get(condition);
  if (known !== undefined) return known;
  const parts = Object.keys(condition)
    .filter((key) => condition[key] !== undefined)
    .sort((one, other) => costOf(one) - costOf(other))
    .map((key) => prepareKey(key, condition));
  const test = allOf(parts);
  preparedTests.set(condition, test);
  return test;
}

/** Words that look further than at one field, the dearest last: what is cheap to ask is asked first. */
const dearWords = [
  'state_kind',
  'missing',
  'present',
  'applicant',
  'any',
  'all',
  'not',
  'letter_of',
  'attached',
  'told',
  'happened',
  'clock',
];

function costOf(key: string): number {
  return dearWords.indexOf(key);
}

function allOf(tests: readonly Test[]): Test {
  const [first, second] = tests;
  if (first !== undefined && tests.length === 1) return first;
  if (first !== undefined && second !== undefined && tests.length === 2)
    return (moment) => first(moment) && second(moment);
  return (moment) => {
    for (const test of tests) if (!test(moment)) return false;
    return true;
  };
}

function anyOf(tests: readonly Test[]): Test {
  return (moment) => {
    for (const test of tests) if (test(moment)) return true;
    return false;
  };
}

function testOfField(field: string, wanted: ValueMatch): Test {
  if (Array.isArray(wanted)) return ({ fields }) => matchesValue(wanted, fields[field]);
  return ({ fields }) => {
    const value = fields[field];
    return wanted === (value === undefined || value === '' ? null : value);
  };
}

function prepareKey(key: string, condition: Condition): Test {
  switch (key) {
    case 'all':
      return allOf((condition.all ?? []).map(testOf));
    case 'any':
      return anyOf((condition.any ?? []).map(testOf));
    case 'not': {
      const part = testOf(condition.not ?? {});
      return (moment) => !part(moment);
    }
    case 'missing': {
      const wanted = condition.missing ?? [];
      return ({ fields }) => wanted.every((field) => !hasValue(fields[field]));
    }
    case 'present': {
      const wanted = condition.present ?? [];
      return ({ fields }) => wanted.every((field) => hasValue(fields[field]));
    }
    case 'clock':
      return allOf(Object.entries(condition.clock ?? {}).map(([id, wanted]) => testOfClock(id, wanted)));
    case 'told':
      return (moment) => findTelling(condition.told ?? '', moment) !== null;
    case 'happened':
      return testOfPast(condition.happened ?? { any: [] });
    case 'applicant':
      return testOfApplicant(condition.applicant ?? {});
    case 'attached':
      return (moment) => listAttached(condition.attached ?? [], moment).length > 0;
    case 'letter_of':
      return (moment) => firstArticle(moment)?.intake === condition.letter_of;
    case 'state_kind': {
      const wanted = condition.state_kind ?? null;
      return ({ fields, history }) =>
        matchesValue(wanted, history.pack.states.get(String(fields['state']))?.kind ?? null);
    }
    default:
      return testOfField(key, condition[key] as ValueMatch);
  }
}

function testOfClock(clockId: string, wanted: ValueMatch): Test {
  return ({ history, at }) => matchesValue(wanted, history.clockStateAt(clockId, at));
}

function testOfPast(match: EventMatch): Test {
  const { find } = eventOf(match);
  return ({ history, actCount }) => {
    for (let index = 0; index < actCount; index += 1) {
      if (find(history.acts[index] as Act, history) !== null) return true;
    }
    return false;
  };
}

function testOfApplicant({ email, group }: NonNullable<Condition['applicant']>): Test {
  return ({ history }) => {
    const { applicant } = history.ticket;
    return (
      (email === undefined || email === applicant.hasEmail) &&
      (group === undefined || matchesValue(group, applicant.group))
    );
  };
}

function firstArticle({ history, actCount }: TicketMoment): ArticleFact | null {
  for (let index = 0; index < actCount; index += 1) {
    const fact = history.acts[index]?.facts.find(({ kind }) => kind === 'article');
    if (fact?.kind === 'article') return fact;
  }
  return null;
}

function prepareEvent(match: EventMatch): FindInAct {
  if (typeof match === 'string') return prepareSingle({ event: match });
  if (isAlternative(match)) return firstOf(match.any.map((part) => eventOf(part).find));
  return prepareSingle(match);
}

function isAlternative(match: Exclude<EventMatch, string>): match is { readonly any: readonly EventMatch[] } {
  return 'any' in match;
}

function firstOf(finders: readonly FindInAct[]): FindInAct {
  return (act, history) => {
    for (const find of finders) {
      const fact = find(act, history);
      if (fact !== null) return fact;
    }
    return null;
  };
}

function prepareSingle(match: SingleEvent): FindInAct {
  const find = prepareFind(match);
  const wantedActor = match.by ?? defaultActor(match);
  const before = match.before === undefined ? null : testOf(match.before);
  const after = match.when === undefined ? null : testOf(match.when);
  return (act, history) => {
    // One act is one actor's, so that it need not be searched when another one is wanted.
    if (wantedActor !== undefined && !isBy(wantedActor, act.facts[0]?.actor)) return null;
    const fact = find(act, history);
    if (fact === null) return null;
    if (before !== null && !before(momentBefore(history, act))) return null;
    return after === null || after(momentAfter(history, act)) ? fact : null;
  };
}

function prepareFind({ event, handed_over: handedOver, changed }: SingleEvent): FindInAct {
  if (event !== undefined) return wordFinder(event);
  return handedOver === undefined ? changesFinder(changed ?? {}) : handOverFinder(handedOver);
}

function isBy(wanted: NonNullable<SingleEvent['by']>, actor: ActorKind | undefined): boolean {
  return typeof wanted === 'string' ? wanted === actor : actor !== undefined && wanted.includes(actor);
}

/** Only people hand over and assign, unless the pack says otherwise. */
function defaultActor(match: SingleEvent): 'agent' | undefined {
  return match.handed_over !== undefined || match.event === 'assigned' ? 'agent' : undefined;
}
