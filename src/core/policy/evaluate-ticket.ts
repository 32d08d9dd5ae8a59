import type { Instant } from '../calendar/instant.ts';
import { findUndone } from '../ticket/find-undone.ts';
import { evaluateComputedFields } from './computed-fields.ts';
import { collectRule } from './collect-rule.ts';
import type { Collected, OwedIntent } from './collect-rule.ts';
import type { Evaluation, EvaluationInput } from './evaluation.ts';
import type { Finding } from './intent.ts';
import { withTextData } from './owed-action.ts';
import { ruleIndexOf } from './rule-index.ts';
import { settleIntents } from './settle-intents.ts';
import { readSituation } from './situation.ts';
import type { Situation } from './situation.ts';

/**
 * What the regulation says of one ticket as of `now` (UTC ms): how its clocks stand, what violates which clause, what
 * is owed and not yet done, and when this answer changes by time alone. Facts later than `now` are ignored. Asked
 * again with what was done entered in `effects`, it owes none of it again.
 */
export function evaluateTicket(input: EvaluationInput, now: Instant): Evaluation {
  const situation = readSituation(input, now);
  const collected: Collected = { findings: [], overdueNotices: [], owed: [], nextAt: null };
  for (const rule of ruleIndexOf(input.pack).rulesFor(situation.history.traces))
    collectRule(rule, situation, collected);
  const undoneActs = findUndoneActs(collected.owed, situation);
  const { intents, skipped } = settleIntents(collected.owed, undoneActs, { pack: input.pack, now });
  const computed = evaluateComputedFields(situation);
  const written = intents.map((each) => withTextData(situation, each.intent, each));
  return {
    clocks: situation.clocks,
    findings: [...findingsOf(collected, undoneActs), ...computed.findings],
    intents: computed.intent === null ? written : [...written, computed.intent],
    skipped,
    wakeAt: findWakeAt(situation, collected),
  };
}

/** Nobody had to be told of an act that was undone. */
function findingsOf(
  { findings, overdueNotices }: Collected,
  undoneActs: ReadonlySet<number>,
): readonly Finding[] {
  if (overdueNotices.length === 0) return findings;
  const overdue = overdueNotices.filter(
    ({ occurrence }) => occurrence.act === null || !undoneActs.has(occurrence.act.index),
  );
  return [...findings, ...overdue.map(({ finding }) => finding)];
}

/** Acts that are being undone, or were: nothing is told about them. */
function findUndoneActs(owed: readonly OwedIntent[], situation: Situation): ReadonlySet<number> {
  const undone = new Set<number>();
  for (const { intent, occurrence } of owed) {
    if (intent.class === 'undo' && occurrence.act !== null) undone.add(occurrence.act.index);
  }
  const addActOf = (key: string): void => {
    const found = findUndone(key, situation.history);
    if (found !== null) undone.add(found.act.index);
  };
  situation.effectMarks.forEach(addActOf);
  for (const [key, { status }] of situation.input.effects) {
    if (status !== 'refused' && status !== 'skipped') addActOf(key);
  }
  return undone;
}

function findWakeAt({ history, clocks, now }: Situation, { nextAt, owed }: Collected): Instant | null {
  let soonest: Instant | null = null;
  const consider = (at: Instant | null): void => {
    if (at !== null && at > now && (soonest === null || at < soonest)) soonest = at;
  };
  consider(nextAt);
  consider(history.nextFactAt);
  for (const { intent } of owed) {
    consider(intent.notBefore);
    consider(intent.staleAt);
  }
  for (const { state, dueAt, lateAfter } of clocks) {
    // A running clock comes due, and late strictly after that; one that stands still changes by an act alone.
    if (state !== 'running') continue;
    consider(dueAt);
    consider(lateAfter === null ? null : lateAfter + 1);
  }
  return soonest;
}
