import type { Instant } from '../calendar/instant.ts';
import type { Notice } from '../regulation/schema/rule.ts';
import type { Fact } from '../ticket/fact.ts';
import type { Act } from '../ticket/history.ts';
import { isTicked } from '../ticket/telling.ts';
import { ruleIndexOf } from './rule-index.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';

/** A due instant that the applicant was told, and when. */
export interface ToldTerm {
  readonly at: Instant;
  readonly dueAt: Instant;
}

/**
 * What the applicant was last told of a clock's due instant, in a letter that did not bounce or by word of mouth; null
 * when never. What the ledger remembers of a letter comes first; otherwise it is what the clock said at that instant.
 */
export function findToldTerm(clockId: string, situation: Situation): ToldTerm | null {
  for (const act of situation.history.acts.toReversed()) {
    const told = findTermToldBy(act, clockId, situation);
    if (told !== null) return told;
  }
  return null;
}

/** What one act told of a clock's due instant; null when it told nothing of it. */
export function findTermToldBy(act: Act, clockId: string, situation: Situation): ToldTerm | null {
  for (const fact of act.facts.toReversed()) {
    const dueAt = dueToldBy(fact, clockId, situation);
    if (dueAt !== null) return { at: fact.at, dueAt };
  }
  return null;
}

function dueToldBy(fact: Fact, clockId: string, situation: Situation): Instant | null {
  const asOfFact = (): Instant | null =>
    findClock(situation.clockAsOf(clockId, fact.at), clockId)?.dueAt ?? null;
  if (fact.kind === 'article') {
    if (fact.delivery === 'failed' || fact.notice === null) return null;
    const told = fact.effectKey === null ? null : rememberedTerm(fact.effectKey, clockId, situation);
    if (told !== null) return told;
    return textsOf(fact.notice, fact.effectKey, situation).some(showsTerm(clockId, situation))
      ? asOfFact()
      : null;
  }
  const ticked = [...situation.input.pack.notices.values()].filter(
    ({ oral_tick: tick }) => tick !== undefined && isTicked(fact, tick),
  );
  return ticked.map((notice) => notice.text).some(showsTerm(clockId, situation)) ? asOfFact() : null;
}

function rememberedTerm(effectKey: string, clockId: string, { input }: Situation): Instant | null {
  const told = input.effects.get(effectKey)?.details['told'];
  const dueAt = typeof told === 'object' && told !== null ? (told as Record<string, unknown>)[clockId] : null;
  return typeof dueAt === 'number' ? dueAt : null;
}

/** The texts a letter may have carried: its rule's own, or its notice's. */
function textsOf(noticeId: string, effectKey: string | null, { input }: Situation): readonly string[] {
  const ruleId = effectKey?.split('/')[1];
  const rule = input.pack.rules.find(({ id }) => id === ruleId);
  const own = (rule?.do ?? []).flatMap((action) =>
    'letter' in action && action.letter === noticeId && action.text !== undefined ? [action.text] : [],
  );
  if (own.length > 0) return own;
  const notice: Notice | undefined = input.pack.notices.get(noticeId);
  return notice === undefined ? [] : [notice.text];
}

function showsTerm(clockId: string, { input }: Situation): (textId: string) => boolean {
  const { termsOfText } = ruleIndexOf(input.pack);
  return (textId) => termsOfText.get(textId)?.includes(clockId) ?? false;
}
