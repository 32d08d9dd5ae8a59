import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { OwedIntent } from './evaluate-rule.ts';
import type { Intent, SkippedIntent } from './intent.ts';

/** What is still to be done of what is owed, and what is to be recorded as skipped. */
export interface SettledIntents {
  readonly intents: readonly Intent[];
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
  const intents: Intent[] = [];
  const skipped: SkippedIntent[] = [];
  const topSteps = findTopSteps(owed);
  for (const each of owed) {
    const { intent, rule, occurrence } = each;
    if (intent.staleAt !== null && intent.staleAt <= now) skipped.push({ intent, why: 'stale' });
    else if (rule.ladder !== undefined && topSteps.get(rule.ladder) !== `${rule.id}/${occurrence.id}`) {
      skipped.push({ intent, why: 'superseded' });
    } else if (!isAboutUndone(each, undoneActs) && !isCovered(each, owed, pack, now)) intents.push(intent);
  }
  return { intents, skipped };
}

/** For each ladder the rule and occurrence that came last. */
function findTopSteps(owed: readonly OwedIntent[]): ReadonlyMap<string, string> {
  const tops = new Map<string, { readonly at: Instant; readonly step: string }>();
  for (const { rule, occurrence } of owed) {
    if (rule.ladder === undefined) continue;
    const top = tops.get(rule.ladder);
    if (top === undefined || occurrence.at >= top.at) {
      tops.set(rule.ladder, { at: occurrence.at, step: `${rule.id}/${occurrence.id}` });
    }
  }
  return new Map([...tops].map(([ladder, { step }]) => [ladder, step]));
}

function isAboutUndone({ intent, occurrence }: OwedIntent, undoneActs: ReadonlySet<number>): boolean {
  const isToApplicant = intent.article?.kind === 'letter' || intent.key.endsWith('/call');
  return isToApplicant && occurrence.act !== null && undoneActs.has(occurrence.act.index);
}

/** Another letter that may go now says all of this one; of two that cover each other the earlier key is sent. */
function isCovered(
  { intent }: OwedIntent,
  owed: readonly OwedIntent[],
  pack: CompiledPack,
  now: Instant,
): boolean {
  const { article } = intent;
  if (article?.kind !== 'letter') return false;
  return owed.some(({ intent: other }) => {
    if (other === intent || other.article?.kind !== 'letter') return false;
    if (other.notBefore > Math.max(now, intent.notBefore)) return false;
    if (other.staleAt !== null && other.staleAt <= now) return false;
    if (other.article.notice === article.notice) {
      // Two events of one stage in one go: the later one's letter tells where the ticket stands.
      return other.owedAt > intent.owedAt || (other.owedAt === intent.owedAt && other.key < intent.key);
    }
    return pack.notices.get(other.article.notice)?.covers.includes(article.notice) ?? false;
  });
}
