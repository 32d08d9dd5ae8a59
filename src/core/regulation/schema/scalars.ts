import { z } from 'zod';

/** Ids of the pack's things: lower-case words joined by `-` or `_`. */
export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/, 'lower-case words joined by - or _')
  .describe('Name of one of the pack’s things: lower-case words joined by - or _.');
export type Id = z.infer<typeof Id>;

/** A local calendar date. */
export const LocalDateText = z.iso.date().describe('A date YYYY-MM-DD.');
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
  )
  .describe(
    'A span: 30m, 4h working time; 2m-elapsed, 24h-elapsed time on the wall; 3wd the third working day at the same time, 3wd-close its closing; 10d calendar days, 3y years, at the same time.',
  );
export type Span = z.infer<typeof Span>;

/** A clause of the regulation, as its own table names it: `K 4.9.1`. */
export const ClauseRef = z
  .string()
  .regex(/^\S+ \S.*$/, 'the regulation\'s letter and the clause, e.g. "K 4.9.1"')
  .describe('A clause as the clause table names it: the regulation’s letter, a space, the number.');
export type ClauseRef = z.infer<typeof ClauseRef>;

/** A text in each language of the pack, or one text when the pack has one language. */
export const Localized = z
  .union([z.string().min(1), z.record(z.string(), z.string().min(1))])
  .describe('A text in the pack’s language; where it has several, a text for each: { uk: …, en: … }.');
export type Localized = z.infer<typeof Localized>;

/** Every element says which clause it stands on, or that it is our addition (`about` names what it helps with). */
export const Grounded = {
  clause: z
    .union([ClauseRef, z.array(ClauseRef).min(1)])
    .optional()
    .describe('The clause, or clauses, this stands on, e.g. "K 4.9.1"; each has a row in clauses.yaml.'),
  product: z
    .boolean()
    .optional()
    .describe('true: our own addition that no clause demands; about may name the clause it helps with.'),
  about: ClauseRef.optional().describe('The clause that an addition (product) helps with.'),
  note: z
    .string()
    .optional()
    .describe('A remark for readers of the pack, e.g. how an unclear clause is read.'),
  switch: Id.optional().describe('Only there while this switch of pack.yaml is on.'),
  unless_switch: Id.optional().describe(
    'Only there while this switch of pack.yaml is off: the other reading.',
  ),
  previously: z
    .array(z.string().min(1))
    .optional()
    .describe('Names this had in the helpdesk before, so that it is renamed there and not made anew.'),
};
