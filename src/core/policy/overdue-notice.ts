import type { Instant } from '../calendar/instant.ts';
import { addSpan } from '../clock/add-span.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Action } from '../regulation/schema/rule.ts';
import { momentAt } from '../ticket/history.ts';
import { findTelling } from '../ticket/telling.ts';
import type { Finding } from './intent.ts';
import { isOwedHere, owedSince } from './letter-intent.ts';
import type { OwedAction } from './owed-action.ts';
import { ruleIndexOf } from './rule-index.ts';
import { shiftInstant } from './shift-instant.ts';
import type { Situation } from './situation.ts';

const nothing = { finding: null, nextAt: null };

/**
 * A notice that was still owed and not told when its time was over: a violation of its own, told later or not. Null
 * while there is time, with the instant at which it is over.
 */
export function findOverdueNotice(
  owed: OwedAction<Extract<Action, { letter: string }>>,
  situation: Situation,
): { readonly finding: Finding | null; readonly nextAt: Instant | null } {
  const { indexed, occurrence, key } = owed;
  const { history, now, subject } = situation;
  const { pack } = situation.input;
  const notice = pack.notices.get(owed.action.letter);
  const overdueAfter = ruleIndexOf(pack).overdueAfter.get(owed.action.letter);
  if (notice === undefined || overdueAfter === undefined || occurrence.weight === 'warning') return nothing;
  const overdueAt = addSpan(pack.defaultCalendar, occurrence.at, overdueAfter);
  if (occurrence.endedAt !== null && overdueAt >= occurrence.endedAt) return nothing;
  const moment = momentAt(history, Math.min(now, overdueAt));
  if (findTelling(notice.id, moment, owedSince(occurrence)) !== null) return nothing;
  if (!isOwedHere(notice, owed, situation)) return nothing;
  if (overdueAt >= now) return { finding: null, nextAt: overdueAt + 1 };
  const { when } = indexed;
  if (when !== null && !when(moment)) return nothing;
  const finding: Finding = {
    key: `${key}/overdue`,
    subject,
    ruleId: indexed.rule.id,
    code: `${notice.id}-not-told`,
    ground: indexed.ground,
    at: overdueAt,
    evidence: occurrence.evidence,
    withdrawn: null,
  };
  return { finding, nextAt: null };
}

/** The instant before which nothing can have been owed that is overdue only from another instant on. */
export function soonestOwedAt(at: Instant, pack: CompiledPack): Instant {
  const spans = [...ruleIndexOf(pack).overdueAfter.values()];
  return spans.reduce(
    (soonest, span) => Math.min(soonest, shiftInstant(at, { sign: -1, span }, pack.defaultCalendar)),
    at,
  );
}
