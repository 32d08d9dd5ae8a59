import type { Condition, EventMatch, ValueMatch } from '../regulation/schema/condition.ts';
import { findChanges, findHandOver, findWord } from './act-events.ts';
import type { SingleEvent } from './act-events.ts';
import type { ActorKind, ArticleFact, Fact } from './fact.ts';
import type { Act, TicketHistory, TicketMoment } from './history.ts';
import { momentAfter, momentBefore } from './history.ts';
import { hasValue, matchesValue } from './matches-value.ts';
import { listAttached } from './attached.ts';
import { findTelling } from './telling.ts';

/**
 * Whether a condition holds of a ticket at a moment. Its keys are joined by *and*; an empty condition holds.
 * A condition on a clock asks the history's lookup; a clock that nobody knows is in no state.
 */
export function holds(condition: Condition, moment: TicketMoment): boolean {
  for (const key in condition) {
    if (condition[key] !== undefined && !holdsKey(condition, key, moment)) return false;
  }
  return true;
}

function holdsKey(condition: Condition, key: string, moment: TicketMoment): boolean {
  const { fields, history } = moment;
  switch (key) {
    case 'all':
      return condition.all?.every((part) => holds(part, moment)) ?? true;
    case 'any':
      return condition.any?.some((part) => holds(part, moment)) ?? true;
    case 'not':
      return condition.not === undefined || !holds(condition.not, moment);
    case 'missing':
      return condition.missing?.every((field) => !hasValue(fields[field])) ?? true;
    case 'present':
      return condition.present?.every((field) => hasValue(fields[field])) ?? true;
    case 'clock':
      return Object.entries(condition.clock ?? {}).every(([clock, wanted]) =>
        matchesValue(wanted, history.clockStateAt(clock, moment.at)),
      );
    case 'told':
      return condition.told === undefined || findTelling(condition.told, moment) !== null;
    case 'happened':
      return hasHappened(condition, moment);
    case 'applicant':
      return holdsOfApplicant(condition, moment);
    case 'attached':
      return condition.attached === undefined || listAttached(condition.attached, moment).length > 0;
    case 'letter_of':
      return condition.letter_of === undefined || firstArticle(moment)?.intake === condition.letter_of;
    case 'state_kind':
      return matchesValue(
        condition.state_kind ?? null,
        history.pack.states.get(String(fields['state']))?.kind ?? null,
      );
    default:
      return matchesValue(condition[key] as ValueMatch, fields[key]);
  }
}

function firstArticle({ history, actCount }: TicketMoment): ArticleFact | null {
  for (let index = 0; index < actCount; index += 1) {
    const fact = history.acts[index]?.facts.find(({ kind }) => kind === 'article');
    if (fact?.kind === 'article') return fact;
  }
  return null;
}

function hasHappened({ happened }: Condition, { history, actCount }: TicketMoment): boolean {
  if (happened === undefined) return true;
  for (let index = 0; index < actCount; index += 1) {
    const act = history.acts[index];
    if (act !== undefined && matchEvent(happened, act, history) !== null) return true;
  }
  return false;
}

function holdsOfApplicant({ applicant }: Condition, { history }: TicketMoment): boolean {
  const { hasEmail, group } = history.ticket.applicant;
  return (
    (applicant?.email === undefined || applicant.email === hasEmail) &&
    (applicant?.group === undefined || matchesValue(applicant.group, group))
  );
}

/**
 * The fact of an act that is the event, or null. An act is one event at most. Registration counts as setting each
 * field from null to its first value, except for `{any: true}`, which wants a real change.
 */
export function matchEvent(match: EventMatch, act: Act, history: TicketHistory): Fact | null {
  if (typeof match === 'string') return matchEvent({ event: match }, act, history);
  if (isAlternative(match)) return firstOf(match.any, act, history);
  const fact = findSingle(match, act, history);
  if (fact === null || !isBy(match.by ?? defaultActor(match), fact.actor)) return null;
  if (match.before !== undefined && !holds(match.before, momentBefore(history, act))) return null;
  return match.when === undefined || holds(match.when, momentAfter(history, act)) ? fact : null;
}

function isAlternative(match: Exclude<EventMatch, string>): match is { readonly any: readonly EventMatch[] } {
  return 'any' in match;
}

function firstOf(matches: readonly EventMatch[], act: Act, history: TicketHistory): Fact | null {
  for (const match of matches) {
    const fact = matchEvent(match, act, history);
    if (fact !== null) return fact;
  }
  return null;
}

function findSingle(match: SingleEvent, act: Act, history: TicketHistory): Fact | null {
  if (match.event !== undefined) return findWord(act, match.event, history);
  if (match.handed_over !== undefined) return findHandOver(act, match.handed_over);
  return findChanges(act, match.changed ?? {});
}

function isBy(wanted: SingleEvent['by'], actor: ActorKind): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === actor : wanted.includes(actor);
}

/** Only people hand over and assign, unless the pack says otherwise. */
function defaultActor(match: SingleEvent): 'agent' | undefined {
  return match.handed_over !== undefined || match.event === 'assigned' ? 'agent' : undefined;
}
