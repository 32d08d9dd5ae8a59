import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { OwedIntent } from './collect-rule.ts';
import type { Intent, SkippedIntent } from './intent.ts';

/** What is still to be done of what is owed, and what is to be recorded as skipped. */
export interface SettledIntents {
  readonly intents: readonly OwedIntent[];
  readonly skipped: readonly SkippedIntent[];
}

/**
 * Weighs a ticket's intents against each other: too late is skipped; of a ladder only the last step that came acts;
 * of letters owed together one that says all the others would say is sent alone; and no letter leaves about an act
 * that is to be undone.
 */
export function settleIntents(
  owed: readonly OwedIntent[],
  undoneActs: ReadonlySet<number>,
  { pack, now }: { readonly pack: CompiledPack; readonly now: Instant },
): SettledIntents {
  const intents: OwedIntent[] = [];
  const skipped: SkippedIntent[] = [];
  if (owed.length === 0) return { intents, skipped };
  const topSteps = findTopSteps(owed);
  for (const each of owed) {
    const { intent, occurrence } = each;
    const { rule } = each.indexed;
    if (rule.ladder !== undefined && topSteps.get(rule.ladder) !== `${rule.id}/${occurrence.id}`) {
      skipped.push({ intent, why: 'superseded' });
    } else if (intent.staleAt !== null && intent.staleAt <= now) skipped.push({ intent, why: 'stale' });
    else if (!isAboutUndone(each, undoneActs) && !isCovered(each, owed, pack, now)) intents.push(each);
  }
  return { intents, skipped };
}

/** For each ladder the rule and occurrence that came last. */
function findTopSteps(owed: readonly OwedIntent[]): ReadonlyMap<string, string> {
  const tops = new Map<string, { readonly at: Instant; readonly step: string }>();
  for (const { indexed, occurrence } of owed) {
    const { rule } = indexed;
    if (rule.ladder === undefined) continue;
    const top = tops.get(rule.ladder);
    if (top === undefined || occurrence.at >= top.at) {
      tops.set(rule.ladder, { at: occurrence.at, step: `${rule.id}/${occurrence.id}` });
    }
  }
  return new Map([...tops].map(([ladder, { step }]) => [ladder, step]));
}

/** The notice that an intent gives or asks to give; null for any other intent. */
function noticeOf({ article }: Intent): string | null {
  return article?.kind === 'letter' ? article.notice : (article?.asksToTell ?? null);
}

function isAboutUndone({ intent, occurrence }: OwedIntent, undoneActs: ReadonlySet<number>): boolean {
  return noticeOf(intent) !== null && occurrence.act !== null && undoneActs.has(occurrence.act.index);
}

/** Another letter (or call) that may go now says all that this one says. */
function isCovered(
  { intent }: OwedIntent,
  owed: readonly OwedIntent[],
  pack: CompiledPack,
  now: Instant,
): boolean {
  const notice = noticeOf(intent);
  if (notice === null) return false;
  return owed.some(({ intent: other }) => {
    const otherNotice = noticeOf(other);
    if (other === intent || otherNotice === null || other.article?.kind !== intent.article?.kind)
      return false;
    if (other.notBefore > Math.max(now, intent.notBefore)) return false;
    if (other.staleAt !== null && other.staleAt <= now) return false;
    if (notice === otherNotice) return comesAfter(other, intent);
    if (intent.article?.kind === 'note' && isSameTick(notice, otherNotice, pack))
      return comesAfter(other, intent);
    return pack.notices.get(otherNotice)?.covers.includes(notice) ?? false;
  });
}

/** What is told in one call and ticked in one box is asked for once. */
function isSameTick(one: string, other: string, pack: CompiledPack): boolean {
  const tick = pack.notices.get(one)?.oral_tick;
  return tick !== undefined && tick === pack.notices.get(other)?.oral_tick;
}

/** Of two tellings in one go the later one says where the ticket stands. */
function comesAfter(one: Intent, other: Intent): boolean {
  return one.owedAt > other.owedAt || (one.owedAt === other.owedAt && one.key > other.key);
}
