import { z } from 'zod';
import { Condition } from './condition.ts';
import { Grounded, Id, Localized } from './scalars.ts';

/**
 * `documents.yaml`: the printed documents of the regulation, in its words. What one looks like lies in
 * `report-templates/documents/`: a page and a Word file for each kind, which an operator edits; `template` names another.
 * Every document has a number of the year's register, a date, and a line for each signature.
 */

/**
 * One thing that a document shows, under the regulation's own label: a field, or `number`, `received` or `title` of the
 * ticket. What is private or written by people is read from the helpdesk when the document is made.
 */
const Shown = z.strictObject({ label: Localized, field: Id, ...Grounded });

/** A line of a form. A `secret` one shows that something was handed over, never what. */
const FormRow = Shown.extend({
  secret: z.boolean().default(false).describe('Shows that something was handed over, never what.'),
});

/**
 * One way in which tickets repeat each other: these fields are equal (upper and lower case and spaces aside), and the
 * words of one more are similar, to this share of their letter triples (0–1).
 */
const Repetition = z
  .strictObject({
    id: Id,
    label: Localized,
    equal: z.array(Id).default([]).describe('Fields that are equal.'),
    similar: Id.optional(),
    similarity: z
      .number()
      .gt(0)
      .max(1)
      .default(0.5)
      .describe('Share of letter triples from which words are similar.'),
    ...Grounded,
  })
  .refine(
    ({ equal, similar }) => equal.length > 0 || similar !== undefined,
    'say what repeats: fields that are `equal`, or one that is `similar`',
  );
export type Repetition = z.infer<typeof Repetition>;

const common = {
  id: Id,
  title: Localized,
  heading: Localized.optional().describe(
    'A small line above the title, such as the annex that prescribes the form.',
  ),
  template: Id.optional(),
  signatures: z.array(Localized).default([]).describe('Who signs, one line each.'),
  ...Grounded,
};

/**
 * - `form`: one ticket, line by line
 * - `list`: tickets with one of these dates in a period (whole local days), in the order of the dates
 * - `repetitions`: tickets received in a period that repeat each other at least so often in a month, with the counts of
 *   some months before; `to_fill` are questions that a person answers by hand
 */
export const PrintedDocument = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('form').describe('form: one ticket, line by line.'),
    rows: z.array(FormRow).min(1).describe('Its lines.'),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('list').describe('list: tickets with one of these dates in the period.'),
    when: Condition.optional().describe('Which tickets.'),
    dates: z.array(Id).min(1).describe('Date or date-time fields.'),
    columns: z.array(Shown).min(1).describe('What is shown of each.'),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('repetitions').describe('repetitions: tickets of the period that repeat each other.'),
    when: Condition.optional().describe('Which tickets.'),
    by: z.array(Repetition).min(1).describe('In which ways.'),
    at_least: z.number().int().min(2).default(3).describe('So often in a month.'),
    months: z.number().int().min(1).max(12).default(3).describe('Months before that are counted along.'),
    columns: z.array(Shown).min(1).describe('What is shown of each.'),
    to_fill: z.array(Localized).default([]).describe('Questions that a person answers by hand.'),
    ...common,
  }),
]);
export type PrintedDocument = z.infer<typeof PrintedDocument>;

export const Documents = z.strictObject({
  documents: z.array(PrintedDocument).default([]).describe('Numbered printed documents.'),
});
export type Documents = z.infer<typeof Documents>;
