import type { Instant } from '../calendar/instant.ts';
import { MS_PER_MINUTE } from '../calendar/instant.ts';
import { addSpan } from '../clock/add-span.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { lastAtOf, momentAt } from '../ticket/history.ts';
import type { Act } from '../ticket/history.ts';
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
  const dueAt = bindingDueAt(clock);
  if (clock === null || dueAt === null) return noOccasion;
  const told = findToldTerm(occasion.clockId, situation);
  if (told === null || isSameMinute(told.dueAt, dueAt)) return noOccasion;
  const act = findActThatMoved(clock, dueAt, told, situation);
  const movedAt = Math.max(act?.at ?? input.activation.packSince ?? 0, told.at);
  const settledAt = addSpan(input.pack.defaultCalendar, movedAt, occasion.settles);
  if (settledAt > now) return { occurrences: [], nextAt: settledAt };
  const found = occurrence({
    ...changeBy(act, clock.clockId, dueAt),
    at: settledAt,
    moment: situation.present,
    clock,
    change: act === null ? `pack:${input.pack.hash}` : null,
  });
  return { occurrences: [found], nextAt: null };
}

/** What a change is known by: the act that brought it, or the new due instant where none did. */
function changeBy(
  act: Act | null,
  clockId: string,
  dueAt: Instant,
): Pick<RuleOccurrence, 'id' | 'act' | 'fact' | 'evidence'> {
  const fact = act?.facts[0] ?? null;
  return {
    id: `${clockId}.${fact?.id ?? dueAt}`,
    act,
    fact,
    evidence: [clockId, ...(fact === null ? [] : [fact.id])],
  };
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
  const { history, clockAsOf, input } = situation;
  const ended: RuleOccurrence[] = [];
  let told: ToldTerm | null = null;
  // Nobody asks how the clock stood before a term was told.
  let dueAt: Instant | null | undefined;
  let change: { readonly act: Act; readonly dueAt: Instant } | null = null;
  for (const act of history.acts) {
    told = findTermToldBy(act, clockId, situation) ?? told;
    if (told === null) continue;
    if (dueAt === undefined || movesClock(act, occasion, situation))
      dueAt = bindingDueAt(findClock(clockAsOf(clockId, lastAtOf(act)), clockId));
    const untoldAt = dueAt === null || isSameMinute(told.dueAt, dueAt) ? null : dueAt;
    if (change !== null && (untoldAt === null || !isSameMinute(change.dueAt, untoldAt))) {
      const at = addSpan(input.pack.defaultCalendar, change.act.at, settles);
      if (at < act.at) {
        const moment = momentAt(history, at);
        const found = { ...changeBy(change.act, clockId, change.dueAt), at, moment, endedAt: act.at };
        ended.push(occurrence({ ...found, weight: 'finding-only' }));
      }
      change = null;
    }
    if (untoldAt !== null) change ??= { act, dueAt: untoldAt };
  }
  return ended;
}

/** Whether the clock began to count, stood still or got another goal by this act. */
function movesClock(act: Act, { clockId }: DueChange, { clocks }: Situation): boolean {
  const isIn = (at: Instant): boolean => at >= act.at && at <= lastAtOf(act);
  return clocks.some(
    (reading) =>
      reading.clockId === clockId &&
      (reading.segments.some(({ from }) => isIn(from)) ||
        reading.goals.some(({ since }) => isIn(since)) ||
        (reading.stoppedAt !== null && isIn(reading.stoppedAt))),
  );
}

/** When a running clock is due by a goal that binds; null for any other. */
function bindingDueAt(clock: ClockReading | null): Instant | null {
  const binds = clock !== null && isRunning(clock) && clock.goals.at(-1)?.isProvisional === false;
  return binds ? clock.dueAt : null;
}

function isRunning({ state }: ClockReading): boolean {
  return state === 'running' || state === 'breached';
}

function isSameMinute(one: Instant, other: Instant): boolean {
  return Math.abs(one - other) < MS_PER_MINUTE;
}
