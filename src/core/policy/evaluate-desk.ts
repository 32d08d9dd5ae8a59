import type { Instant } from '../calendar/instant.ts';
import { addSpan } from '../clock/add-span.ts';
import type { DeskAction, DeskRule } from '../regulation/schema/desk.ts';
import { parseSpan } from '../regulation/span.ts';
import type { DeskInput } from './desk-input.ts';
import { findDeskOccurrences } from './desk-occasions.ts';
import type { DeskOccurrence } from './desk-occasions.ts';
import { isSettled } from './effect-standing.ts';
import type { Evaluation } from './evaluation.ts';
import { groundOf } from './ground.ts';
import type { Finding, Intent, SkippedIntent } from './intent.ts';
import { earlier } from './rule-occurrence.ts';

/** Where a rule does not say how late is too late. */
const DEFAULT_STALE_AFTER = '2wd';

/**
 * What the regulation says of what no single ticket shows, as of `now` (UTC ms): the roster of duty and the schedule of
 * works. The same answer as `evaluateTicket` gives; its intents have subjects `roster:2026-12` and `works:2026-12`, and
 * all of them go by mail. Asked again with what was done entered in `effects`, it owes none of it again.
 * @clause E 5.6, E 7, K 3.2.4
 */
export function evaluateDesk(input: DeskInput, now: Instant): Evaluation {
  const findings: Finding[] = [];
  const intents: Intent[] = [];
  const skipped: SkippedIntent[] = [];
  let wakeAt: Instant | null = null;
  for (const rule of input.pack.desk.rules) {
    for (const occurrence of findDeskOccurrences(rule.on, input, now)) {
      if (occurrence.at > now) {
        wakeAt = earlier(wakeAt, occurrence.at);
        continue;
      }
      findings.push(...findingsOf(rule, occurrence, input));
      if (!mayAct(rule, occurrence, input)) continue;
      for (const intent of intentsOf(rule, occurrence, input)) {
        if (isSettled(input.effects.get(intent.key))) continue;
        if (intent.staleAt !== null && intent.staleAt <= now && !input.effects.has(intent.key)) {
          skipped.push({ intent, why: 'stale' });
          continue;
        }
        intents.push(intent);
        if (intent.notBefore > now) wakeAt = earlier(wakeAt, intent.notBefore);
      }
    }
  }
  return { clocks: [], findings, intents, skipped, wakeAt };
}

/** Before a rule was adopted there was nothing to keep a roster or schedule in: nothing can be found from before. */
function isAdopted(rule: DeskRule, { at }: DeskOccurrence, { activation }: DeskInput): boolean {
  return at >= (activation.rules.get(rule.id) ?? Infinity);
}

function mayAct(rule: DeskRule, occurrence: DeskOccurrence, input: DeskInput): boolean {
  const { enforcingSince } = input.activation;
  return (
    occurrence.lasts && isAdopted(rule, occurrence, input) && occurrence.at >= (enforcingSince ?? -Infinity)
  );
}

function findingsOf(rule: DeskRule, occurrence: DeskOccurrence, input: DeskInput): readonly Finding[] {
  if (!isAdopted(rule, occurrence, input)) return [];
  const { subject, id, at, evidence } = occurrence;
  return rule.do.flatMap((action) =>
    'finding' in action
      ? [
          {
            key: `${subject}/${rule.id}/${id}`,
            subject,
            ruleId: rule.id,
            code: action.finding,
            ground: groundOf(rule),
            at,
            evidence,
            withdrawn: null,
          },
        ]
      : [],
  );
}

function intentsOf(rule: DeskRule, occurrence: DeskOccurrence, input: DeskInput): readonly Intent[] {
  const messages = rule.do.flatMap((action) => ('finding' in action ? [] : [action]));
  return messages.map((action, index) => {
    const base = `${occurrence.subject}/${rule.id}/${occurrence.id}`;
    return intentOf(index === 0 ? base : `${base}/${index + 1}`, action, { rule, occurrence, input });
  });
}

function intentOf(
  key: string,
  action: Exclude<DeskAction, { finding: unknown }>,
  {
    rule,
    occurrence,
    input,
  }: { readonly rule: DeskRule; readonly occurrence: DeskOccurrence; readonly input: DeskInput },
): Intent {
  const { defaultCalendar } = input.pack;
  const { subject, at, evidence, data } = occurrence;
  const { text: textId } = action;
  const message =
    'mail' in action
      ? { mail: { to: action.mail, textId, data }, article: null }
      : { mail: null, article: { kind: 'note' as const, to: action.notify, asksToTell: null, textId, data } };
  return {
    key,
    subject,
    ruleId: rule.id,
    ground: groundOf(rule),
    class: 'mail' in action ? 'mail' : 'reminder',
    owedAt: at,
    notBefore: rule.anytime ? at : defaultCalendar.nextOpening(at),
    inOpenHours: !rule.anytime,
    staleAt: addSpan(defaultCalendar, at, parseSpan(rule.stale_after ?? DEFAULT_STALE_AFTER)),
    set: {},
    expect: {},
    ...message,
    evidence,
    change: null,
  };
}
