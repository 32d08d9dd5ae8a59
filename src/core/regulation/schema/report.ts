import { z } from 'zod';
import { Grounded, Id, Localized } from './scalars.ts';

/**
 * `report.yaml`: the periodic report as the regulation words it. Figures are named, texts are the regulation's;
 * the layout (fonts, widths) lies in `report-templates/`. A `figure` is one of: received, carried_over, resolved, open, or a
 * breakdown of the open ones by the options of a field.
 *
 * Texts keep the regulation's blanks: `____` (two or more) is filled with the number, `%` with the share, and in the
 * title the two blanks with the period's ends; `{option}` in a breakdown stands for the option's label.
 * What has no value, or the option `other`, goes under `other` at its end.
 */
export const ReportLine = z.union([
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
export type ReportLine = z.infer<typeof ReportLine>;

export const PeriodicReport = z.strictObject({
  id: Id,
  layout: z.string(),
  title: Localized,
  sheet: Localized,
  /** Local weekday and time at which the default period ends and the report is due. */
  weekly: z
    .strictObject({ day: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), time: z.string() })
    .optional(),
  to: z.array(Id).default([]),
  lines: z.array(ReportLine).min(1),
  /**
   * The list of open tickets: grouped by a field, then these columns: fields, or `number`, `received`, `line` (of
   * the group), `term` (when the solution clock is due), `overdue` (working time past it).
   */
  open_list: z
    .strictObject({ title: Localized, sheet: Localized, group_by: Id, columns: z.array(Id).min(1) })
    .optional(),
  /** Words the workbook needs in the pack's language (column heads, method sheet…), by key. */
  words: z.record(Id, Localized).default({}),
  ...Grounded,
});
export type PeriodicReport = z.infer<typeof PeriodicReport>;

export const Reports = z.strictObject({ reports: z.array(PeriodicReport).default([]) });
export type Reports = z.infer<typeof Reports>;
