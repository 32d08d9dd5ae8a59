import type { Instant } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { addSpan } from '../clock/add-span.ts';
import type { ParsedSpan } from '../regulation/span.ts';
import type { TicketMoment } from '../ticket/history.ts';
import { momentAfter, momentAt } from '../ticket/history.ts';
import { holds } from '../ticket/holds.ts';
import type { Occasion } from './rule-index.ts';
import { earlier, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer, RuleOccurrence } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

interface Sample {
  readonly id: string;
  readonly at: Instant;
  readonly moment: TicketMoment;
}

/**
 * Every unbroken stretch in which the condition held for the whole span; its id is that of the fact that began it.
 * A condition changes with facts and, where it looks at clocks, when one of them starts, is late or stops.
 */
export function findLastingOccasions(
  occasion: Extract<Occasion, { kind: 'lasting' }>,
  situation: Situation,
): OccasionAnswer {
  const { history, now, input } = situation;
  const occurrences: RuleOccurrence[] = [];
  let nextAt: Instant | null = null;
  let begun: Sample | null = null;
  const end = (endAt: Instant | null): void => {
    if (begun === null) return;
    const cameAt = endOf(begun.at, occasion.lasts, input.pack.defaultCalendar);
    if (endAt === null && cameAt > now) nextAt = earlier(nextAt, cameAt);
    else if (cameAt < (endAt ?? Infinity)) {
      const moment = momentAt(history, cameAt);
      const weight = endAt === null ? 'full' : 'finding-only';
      occurrences.push(occurrence({ id: begun.id, at: cameAt, moment, weight, evidence: [begun.id] }));
    }
    begun = null;
  };
  for (const sample of listSamples(occasion, situation)) {
    if (!holds(occasion.while, sample.moment)) end(sample.at);
    else begun ??= sample;
  }
  end(null);
  return { occurrences, nextAt };
}

/** No time at all is over at once, also outside open hours. */
function endOf(at: Instant, lasts: ParsedSpan, calendar: WorkingCalendar): Instant {
  return 'durationMs' in lasts && lasts.durationMs === 0 ? at : addSpan(calendar, at, lasts);
}

function listSamples(
  { looksAtClocks }: Extract<Occasion, { kind: 'lasting' }>,
  { history, clocks, now }: Situation,
): readonly Sample[] {
  const samples: Sample[] = history.acts.map((act) => {
    const moment = momentAfter(history, act);
    return { id: act.facts[0]?.id ?? '', at: act.at, moment };
  });
  if (!looksAtClocks) return samples;
  for (const { clockId, startedAt, lateAfter, stoppedAt } of clocks) {
    for (const at of [startedAt, lateAfter === null ? null : lateAfter + 1, stoppedAt]) {
      if (at !== null && at <= now)
        samples.push({ id: `${clockId}.${at}`, at, moment: momentAt(history, at) });
    }
  }
  return samples.sort((one, other) => one.at - other.at);
}
