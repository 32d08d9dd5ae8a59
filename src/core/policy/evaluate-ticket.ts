import type { Instant } from '../calendar/instant.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { evaluateComputedFields } from './computed-fields.ts';
import { evaluateRule } from './evaluate-rule.ts';
import type { RuleAnswer } from './evaluate-rule.ts';
import type { Evaluation, EvaluationInput } from './evaluation.ts';
import type { Finding } from './intent.ts';
import { withTextData } from './owed-action.ts';
import { ruleIndexOf } from './rule-index.ts';
import { earlier } from './rule-occurrence.ts';
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
  const answers = ruleIndexOf(input.pack).rules.map((rule) => evaluateRule(rule, situation));
  const owed = answers.flatMap((answer) => answer.owed);
  const undoneActs = findUndoneActs(answers, situation);
  const { intents, skipped } = settleIntents(owed, undoneActs, { pack: input.pack, now });
  const computed = evaluateComputedFields(situation);
  const written = intents.map((each) => withTextData(situation, each.intent, each));
  const all = computed.intent === null ? written : [...written, computed.intent];
  return {
    clocks: situation.clocks,
    findings: [...answers.flatMap((answer) => findingsOf(answer, undoneActs)), ...computed.findings],
    intents: all,
    skipped,
    wakeAt: findWakeAt(situation, answers),
  };
}

/** Nobody had to be told of an act that was undone. */
function findingsOf(answer: RuleAnswer, undoneActs: ReadonlySet<number>): readonly Finding[] {
  const overdue = answer.overdueNotices.filter(
    ({ occurrence }) => occurrence.act === null || !undoneActs.has(occurrence.act.index),
  );
  return [...answer.findings, ...overdue.map(({ finding }) => finding)];
}

/** Acts that are being undone, or were: nothing is told about them. */
function findUndoneActs(answers: readonly RuleAnswer[], situation: Situation): ReadonlySet<number> {
  const undone = new Set<number>();
  for (const { owed } of answers) {
    for (const { intent, occurrence } of owed) {
      if (intent.class === 'undo' && occurrence.act !== null) undone.add(occurrence.act.index);
    }
  }
  const undoRuleIds = ruleIndexOf(situation.input.pack).undoRuleIds;
  const undoneKeys = [...situation.effectMarks, ...doneKeys(situation)];
  for (const key of undoneKeys) {
    const [, ruleId = '', factId = '', suffix] = key.split('/');
    if (!undoRuleIds.has(ruleId) || suffix === 'lead') continue;
    const act = situation.history.acts.find(({ facts }) => facts.some(({ id }) => id === factId));
    if (act !== undefined) undone.add(act.index);
  }
  return undone;
}

function doneKeys({ input }: Situation): readonly string[] {
  const keys: string[] = [];
  for (const [key, { status }] of input.effects) {
    if (status !== 'refused' && status !== 'skipped') keys.push(key);
  }
  return keys;
}

function findWakeAt({ history, clocks, now }: Situation, answers: readonly RuleAnswer[]): Instant | null {
  const instants = [
    history.nextFactAt,
    ...answers.map((answer) => answer.nextAt),
    ...clocks.flatMap(changesOfClock),
    ...answers.flatMap(({ owed }) => owed.flatMap(({ intent }) => [intent.notBefore, intent.staleAt])),
  ];
  return instants.reduce<Instant | null>(
    (soonest, at) => (at !== null && at > now ? earlier(soonest, at) : soonest),
    null,
  );
}

/** A running clock comes due, and late strictly after that; one that stands still changes by an act alone. */
function changesOfClock({ state, dueAt, lateAfter }: ClockReading): readonly (Instant | null)[] {
  return state === 'running' ? [dueAt, lateAfter === null ? null : lateAfter + 1] : [];
}
