import type { Instant } from '../calendar/instant.ts';
import { MS_PER_MINUTE } from '../calendar/instant.ts';
import { addSpan } from '../clock/add-span.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { momentAt } from '../ticket/history.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import type { IndexedRule, Occasion } from './rule-index.ts';
import { noOccasion, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer, RuleOccurrence } from './rule-occurrence.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';
import { findTermToldBy, findToldTerm } from './told-term.ts';
import type { ToldTerm } from './told-term.ts';

type DueChange = Extract<Occasion, { kind: 'due-change' }>;

/**
 * The running clock is due at another minute than the applicant was last told, and has been for the settling time.
 * A paused clock has no term to tell; a provisional goal neither. Changes that are over by now are for the record only.
 */
export function findDueChanges(
  occasion: DueChange,
  { findsFaults }: Pick<IndexedRule, 'findsFaults'>,
  situation: Situation,
): OccasionAnswer {
  const present = findPresentChange(occasion, situation);
  const ended = findsFaults && mayHaveMoved(occasion, situation) ? findEndedChanges(occasion, situation) : [];
  return ended.length === 0 ? present : { ...present, occurrences: [...ended, ...present.occurrences] };
}

function findPresentChange(occasion: DueChange, situation: Situation): OccasionAnswer {
  const { clocks, now, input } = situation;
  const clock = findClock(clocks, occasion.clockId);
  if (clock?.dueAt == null || !isRunning(clock) || clock.goals.at(-1)?.isProvisional !== false)
    return noOccasion;
  const told = findToldTerm(occasion.clockId, situation);
  if (told === null || isSameMinute(told.dueAt, clock.dueAt)) return noOccasion;
  const act = findActThatMoved(clock, clock.dueAt, told, situation);
  const movedAt = Math.max(act?.at ?? input.activation.packSince ?? 0, told.at);
  const settledAt = addSpan(input.pack.defaultCalendar, movedAt, occasion.settles);
  if (settledAt > now) return { occurrences: [], nextAt: settledAt };
  const fact = act?.facts[0] ?? null;
  const found = occurrence({
    id: fact === null ? `${clock.clockId}.${clock.dueAt}` : `${clock.clockId}.${fact.id}`,
    at: settledAt,
    moment: situation.present,
    act,
    fact,
    clock,
    evidence: [clock.clockId, ...(fact === null ? [] : [fact.id])],
    change: act === null ? `pack:${input.pack.hash}` : null,
  });
  return { occurrences: [found], nextAt: null };
}

/**
 * The act that brought the present due instant; null when the calendar or the pack did, since the telling. An act
 * before it counts too: a letter may have been under way while somebody changed what it says.
 */
function findActThatMoved(
  clock: ClockReading,
  dueAt: Instant,
  told: ToldTerm,
  { history, clockAsOf, input }: Situation,
): Act | null {
  const isOfOtherPack = told.at < (input.activation.packSince ?? -Infinity);
  for (const act of history.acts.toReversed()) {
    if (isOfOtherPack && act.at < told.at) return null;
    const before = findClock(clockAsOf(clock.clockId, act.at - 1), clock.clockId);
    if (before?.dueAt == null || !isRunning(before) || !isSameMinute(before.dueAt, dueAt)) return act;
  }
  return null;
}

/** One goal and one stretch that counts make one due instant: nothing else need be asked of most tickets. */
function mayHaveMoved(occasion: DueChange, { clocks }: Situation): boolean {
  return clocks.some(
    ({ clockId, cycle, goals, segments }) =>
      clockId === occasion.clockId &&
      (cycle > 0 || goals.length > 1 || segments.filter(({ counts }) => counts).length > 1),
  );
}

/** The applicant was told since, the due instant moved again, or the clock stopped. */
function findEndedChanges(occasion: DueChange, situation: Situation): readonly RuleOccurrence[] {
  const { clockId, settles } = occasion;
  const { history, input } = situation;
  const ended: RuleOccurrence[] = [];
  let told: ToldTerm | null = null;
  let dueAt: Instant | null = null;
  // Nobody asks how the clock stood before a term was told.
  let isFirst = true;
  let change: { readonly act: Act; readonly dueAt: Instant } | null = null;
  for (const act of history.acts) {
    told = findTermToldBy(act, clockId, situation) ?? told;
    if (told === null) continue;
    if (isFirst || movesClock(act, occasion, situation)) dueAt = runningDueAt(clockId, endOf(act), situation);
    isFirst = false;
    const isDifferent = dueAt !== null && !isSameMinute(told.dueAt, dueAt);
    const isOver = change !== null && (!isDifferent || dueAt === null || !isSameMinute(change.dueAt, dueAt));
    if (change !== null && isOver) {
      const at = addSpan(input.pack.defaultCalendar, change.act.at, settles);
      if (at < act.at) ended.push(endedChange(change.act, { clockId, at, endedAt: act.at }, history));
      change = null;
    }
    if (isDifferent && dueAt !== null) change ??= { act, dueAt };
  }
  return ended;
}

function endedChange(
  act: Act,
  { clockId, at, endedAt }: { readonly clockId: string; readonly at: Instant; readonly endedAt: Instant },
  history: TicketHistory,
): RuleOccurrence {
  const fact = act.facts[0] ?? null;
  return occurrence({
    id: `${clockId}.${fact?.id ?? ''}`,
    at,
    moment: momentAt(history, at),
    act,
    fact,
    evidence: [clockId, ...(fact === null ? [] : [fact.id])],
    weight: 'finding-only',
    endedAt,
  });
}

/** Whether the clock began to count, stood still or got another goal by this act. */
function movesClock(act: Act, { clockId }: DueChange, { clocks }: Situation): boolean {
  const isIn = (at: Instant): boolean => at >= act.at && at <= endOf(act);
  return clocks.some(
    (reading) =>
      reading.clockId === clockId &&
      (reading.segments.some(({ from }) => isIn(from)) ||
        reading.goals.some(({ since }) => isIn(since)) ||
        (reading.stoppedAt !== null && isIn(reading.stoppedAt))),
  );
}

function runningDueAt(clockId: string, at: Instant, { clockAsOf }: Situation): Instant | null {
  const reading = findClock(clockAsOf(clockId, at), clockId);
  const isKnown = reading?.goals.at(-1)?.isProvisional === false;
  return reading !== null && isKnown && isRunning(reading) ? reading.dueAt : null;
}

function endOf({ at, facts }: Act): Instant {
  return facts.at(-1)?.at ?? at;
}

function isRunning({ state }: ClockReading): boolean {
  return state === 'running' || state === 'breached';
}

function isSameMinute(one: Instant, other: Instant): boolean {
  return Math.abs(one - other) < MS_PER_MINUTE;
}
