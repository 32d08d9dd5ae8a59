import { z } from 'zod';
import { Grounded, Id, LocalDateText } from './scalars.ts';

const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM, or 24:00');
const Span = z.tuple([Clock, Clock]);
const Spans = z.array(Span).describe("Open spans of the day, each a pair such as ['08:00', '12:00'].");
/** Open spans per weekday; a weekday that is not named is closed. */
export const Week = z.strictObject({
  mon: Spans.optional(),
  tue: Spans.optional(),
  wed: Spans.optional(),
  thu: Spans.optional(),
  fri: Spans.optional(),
  sat: Spans.optional(),
  sun: Spans.optional(),
});
export type Week = z.infer<typeof Week>;

/** Weekly hours from one date (inclusive) to another (exclusive); open ends are left out. */
const Period = z.strictObject({
  from: LocalDateText.optional().describe('First date; left out, from ever.'),
  to: LocalDateText.optional().describe('First date no more; left out, for good.'),
  week: Week.describe(
    "Weekday → list of open spans, e.g. mon: [['08:00', '12:00'], ['12:30', '16:00']]; a weekday left out is closed.",
  ),
});

/** A dated exception; without `hours` a day off. `basis` is its legal ground or the circumstance (K 3.2.3). */
export const DatedException = z.strictObject({
  on: LocalDateText.describe('The date.'),
  hours: z
    .array(Span)
    .default([])
    .describe('Open spans of that day instead of the usual ones; left out, it is a day off.'),
  like: z
    .enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
    .optional()
    .describe(
      'Open as on that weekday instead: a working Saturday follows Friday’s hours, whatever they are here.',
    ),
  summary: z.string().min(1).describe('What day it is, in the pack’s language.'),
  basis: z.string().min(1).describe('Its legal ground or the circumstance.'),
  suspendable: z.boolean().default(false).describe('true: does not apply within the calendar’s suspensions.'),
});
export type DatedException = z.infer<typeof DatedException>;

export const PackCalendar = z.strictObject({
  id: Id,
  zone: z.string().describe('IANA time zone of the hours.'),
  periods: z.array(Period).min(1).describe('Weekly hours by the dates from which they are in force.'),
  exceptions: z
    .array(DatedException)
    .default([])
    .describe('Holidays, shorter and longer days, extra working days.'),
  suspensions: z
    .array(
      z.strictObject({
        from: LocalDateText,
        to: LocalDateText.optional(),
        confirmed_until: LocalDateText.optional(),
        summary: z.string().describe('What is suspended, in words.'),
        basis: z.string().describe('Its legal ground.'),
      }),
    )
    .default([])
    .describe(
      'Dates between which (from inclusive, to exclusive) suspendable exceptions do not apply; doctor warns when confirmed_until is near.',
    ),
  ...Grounded,
});
export type PackCalendar = z.infer<typeof PackCalendar>;

export const Calendars = z.strictObject({
  default: Id.describe('The calendar that counts where none is named.'),
  calendars: z.array(PackCalendar).min(1).describe('Working time, by zone and date.'),
});
export type Calendars = z.infer<typeof Calendars>;
