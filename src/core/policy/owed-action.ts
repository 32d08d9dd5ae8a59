import { addSpan } from '../clock/add-span.ts';
import type { Rule, SetValue } from '../regulation/schema/rule.ts';
import { parseSpan } from '../regulation/span.ts';
import { effectIsWithPerson } from './effect-standing.ts';
import { dutyEvidence } from './find-on-duty.ts';
import type { Intent, IntentClass, TextData } from './intent.ts';
import type { IndexedRule } from './rule-index.ts';
import type { RuleOccurrence } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';
import { buildTextData } from './text-data.ts';

/** One action of a rule on one of its occurrences. */
export interface OwedAction<A extends Rule['do'][number] = Rule['do'][number]> {
  readonly action: A;
  readonly indexed: IndexedRule;
  readonly occurrence: RuleOccurrence;
  readonly key: string;
}

/** Where a rule does not say how late is too late: three days of downtime must not end in a flood. */
const defaultStaleAfter: Readonly<Partial<Record<IntentClass, ReturnType<typeof parseSpan>>>> = {
  letter: parseSpan('2wd'),
  mail: parseSpan('2wd'),
  reminder: parseSpan('1wd'),
  undo: parseSpan('1wd'),
};

/** An action of one kind as an intent; `part` says what is to be done. The data of its text is filled in later. */
export function makeIntent(
  situation: Situation,
  owed: OwedAction,
  part: Partial<Intent> & Pick<Intent, 'class'>,
): Intent {
  const { indexed, occurrence, key } = owed;
  const { defaultCalendar } = situation.input.pack;
  const inOpenHours = waitsForOpening(indexed, part.class);
  const staleAfter = indexed.staleAfter ?? defaultStaleAfter[part.class] ?? null;
  const catchesUp = situation.input.activation.catchesUp && part.class === 'letter';
  const neverStale = catchesUp || effectIsWithPerson(key, situation);
  return {
    key,
    subject: situation.subject,
    ruleId: indexed.rule.id,
    ground: indexed.ground,
    owedAt: occurrence.at,
    notBefore: inOpenHours ? defaultCalendar.nextOpening(occurrence.at) : occurrence.at,
    inOpenHours,
    staleAt: staleAfter === null || neverStale ? null : addSpan(defaultCalendar, occurrence.at, staleAfter),
    set: {},
    expect: {},
    article: null,
    mail: null,
    evidence: [...occurrence.evidence, ...evidenceOfDuty(situation, owed)],
    change: occurrence.change,
    ...part,
  };
}

/** Who was on duty decides about an action that asks for them: it goes on record what named them. */
function evidenceOfDuty({ input, present, now }: Situation, { action }: OwedAction): readonly string[] {
  const told = 'notify' in action && action.notify.includes('duty');
  const named = 'set' in action && Object.values(action.set ?? {}).some(isOnDuty);
  if (!told && !named) return [];
  const evidence = dutyEvidence(input.directory, { groupId: String(present.fields['group']), at: now });
  return evidence === null ? [] : [evidence];
}

function isOnDuty(value: SetValue): boolean {
  return typeof value === 'object' && value !== null && 'person' in value && value.person === 'duty';
}

/** An intent whose message says what its text shows: done last, for what is to be done only. */
export function withTextData(situation: Situation, intent: Intent, owed: OwedAction): Intent {
  const { indexed, occurrence } = owed;
  const dataOf = (textId: string, isLetter: boolean): TextData =>
    buildTextData(textId, { situation, indexed, occurrence, isLetter });
  const { article, mail } = intent;
  if (mail !== null) return { ...intent, mail: { ...mail, data: dataOf(mail.textId, true) } };
  if (article === null) return intent;
  return { ...intent, article: { ...article, data: dataOf(article.textId, article.kind === 'letter') } };
}

/** Reminders and moves wait for open hours, and so does all that time alone brought; an answer to an act does not. */
function waitsForOpening({ rule, occasion }: IndexedRule, intentClass: IntentClass): boolean {
  if (rule.anytime || intentClass === 'undo' || intentClass === 'fields') return false;
  return (
    (occasion.kind !== 'event' && occasion.kind !== 'parent') ||
    intentClass === 'reminder' ||
    intentClass === 'move'
  );
}
