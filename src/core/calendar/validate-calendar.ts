import { IANAZone } from 'luxon';
import { WEEKDAYS } from './calendar-definition.ts';
import type { CalendarDefinition, CalendarPeriod, TimeSpan } from './calendar-definition.ts';
import { isSuspendedOn } from './daily-hours.ts';
import { dayNumberOf } from './local-day.ts';
import { parseWallTime } from './time-span.ts';

/** One mistake in a calendar definition, with the keys that lead to it. */
export interface CalendarProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Path = readonly (string | number)[];

/** Every mistake of a definition, in its order; empty when it can be compiled. */
export function validateCalendar(definition: CalendarDefinition): readonly CalendarProblem[] {
  return [
    ...problemsOfZone(definition.zone),
    ...problemsOfPeriods(definition.periods),
    ...problemsOfExceptions(definition),
    ...problemsOfSuspensions(definition),
  ];
}

function problemsOfZone(zone: string): CalendarProblem[] {
  return IANAZone.isValidZone(zone) ? [] : [problem(['zone'], `"${zone}" is no time zone of the IANA list`)];
}

function problemsOfPeriods(periods: readonly CalendarPeriod[]): CalendarProblem[] {
  if (periods.length === 0)
    return [problem(['periods'], 'a calendar needs at least one period of weekly hours')];
  return periods.flatMap((period, index) => {
    const path = ['periods', index];
    return [
      ...problemsOfRange(path, period),
      ...problemsOfSuccession(path, periods[index - 1], period),
      ...WEEKDAYS.flatMap((day) => problemsOfSpans([...path, 'week', day], period.week[day] ?? [])),
    ];
  });
}

function problemsOfSuccession(
  path: Path,
  previous: CalendarPeriod | undefined,
  period: CalendarPeriod,
): CalendarProblem[] {
  if (previous === undefined || (previous.to !== null && previous.to === period.from)) return [];
  const ends = previous.to ?? 'never';
  return [
    problem(
      [...path, 'from'],
      `must be the day on which the period before ends (${ends}): no gap, no overlap`,
    ),
  ];
}

function problemsOfExceptions(definition: CalendarDefinition): CalendarProblem[] {
  const seen = new Set<string>();
  return definition.exceptions.flatMap((exception, index) => {
    const path = ['exceptions', index];
    const problems = [
      ...problemsOfDate([...path, 'on'], exception.on),
      ...problemsOfSpans([...path, 'hours'], exception.hours),
      ...problemsOfGround(path, exception),
    ];
    if (exception.suspendable === true && isSuspendedOn(definition, exception.on)) return problems;
    if (seen.has(exception.on))
      problems.push(problem([...path, 'on'], `${exception.on} has another exception in force`));
    seen.add(exception.on);
    return problems;
  });
}

function problemsOfSuspensions(definition: CalendarDefinition): CalendarProblem[] {
  return (definition.suspensions ?? []).flatMap((suspension, index) => [
    ...problemsOfRange(['suspensions', index], suspension),
    ...problemsOfGround(['suspensions', index], suspension),
  ]);
}

function problemsOfRange(
  path: Path,
  { from, to }: { from: string | null; to: string | null },
): CalendarProblem[] {
  const problems = [
    ...(from === null ? [] : problemsOfDate([...path, 'from'], from)),
    ...(to === null ? [] : problemsOfDate([...path, 'to'], to)),
  ];
  if (problems.length === 0 && from !== null && to !== null && to <= from) {
    problems.push(
      problem([...path, 'to'], `must be later than ${from}, the first day; the end itself is not included`),
    );
  }
  return problems;
}

function problemsOfDate(path: Path, on: string): CalendarProblem[] {
  return dayNumberOf(on) === null ? [problem(path, `"${on}" is no date YYYY-MM-DD`)] : [];
}

function problemsOfGround(
  path: Path,
  { summary, basis }: { summary: string; basis: string },
): CalendarProblem[] {
  return [
    ...(summary.trim() === '' ? [problem([...path, 'summary'], 'say what the day is')] : []),
    ...(basis.trim() === '' ? [problem([...path, 'basis'], 'name the legal ground')] : []),
  ];
}

function problemsOfSpans(path: Path, spans: readonly TimeSpan[]): CalendarProblem[] {
  let closedUntilMs = 0;
  return spans.flatMap(([from, to], index) => {
    const fromMs = parseWallTime(from);
    const toMs = parseWallTime(to);
    if (fromMs === null || toMs === null) {
      return [problem([...path, index], `"${from}"–"${to}" is no span HH:MM–HH:MM between 00:00 and 24:00`)];
    }
    const previousEndMs = closedUntilMs;
    closedUntilMs = Math.max(closedUntilMs, toMs);
    if (toMs <= fromMs) {
      return [
        problem(
          [...path, index],
          `${from}–${to} ends before it begins; write hours across midnight as two days`,
        ),
      ];
    }
    return fromMs < previousEndMs
      ? [problem([...path, index], `${from}–${to} begins before the span above it ends`)]
      : [];
  });
}

function problem(path: Path, message: string): CalendarProblem {
  return { path, message };
}
