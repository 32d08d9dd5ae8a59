import { parse } from 'yaml';

/** Local hours of a day: `[['09:00', '18:00']]`. */
type Hours = readonly (readonly [from: string, to: string])[];

interface YamlCalendar {
  readonly zone: string;
  readonly periods: readonly { readonly week: Readonly<Record<string, Hours>> }[];
  readonly suspensions?: readonly { readonly from: string; readonly to?: string }[];
  readonly exceptions?: readonly {
    readonly on: string;
    readonly hours?: Hours;
    readonly like?: string;
    readonly suspendable?: boolean;
  }[];
}

const MINUTE = 60_000;
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Working time, counted minute by minute as a clerk would with a calendar on the wall. */
export interface OpenTime {
  /** Working days here are so long, in milliseconds. */
  readonly dayMs: number;
  /** Milliseconds of open hours in `[from, to)`, both epoch milliseconds. */
  readonly between: (from: number, to: number) => number;
  /** The first instant at which so many open milliseconds have passed since another. */
  readonly after: (from: number, ms: number) => number;
  /** The local calendar date of an instant. */
  readonly dateOf: (at: number) => string;
  /** Date and time on the wall, to the minute: `2026-10-12 09:00`. */
  readonly minuteOf: (at: number) => string;
}

/** Reads the first calendar of a pack, with the hours of an overlay where the pack leaves them to it. */
export function readOpenTime(
  texts: { readonly calendars: string; readonly overlay?: string },
  span: { readonly from: string; readonly to: string },
): OpenTime {
  const [calendar] = (parse(texts.calendars) as { calendars: (YamlCalendar & { id: string })[] }).calendars;
  if (calendar === undefined) throw new Error('no calendar');
  const overlay = parse(texts.overlay ?? '{}') as {
    readonly calendar_hours?: Readonly<Record<string, Readonly<Record<string, Hours>>>>;
  };
  const week = overlay.calendar_hours?.[calendar.id] ?? calendar.periods[0]?.week ?? {};
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: calendar.zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const open: number[] = [];
  for (let at = Date.parse(span.from); at < Date.parse(span.to); at += MINUTE) {
    const [date = '', time = ''] = local.format(at).split(' ');
    if (hoursOn(date, week, calendar).some(([from, to]) => time >= from && time < to)) open.push(at);
  }
  return {
    dayMs: minutesIn(week['mon'] ?? []) * MINUTE,
    dateOf: (at) => local.format(at).slice(0, 10),
    minuteOf: (at) => local.format(at),
    between: (from, to) =>
      open.reduce((sum, at) => sum + Math.max(0, Math.min(to, at + MINUTE) - Math.max(from, at)), 0),
    after: (from, ms) => {
      let left = ms;
      for (const at of open) {
        const begin = Math.max(from, at);
        if (at + MINUTE - begin >= left && at + MINUTE > begin) return begin + left;
        left -= Math.max(0, at + MINUTE - begin);
      }
      throw new Error('the calendar on the wall ends too early');
    },
  };
}

function hoursOn(
  date: string,
  week: Readonly<Record<string, Hours>>,
  { exceptions = [], suspensions = [] }: YamlCalendar,
): Hours {
  const usual = week[NAMES[new Date(date).getUTCDay()] ?? ''] ?? [];
  const exception = exceptions.find(({ on }) => on === date);
  const isSuspended = suspensions.some(({ from, to }) => date >= from && (to === undefined || date <= to));
  if (exception === undefined || (isSuspended && exception.suspendable === true)) return usual;
  return exception.hours ?? week[exception.like ?? ''] ?? [];
}

function minutesIn(hours: Hours): number {
  const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return hours.reduce((sum, [from, to]) => sum + minuteOf(to) - minuteOf(from), 0);
}
