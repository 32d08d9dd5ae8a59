import { z } from 'zod';
import { Grounded, Id, LocalDateText } from './scalars.ts';

const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM, or 24:00');
const Span = z.tuple([Clock, Clock]);
/** Open spans per weekday; a weekday that is not named is closed. */
export const Week = z.strictObject({
  mon: z.array(Span).optional(),
  tue: z.array(Span).optional(),
  wed: z.array(Span).optional(),
  thu: z.array(Span).optional(),
  fri: z.array(Span).optional(),
  sat: z.array(Span).optional(),
  sun: z.array(Span).optional(),
});
export type Week = z.infer<typeof Week>;

/** Weekly hours from one date (inclusive) to another (exclusive); open ends are left out. */
const Period = z.strictObject({ from: LocalDateText.optional(), to: LocalDateText.optional(), week: Week });

/** A dated exception; without `hours` a day off. `basis` is its legal ground or the circumstance (K 3.2.3). */
export const DatedException = z.strictObject({
  on: LocalDateText,
  hours: z.array(Span).default([]),
  /** Open as on that weekday instead: a working Saturday follows Friday's hours, whatever they are here. */
  like: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']).optional(),
  summary: z.string().min(1),
  basis: z.string().min(1),
  suspendable: z.boolean().default(false),
});
export type DatedException = z.infer<typeof DatedException>;

export const PackCalendar = z.strictObject({
  id: Id,
  zone: z.string(),
  periods: z.array(Period).min(1),
  exceptions: z.array(DatedException).default([]),
  /** Between these dates (from inclusive, to exclusive) suspendable exceptions do not apply. */
  suspensions: z
    .array(
      z.strictObject({
        from: LocalDateText,
        to: LocalDateText.optional(),
        confirmed_until: LocalDateText.optional(),
        summary: z.string(),
        basis: z.string(),
      }),
    )
    .default([]),
  ...Grounded,
});
export type PackCalendar = z.infer<typeof PackCalendar>;

export const Calendars = z.strictObject({ default: Id, calendars: z.array(PackCalendar).min(1) });
export type Calendars = z.infer<typeof Calendars>;
