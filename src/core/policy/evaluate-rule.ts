import type { Instant } from '../calendar/instant.ts';
import type { Action, Rule } from '../regulation/schema/rule.ts';
import { holds } from '../ticket/holds.ts';
import { effectIsKnown } from './effect-standing.ts';
import { findOccasions } from './find-occasions.ts';
import type { Finding, Intent } from './intent.ts';
import { letterIntent } from './letter-intent.ts';
import { findOverdueNotice } from './overdue-notice.ts';
import type { OwedAction } from './owed-action.ts';
import { mailIntent, notifyIntent, setIntent } from './plain-intents.ts';
import type { IndexedRule } from './rule-index.ts';
import { earlier } from './rule-occurrence.ts';
import type { RuleOccurrence } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';
import { undoIntent } from './undo-intent.ts';

/** What one rule says of one ticket. */
export interface RuleAnswer {
  readonly findings: readonly Finding[];
  readonly overdueNotices: readonly OverdueNotice[];
  readonly owed: readonly OwedIntent[];
  readonly nextAt: Instant | null;
}

/** A finding that a notice was not given in time, with the occurrence that owed it. */
export interface OverdueNotice {
  readonly finding: Finding;
  readonly occurrence: RuleOccurrence;
}

/** An intent with what it came from. */
export interface OwedIntent extends OwedAction {
  readonly intent: Intent;
}

/** Finds a rule's occasions and what each of them asks for. */
export function evaluateRule(indexed: IndexedRule, situation: Situation): RuleAnswer {
  const { rule } = indexed;
  const answer = findOccasions(indexed.occasion, situation);
  let nextAt = answer.nextAt;
  const findings: Finding[] = [];
  const overdueNotices: OverdueNotice[] = [];
  const owed: OwedIntent[] = [];
  for (const occurrence of answer.occurrences) {
    if (rule.when !== undefined && !holds(rule.when, occurrence.moment)) continue;
    const actions = listActions(indexed, occurrence, situation);
    const isCommitted = actions.some(({ key }) => effectIsKnown(key, situation));
    const acts = mayAct(indexed, occurrence, situation) && (isCommitted || stillHolds(rule, situation));
    for (const { action, key } of actions) {
      const part = { action, key, indexed, occurrence };
      if ('finding' in action) findings.push(...findingsOf(action.finding, part, situation));
      if ('letter' in action) {
        const overdue = findOverdueNotice({ ...part, action }, situation);
        if (overdue.finding !== null) overdueNotices.push({ finding: overdue.finding, occurrence });
        nextAt = earlier(nextAt, overdue.nextAt);
      }
      const intent = acts ? intentOf(part, situation) : null;
      if (intent !== null) owed.push({ ...part, key: intent.key, intent });
    }
  }
  return { findings, overdueNotices, owed, nextAt };
}

/** The actions of a rule with their keys: that of the first is the occurrence's own, further ones are numbered. */
function listActions(
  { rule }: IndexedRule,
  occurrence: RuleOccurrence,
  { subject }: Situation,
): readonly { readonly action: Action; readonly key: string }[] {
  const base = `${subject}/${rule.id}/${occurrence.id}`;
  let written = 0;
  return rule.do.map((action) => {
    if ('finding' in action) return { action, key: base };
    written += 1;
    return { action, key: written === 1 ? base : `${base}/${written}` };
  });
}

/** Nothing is owed for what came before its rule was activated, nor on tickets that are with others or gone. */
function mayAct(
  { rule }: IndexedRule,
  { at, weight }: RuleOccurrence,
  { input, exclusion }: Situation,
): boolean {
  const { rules, enforcingSince } = input.activation;
  const adoptedAt = rules.get(rule.id) ?? Infinity;
  if (weight === 'finding-only' || (exclusion !== null && exclusion !== 'uncounted')) return false;
  return at >= Math.max(adoptedAt, enforcingSince ?? -Infinity);
}

function stillHolds({ when }: Rule, { present }: Situation): boolean {
  return when === undefined || holds(when, present);
}

function intentOf(owed: OwedAction, situation: Situation): Intent | null {
  const { action } = owed;
  if ('finding' in action) return null;
  if ('notify' in action) return notifyIntent(situation, { ...owed, action });
  // A provisional goal warns the desk; it neither tells applicants nor moves tickets.
  if (owed.occurrence.weight === 'warning') return null;
  if ('letter' in action) return letterIntent(situation, { ...owed, action });
  if ('undo' in action) return undoIntent(situation, { ...owed, action });
  if ('mail' in action) return mailIntent(situation, { ...owed, action });
  return setIntent(situation, { ...owed, action });
}

function findingsOf(
  code: string,
  { indexed, occurrence, key }: OwedAction,
  { subject }: Situation,
): Finding[] {
  if (occurrence.weight === 'warning') return [];
  const { at, evidence, withdrawn } = occurrence;
  return [{ key, subject, ruleId: indexed.rule.id, code, ground: indexed.ground, at, evidence, withdrawn }];
}
