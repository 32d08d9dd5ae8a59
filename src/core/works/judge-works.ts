import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import type { ScheduledWorks } from '../regulation/schema/desk.ts';
import type { ApprovalFacts, RestrictedPeriod } from './restricted-periods.ts';
import type { RecordedWorks, Works, WorksBreach } from './works.ts';

/** What works are judged by. */
export interface WorksRules {
  readonly works: ScheduledWorks;
  readonly approval: ApprovalFacts;
  readonly zone: string;
}

/**
 * What works of the schedule violate: a window of the wall clock left, approval lacking in a restricted period, begun
 * before any schedule had them. Approval does not lift the window. A kind that is not bound violates nothing.
 * @clause K 3.2.4
 */
export function judgeWorks(works: RecordedWorks, rules: WorksRules): readonly WorksBreach[] {
  if (rules.works.kinds.find(({ id }) => id === works.kind)?.bound === false) return [];
  const breaches: WorksBreach[] = [];
  if (!isWithinWindows(works, rules)) breaches.push('outside-window');
  if (restrictedPeriodOf(works, rules) !== null && !isApproved(works, rules)) breaches.push('unapproved');
  if (works.scheduledAt > works.fromAt) breaches.push('unscheduled');
  return breaches;
}

/** The first restricted period that works reach into; null for none, or where none are known. */
function restrictedPeriodOf(
  { fromAt, toAt }: Pick<Works, 'fromAt' | 'toAt'>,
  { approval, zone }: WorksRules,
): RestrictedPeriod | null {
  return (
    approval.periods?.find(({ from, to }) => {
      const endAt = DateTime.fromISO(to, { zone }).plus({ days: 1 }).toMillis();
      return DateTime.fromISO(from, { zone }).toMillis() < toAt && fromAt < endAt;
    }) ?? null
  );
}

function isApproved({ agreedBy, approvedBy }: Works, { approval }: WorksRules): boolean {
  const known = new Set(approval.approvers.map(plain));
  return known.has(plain(agreedBy)) && known.has(plain(approvedBy));
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Whether every moment of the works lies in a window of some day; windows that touch are one. */
function isWithinWindows({ fromAt, toAt }: Works, { works, zone }: WorksRules): boolean {
  let coveredTo: Instant = fromAt;
  const lastDay = DateTime.fromMillis(toAt, { zone }).startOf('day');
  let day = DateTime.fromMillis(fromAt, { zone }).startOf('day').minus({ days: 1 });
  for (; day <= lastDay; day = day.plus({ days: 1 })) {
    const spans = works.windows
      .map((window) => spanOn(day, window))
      .sort((one, other) => one.openAt - other.openAt);
    for (const { openAt, closeAt } of spans) {
      if (openAt <= coveredTo && closeAt > coveredTo) coveredTo = closeAt;
    }
  }
  return coveredTo >= toAt;
}

function spanOn(
  day: DateTime,
  [from, to]: readonly [string, string],
): { readonly openAt: Instant; readonly closeAt: Instant } {
  const closeDay = to <= from ? day.plus({ days: 1 }) : day;
  return { openAt: atTime(day, from), closeAt: atTime(closeDay, to) };
}

function atTime(day: DateTime, time: string): Instant {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour === 24 ? day.plus({ days: 1 }).toMillis() : day.set({ hour, minute }).toMillis();
}
