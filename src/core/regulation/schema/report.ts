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
    figure: z.enum(['received', 'carried_over', 'resolved', 'open']),
    text: Localized,
    ...Grounded,
  }),
  z.strictObject({
    breakdown_of: z.literal('open'),
    field: Id,
    text: Localized,
    other: Localized.optional(),
    ...Grounded,
  }),
]);
type ReportLine = z.infer<typeof ReportLine>;

const annexCommon = { title: Localized.optional(), sheet: Localized.optional(), ...Grounded };
const Clocks = z.array(Id).min(1);

/** Tickets that are shown apart as well: they stay in every other count. */
const ApartRow = z.strictObject({ id: Id, label: Localized, when: Condition, ...Grounded });

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
  z.strictObject({ kind: z.literal('compliance'), clocks: Clocks, ...annexCommon }),
  z.strictObject({ kind: z.literal('breaches'), clocks: Clocks, ...annexCommon }),
  z.strictObject({ kind: z.literal('violations'), ...annexCommon }),
  z.strictObject({ kind: z.literal('notices'), ...annexCommon }),
  z.strictObject({
    kind: z.literal('ageing'),
    days: z.array(z.number().positive()).min(1).default([1, 3, 5, 10]),
    ...annexCommon,
  }),
  z.strictObject({ kind: z.literal('apart'), rows: z.array(ApartRow).min(1), ...annexCommon }),
  z.strictObject({
    kind: z.literal('journal'),
    when: Condition.optional(),
    columns: z.array(Id).min(1),
    ...annexCommon,
  }),
  z.strictObject({ kind: z.literal('postponements'), field: Id, ...annexCommon }),
  z.strictObject({ kind: z.literal('queue-jumps'), ...annexCommon }),
  z.strictObject({ kind: z.literal('works'), ...annexCommon }),
  z.strictObject({
    kind: z.literal('trend'),
    weeks: z.number().int().min(2).max(52).default(12),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('tally'),
    group_by: Id,
    figures: z.array(Figure).min(1),
    ...annexCommon,
  }),
  z.strictObject({
    kind: z.literal('durations'),
    group_by: Id,
    clocks: z.array(Id).default([]),
    measures: z.array(Id).default([]),
    ...annexCommon,
  }),
  z.strictObject({ kind: z.literal('clauses'), ...annexCommon }),
  z.strictObject({ kind: z.literal('additions'), ...annexCommon }),
  z.strictObject({ kind: z.literal('attested'), ...annexCommon }),
]);
export type Annex = z.infer<typeof Annex>;

export const PeriodicReport = z.strictObject({
  id: Id,
  layout: z.string(),
  title: Localized,
  /** Name of the page's sheet. */
  sheet: Localized.optional(),
  /** Local weekday and time at which the default period ends and the report is due; without it: the last calendar month. */
  weekly: z
    .strictObject({ day: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), time: z.string() })
    .optional(),
  to: z.array(Id).default([]),
  /** The regulation's page; a report may be made of further sheets alone. */
  lines: z.array(ReportLine).default([]),
  /**
   * The list of open tickets: grouped by a field, then these columns: fields, or `number`, `received`, `line` (of
   * the group), `term` (when the solution clock is due), `overdue` (working time past it), `closed` (when it was last closed).
   */
  open_list: z
    .strictObject({ title: Localized, sheet: Localized, group_by: Id, columns: z.array(Id).min(1) })
    .optional(),
  annexes: z.array(Annex).default([]),
  /** Words the workbook needs in the pack's language (column heads, method sheet…), by key. */
  words: z.record(Id, Localized).default({}),
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
  since: z.array(Id).min(1),
  within: Span,
  met_when: Condition.optional(),
  attested_when: Condition.optional(),
  ...Grounded,
});
export type Measure = z.infer<typeof Measure>;

export const Reports = z.strictObject({
  reports: z.array(PeriodicReport).default([]),
  measures: z.array(Measure).default([]),
});
export type Reports = z.infer<typeof Reports>;
