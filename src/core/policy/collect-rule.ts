import type { Instant } from '../calendar/instant.ts';
import type { Action } from '../regulation/schema/rule.ts';
import type { Fact } from '../ticket/fact.ts';
import type { FieldValue } from '../ticket/field-value.ts';
import { actsSince } from './acts-since.ts';
import { effectIsCarriedOut } from './effect-standing.ts';
import { findOccasions } from './find-occasions.ts';
import type { Finding, Intent } from './intent.ts';
import { letterIntent } from './letter-intent.ts';
import { findOverdueNotice } from './overdue-notice.ts';
import type { OwedAction } from './owed-action.ts';
import { resolveValues } from './resolve-values.ts';
import { mailIntent, notifyIntent, setIntent, takeInIntent } from './plain-intents.ts';
import type { IndexedRule } from './rule-index.ts';
import { earlier } from './rule-occurrence.ts';
import type { RuleOccurrence } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';
import { undoIntent } from './undo-intent.ts';

/** What the rules say of one ticket; each adds its own. */
export interface Collected {
  readonly findings: Finding[];
  readonly overdueNotices: OverdueNotice[];
  readonly owed: OwedIntent[];
  /** The soonest instant at which time alone makes a rule say more; null for never. */
  nextAt: Instant | null;
}

/** A finding that a notice was not given in time, with the occurrence that owed it. */
interface OverdueNotice {
  readonly finding: Finding;
  readonly occurrence: RuleOccurrence;
}

/** An intent with what it came from. */
export interface OwedIntent extends OwedAction {
  readonly intent: Intent;
}

/** Finds a rule's occasions and adds what each of them asks for. */
export function collectRule(indexed: IndexedRule, situation: Situation, collected: Collected): void {
  const { occurrences, nextAt } = findOccasions(indexed, situation);
  if (nextAt !== null) collected.nextAt = earlier(collected.nextAt, nextAt);
  for (const occurrence of occurrences) {
    const key = `${situation.subject}/${indexed.rule.id}/${occurrence.id}`;
    const acts =
      mayAct(indexed, occurrence, situation) &&
      (stillHolds(indexed, situation) ||
        indexed.actions.some(({ suffix }) => effectIsCarriedOut(key + suffix, situation)));
    for (const { action, suffix } of indexed.actions) {
      collectAction({ action, key: key + suffix, indexed, occurrence }, situation, { acts, collected });
    }
  }
}

function collectAction(
  owed: OwedAction,
  situation: Situation,
  { acts, collected }: { readonly acts: boolean; readonly collected: Collected },
): void {
  const { action, occurrence } = owed;
  if ('finding' in action && occurrence.weight !== 'warning') {
    collected.findings.push(findingOf(action.finding, owed, situation));
  }
  if (asksFor('letter', owed)) {
    const overdue = findOverdueNotice(owed, situation);
    if (overdue.finding !== null) collected.overdueNotices.push({ finding: overdue.finding, occurrence });
    collected.nextAt = earlier(collected.nextAt, overdue.nextAt);
  }
  const intent = acts ? intentOf(owed, situation) : null;
  if (intent !== null) collected.owed.push({ ...owed, key: intent.key, intent });
}

function mayAct(indexed: IndexedRule, { at, weight }: RuleOccurrence, situation: Situation): boolean {
  return weight !== 'finding-only' && at >= actsSince(indexed, situation);
}

function stillHolds({ when }: IndexedRule, { present }: Situation): boolean {
  return when === null || when(present);
}

function intentOf(owed: OwedAction, situation: Situation): Intent | null {
  if (asksFor('finding', owed) || isTakenBack(owed, situation)) return null;
  if (asksFor('notify', owed)) return notifyIntent(situation, owed);
  // A provisional goal warns the desk; it neither tells applicants nor moves tickets.
  if (owed.occurrence.weight === 'warning') return null;
  if (asksFor('letter', owed)) return letterIntent(situation, owed);
  if (asksFor('undo', owed)) return undoIntent(situation, owed);
  if (asksFor('take_in', owed)) return takeInIntent(situation, owed);
  if (asksFor('mail', owed)) return mailIntent(situation, owed);
  return asksFor('set', owed) ? setIntent(situation, owed) : null;
}

/** Whether an action is the one of this word; any but the one of `set` may set fields beside. */
function asksFor<Word extends string>(
  word: Word,
  owed: OwedAction,
): owed is OwedAction<Extract<Action, Readonly<Record<Word, unknown>>>> {
  return word in owed.action;
}

/**
 * A trigger or another integration took back what this rule wrote before, and no person asks for it now: it is not
 * written again, or the two would answer each other for ever.
 */
function isTakenBack({ action, indexed, occurrence }: OwedAction, situation: Situation): boolean {
  const { act } = occurrence;
  if (!('set' in action) || act === null || act.facts.some(isByPerson)) return false;
  const values = resolveValues(action.set ?? {}, occurrence, situation);
  const prefix = `${situation.subject}/${indexed.rule.id}/`;
  const isRepeated = [...situation.input.effects.keys()].some((key) => isEarlierOf(key, prefix, occurrence));
  return isRepeated && Object.entries(values).some(([field, value]) => lostTo(field, situation) === value);
}

function isByPerson({ actor }: Fact): boolean {
  return actor === 'agent' || actor === 'applicant';
}

/** The value that a field had before its last change, where automation made it; undefined otherwise. */
function lostTo(field: string, { history }: Situation): FieldValue | undefined {
  for (const { facts } of history.acts.toReversed()) {
    const last = facts.findLast((fact) => fact.kind === 'field-changed' && fact.field === field);
    if (last?.kind === 'field-changed') return last.actor === 'automation' ? last.from : undefined;
  }
  return undefined;
}

function isEarlierOf(key: string, prefix: string, { id }: RuleOccurrence): boolean {
  const own = `${prefix}${id}`;
  return key.startsWith(prefix) && key !== own && !key.startsWith(`${own}/`);
}

function findingOf(code: string, { indexed, occurrence, key }: OwedAction, { subject }: Situation): Finding {
  const { at, evidence, withdrawn } = occurrence;
  return { key, subject, ruleId: indexed.rule.id, code, ground: indexed.ground, at, evidence, withdrawn };
}
