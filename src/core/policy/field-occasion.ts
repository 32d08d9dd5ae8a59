import type { Instant, LocalDate } from '../calendar/instant.ts';
import { dayNumberOf } from '../calendar/local-day.ts';
import { MS_PER_DAY } from '../calendar/instant.ts';
import type { FieldValue } from '../ticket/field-value.ts';
import { momentAt } from '../ticket/history.ts';
import { hasValue } from '../ticket/matches-value.ts';
import { mattersSince } from './acts-since.ts';
import { ruleIndexOf } from './rule-index.ts';
import type { IndexedRule, Occasion } from './rule-index.ts';
import { answer, earlier, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer, RuleOccurrence } from './rule-occurrence.ts';
import { shiftInstant } from './shift-instant.ts';
import type { Situation } from './situation.ts';

type FieldOccasion = Extract<Occasion, { kind: 'field' }>;

interface Stay {
  readonly value: FieldValue;
  readonly factId: string;
  readonly fromAt: Instant;
  readonly toAt: Instant | null;
}

/**
 * Every time the date or instant in a field came (or is its offset away) while it stood there; a date that was
 * entered after its moment comes when it is entered. A date means the beginning of that day in the pack's zone.
 */
export function findFieldOccasions(
  occasion: FieldOccasion,
  indexed: IndexedRule,
  situation: Situation,
): OccasionAnswer {
  const { history, now } = situation;
  let occurrences: RuleOccurrence[] | null = null;
  let nextAt: Instant | null = null;
  for (const stay of listStays(occasion, situation)) {
    const momentOfValue = momentOf(stay.value, occasion, situation);
    if (momentOfValue === null) continue;
    const cameAt = Math.max(momentOfValue, stay.fromAt);
    if (stay.toAt !== null && cameAt >= stay.toAt) continue;
    if (cameAt > now) nextAt = earlier(nextAt, cameAt);
    else if (cameAt >= mattersSince(indexed, situation)) {
      const moment = momentAt(history, cameAt);
      const weight = stay.toAt === null ? 'full' : 'finding-only';
      const evidence = [stay.factId];
      occurrences ??= [];
      occurrences.push(
        occurrence({ id: `${stay.factId}.${occasion.field}`, at: cameAt, moment, weight, evidence }),
      );
    }
  }
  return answer(occurrences, nextAt);
}

/** How long each value stood in the field, oldest first. */
function listStays({ field, traces }: FieldOccasion, { history }: Situation): readonly Stay[] {
  const stays: Stay[] = [];
  for (const act of history.acts) {
    if ((act.traces & traces) === 0) continue;
    const value = act.fieldsAfter[field] ?? null;
    const last = stays.at(-1);
    if (last !== undefined && last.value === value) continue;
    if (last !== undefined) stays[stays.length - 1] = { ...last, toAt: act.at };
    stays.push({ value, factId: act.facts[0]?.id ?? '', fromAt: act.at, toAt: null });
  }
  return stays.filter(({ value }) => hasValue(value));
}

function momentOf(value: FieldValue, { offset }: FieldOccasion, { input }: Situation): Instant | null {
  const at = typeof value === 'number' ? value : startOfDay(String(value), input.pack);
  if (at === null || offset === null) return at;
  return shiftInstant(at, offset, input.pack.defaultCalendar);
}

function startOfDay(on: LocalDate, pack: Situation['input']['pack']): Instant | null {
  const day = dayNumberOf(on);
  return day === null ? null : ruleIndexOf(pack).wallClock.instantOf(day * MS_PER_DAY);
}
