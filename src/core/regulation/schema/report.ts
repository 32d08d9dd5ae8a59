import { z } from 'zod';
import { Condition } from './condition.ts';
import { Figure } from './figure.ts';
import { Grounded, Id, Localized, Span } from './scalars.ts';

/**
 * `report.yaml`: the periodic report as the regulation words it. Figures are named, texts are the regulation's;
 * the layout (fonts, widths) lies in `report-templates/`. A `figure` is one of: received, carried_over, resolved, open, or a
 * breakdown of the open ones by the options of a field.
 *
 * Texts keep the regulation's blanks: `____` (two or more) is filled with the number, `%` with the share, and in the
 * title the two blanks with the period's ends; `{option}` in a breakdown stands for the option's label.
 * What has no value, or the option `other`, goes under `other` at its end.
 */
const ReportLine = z.union([
  z.strictObject({ heading: Localized, ...Grounded }),
  z.strictObject({
    figure: z.enum(['received', 'carried_over', 'resolved', 'open']).describe('What is counted.'),
    text: Localized,
    ...Grounded,
  }),
  z.strictObject({
    breakdown_of: z
      .literal('open')
      .describe('The open ones by the options of field; {option} in the text is the option.'),
    field: Id,
    text: Localized,
    other: Localized.optional(),
    ...Grounded,
  }),
]);
type ReportLine = z.infer<typeof ReportLine>;

const annexCommon = { title: Localized.optional(), sheet: Localized.optional(), ...Grounded };
const Clocks = z.array(Id).min(1).describe('Clocks that are judged.');

/** Tickets that are shown apart as well: they stay in every other count. */
const ApartRow = z.strictObject({
  id: Id,
  label: Localized,
  when: Condition.describe('Which tickets.'),
  ...Grounded,
});

/**
 * A further sheet of a report; titles and sheet names are ours unless said otherwise.
 * - `compliance`: type × priority × clock: in time, late, running, with and without pauses
 * - `breaches`: tickets whose clocks ran out, with the clause and where the time went
 * - `violations`: what else violates a clause in the period
 * - `notices`: letters and calls owed to applicants: told, bounced, not told in time
 * - `ageing`: open tickets by age in working days, limits as `days` says
 * - `postponements`: what of a select field of reasons holds tickets up or ended them
 * - `apart`: the page's figures for the tickets that match a condition, each row apart
 * - `journal`: every ticket received in the period that matches `when`, in order of arrival, with these columns
 * - `queue-jumps`: what was taken while older requests of its queue waited (`queue` of desk.yaml)
 * - `works`: the works of the period and what breaks the rules of their schedule (`works` of desk.yaml)
 * - `trend`: the page's figures for so many weeks
 * - `tally`: figures by the person who did it (`person`; where no agent did, whoever was responsible), or by a field as
 *   it stood right before
 * - `durations`: clocks that were judged in the period and measures of what was received in it, by the same groups: in
 *   time, late, median and 90th percentile
 * - `clauses`: every row of the clause table with its evidence of the period
 * - `additions`: what the pack adds to the regulation
 * - `attested`: the clauses that a person vouches for, as a form to sign, a line each
 */
const Annex = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('compliance').describe('compliance: type × priority × clock: in time, late, running.'),
    clocks: Clocks,
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('breaches').describe('breaches: tickets whose clocks ran out.'),
    clocks: Clocks,
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('violations').describe('violations: what else violates a clause.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('notices').describe('notices: what applicants were told, or not in time.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('ageing').describe('ageing: open tickets by age.'),
    days: z
      .array(z.number().positive())
      .min(1)
      .default([1, 3, 5, 10])
      .describe('Limits of age, in working days.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('apart').describe('apart: the page’s figures for some tickets apart.'),
    rows: z.array(ApartRow).min(1).describe('Tickets shown apart as well.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('journal').describe('journal: every ticket received, in order.'),
    when: Condition.optional().describe('Which tickets.'),
    columns: z.array(Id).min(1).describe('Fields, or number, received, line, term, overdue, closed.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('postponements').describe('postponements: what a field of reasons holds up.'),
    field: Id,
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('queue-jumps').describe('queue-jumps: what was taken out of turn.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('works').describe('works: works and what breaks their schedule.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('trend').describe('trend: the page’s figures of earlier periods.'),
    weeks: z.number().int().min(2).max(52).default(12).describe('How many periods.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('tally').describe('tally: figures by person or field.'),
    group_by: Id,
    figures: z.array(Figure).min(1).describe('What is counted.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z
      .literal('durations')
      .describe('durations: clocks and measures by group: median, 90th percentile.'),
    group_by: Id,
    clocks: z.array(Id).default([]).describe('Clocks that were judged in the period.'),
    measures: z.array(Id).default([]).describe('Measures of what was received in it.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('clauses').describe('clauses: each clause with its evidence.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('additions').describe('additions: what the pack adds to the regulation.'),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('attested').describe('attested: the clauses that a person vouches for, to sign.'),
    ...annexCommon,
  }),
]);
export type Annex = z.infer<typeof Annex>;

export const PeriodicReport = z.strictObject({
  id: Id,
  layout: z
    .string()
    .describe('How its sheets look: a file of report-templates/ without .yaml, e.g. weekly-report.'),
  title: Localized,
  sheet: Localized.optional().describe('Name of the page’s sheet.'),
  weekly: z
    .strictObject({
      day: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']).describe('Local weekday.'),
      time: z.string().describe('Local time HH:MM.'),
    })
    .optional()
    .describe(
      'Local weekday and time at which the default period ends and the report is due; without it: the last calendar month.',
    ),
  to: z.array(Id).default([]).describe('Named addresses to which a weekly report is mailed.'),
  lines: z
    .array(ReportLine)
    .default([])
    .describe('The regulation’s page; a report may be made of further sheets alone.'),
  open_list: z
    .strictObject({
      title: Localized,
      sheet: Localized,
      group_by: Id,
      columns: z.array(Id).min(1).describe('Fields, or number, received, line, term, overdue, closed.'),
    })
    .optional()
    .describe(
      'The list of open tickets: grouped by a field, then these columns: fields, or number, received, line (of the group), term (when the solution clock is due), overdue (working time past it), closed (when it was last closed).',
    ),
  annexes: z.array(Annex).default([]).describe('Further sheets.'),
  words: z
    .record(Id, Localized)
    .default({})
    .describe('Words the workbook needs in the pack’s language (column heads, method sheet…), by key.'),
  ...Grounded,
});
export type PeriodicReport = z.infer<typeof PeriodicReport>;

/**
 * How long a request took to be entered: from the first of the `since` instants (date-time fields that people fill in)
 * that is there until the ticket was saved, against `within`. What matches `met_when` was saved in time whatever its
 * instants say; of what matches `attested_when` the ticket cannot tell, and a person vouches for it.
 */
export const Measure = z.strictObject({
  id: Id,
  label: Localized,
  since: z.array(Id).min(1).describe('Date-time fields; the first that is there counts.'),
  within: Span,
  met_when: Condition.optional().describe('What was in time whatever its instants say.'),
  attested_when: Condition.optional().describe('What the ticket cannot tell; a person vouches for it.'),
  ...Grounded,
});
export type Measure = z.infer<typeof Measure>;

export const Reports = z.strictObject({
  reports: z.array(PeriodicReport).default([]).describe('Workbooks over a period.'),
  measures: z.array(Measure).default([]).describe('How long requests took to be entered.'),
});
export type Reports = z.infer<typeof Reports>;
