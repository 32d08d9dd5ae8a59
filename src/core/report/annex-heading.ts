import type { Annex } from '../regulation/schema/report.ts';
import { inWords } from './report-context.ts';
import type { ReportContext } from './report-context.ts';
import { reportTitle } from './report-title.ts';
import { textLine } from './report-model.ts';
import type { Line } from './report-model.ts';

/** An annex of one kind. */
export type AnnexOf<Kind extends Annex['kind']> = Extract<Annex, { kind: Kind }>;

/** The name of an annex's sheet: the pack's, else ours. */
export function annexName(annex: Annex, context: ReportContext): string {
  return annex.sheet === undefined ? context.words[`${annex.kind}_sheet`] : inWords(context, annex.sheet);
}

/** The title of an annex, the period where no page of the report tells it, and a note on what it counts. */
export function annexHeading(annex: Annex, context: ReportContext): readonly Line[] {
  const title =
    annex.title === undefined ? context.words[`${annex.kind}_title`] : inWords(context, annex.title);
  const period = context.report.lines.length === 0 ? [textLine('line', reportTitle(context))] : [];
  return [textLine('title', title), ...period, textLine('note', context.words[`${annex.kind}_note`])];
}
