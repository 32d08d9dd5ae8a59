import type { Instant } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { addSpan } from '../clock/add-span.ts';
import type { ParsedSpan } from '../regulation/span.ts';
import type { TicketMoment } from '../ticket/history.ts';
import { momentAt } from '../ticket/history.ts';
import type { IndexedRule, Occasion } from './rule-index.ts';
import { mattersSince } from './acts-since.ts';
import { answer, earlier, noOccasion, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer, RuleOccurrence } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

/** Where an unbroken stretch began. */
interface Beginning {
  readonly id: string;
  readonly at: Instant;
}

/**
 * Every unbroken stretch in which the condition held for the whole span; its id is that of the fact that began it.
 * A condition changes with facts and, where it looks at clocks, when one of them starts, is late or stops.
 */
export function findLastingOccasions(
  occasion: Extract<Occasion, { kind: 'lasting' }>,
  indexed: IndexedRule,
  situation: Situation,
): OccasionAnswer {
  const { history, now, input } = situation;
  const moments = listMoments(occasion, situation);
  const last = moments.at(-1);
  // Stretches that ended before anything mattered are not looked for.
  if (last === undefined) return noOccasion;
  if (!occasion.while(last) && last.at < mattersSince(indexed, situation)) return noOccasion;
  let occurrences: RuleOccurrence[] | null = null;
  let nextAt: Instant | null = null;
  let begun: Beginning | null = null;
  const end = (endAt: Instant | null): void => {
    if (begun === null) return;
    const cameAt = endOf(begun.at, occasion.lasts, input.pack.defaultCalendar);
    if (endAt === null && cameAt > now) nextAt = earlier(nextAt, cameAt);
    else if (cameAt < (endAt ?? Infinity) && cameAt >= mattersSince(indexed, situation)) {
      const moment = momentAt(history, cameAt);
      const weight = endAt === null ? 'full' : 'finding-only';
      occurrences ??= [];
      occurrences.push(occurrence({ id: begun.id, at: cameAt, moment, weight, evidence: [begun.id] }));
    }
    begun = null;
  };
  for (const moment of moments) {
    if (occasion.while(moment)) begun ??= beginningOf(moment);
    else if (begun !== null) end(beginningOf(moment).at);
  }
  if (begun !== null) end(null);
  return answer(occurrences, nextAt);
}

/** No time at all is over at once, also outside open hours. */
function endOf(at: Instant, lasts: ParsedSpan, calendar: WorkingCalendar): Instant {
  return 'durationMs' in lasts && lasts.durationMs === 0 ? at : addSpan(calendar, at, lasts);
}

/** When the condition may begin or cease to hold: with an act, or where it looks at clocks, with one of those. */
function listMoments(
  { changesWith }: Extract<Occasion, { kind: 'lasting' }>,
  { history, clocks, now, moments, fieldMoments }: Situation,
): readonly TicketMoment[] {
  if (changesWith === 'fields') return fieldMoments;
  if (changesWith === 'facts') return moments;
  const byClock = clocks.flatMap(({ startedAt, lateAfter, stoppedAt }) =>
    [startedAt, lateAfter === null ? null : lateAfter + 1, stoppedAt].flatMap((at) =>
      at !== null && at <= now ? [momentAt(history, at)] : [],
    ),
  );
  return [...moments, ...byClock].sort((one, other) => one.at - other.at);
}

/** A moment right after an act began with the first fact of that act; one by time alone is named by its instant. */
function beginningOf({ at, actCount, history }: TicketMoment): Beginning {
  const act = history.acts[actCount - 1];
  const last = act?.facts.at(-1);
  return act !== undefined && last?.at === at
    ? { id: act.facts[0]?.id ?? '', at: act.at }
    : { id: `clock.${at}`, at };
}
