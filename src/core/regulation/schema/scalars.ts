import { z } from 'zod';

/** Ids of the pack's things: lower-case words joined by `-` or `_`. */
export const Id = z.string().regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/, 'lower-case words joined by - or _');
export type Id = z.infer<typeof Id>;

/** A local calendar date. */
export const LocalDateText = z.iso.date();
export type LocalDateText = z.infer<typeof LocalDateText>;

/**
 * A span: `30m`, `4h` working time; `2m-elapsed`, `24h-elapsed` time on the wall; `3wd` the third working day at the
 * same local time, `3wd-close` its closing; `10d` calendar days, `3y` calendar years, same local time.
 */
export const Span = z
  .string()
  .regex(
    /^(?:\d+(?:\.\d+)?[mh](?:-elapsed)?|\d+wd(?:-close)?|\d+d|\d+y)$/,
    'a span such as 30m, 4h, 2m-elapsed, 3wd, 3wd-close, 10d, 3y',
  );
export type Span = z.infer<typeof Span>;

/** A clause of the regulation, as its own table names it: `K 4.9.1`. */
export const ClauseRef = z
  .string()
  .regex(/^\S+ \S.*$/, 'the regulation\'s letter and the clause, e.g. "K 4.9.1"');
export type ClauseRef = z.infer<typeof ClauseRef>;

/** A text in each language of the pack, or one text when the pack has one language. */
export const Localized = z.union([z.string().min(1), z.record(z.string(), z.string().min(1))]);
export type Localized = z.infer<typeof Localized>;

/** Every element says which clause it stands on, or that it is our addition (`about` names what it helps with). */
export const Grounded = {
  clause: z.union([ClauseRef, z.array(ClauseRef).min(1)]).optional(),
  product: z.boolean().optional(),
  about: ClauseRef.optional(),
  note: z.string().optional(),
  /** The pack's switch that must be on for the element to exist. */
  switch: Id.optional(),
  /** The pack's switch that must be off for the element to exist: the other reading. */
  unless_switch: Id.optional(),
  /** Names this element had in the helpdesk before, so that it is renamed there and not made anew. */
  previously: z.array(z.string().min(1)).optional(),
};
