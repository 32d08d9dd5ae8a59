import { inWords } from './report-context.ts';
import type { ReportContext } from './report-context.ts';
import { writeDate, writeInstant } from './report-words.ts';
import { fillTitle } from './template-text.ts';

/** The title with the period's ends: dates for whole days, with times otherwise. */
export function reportTitle(context: ReportContext): string {
  const { period, words, pack, report } = context;
  const { zone } = pack.manifest;
  const ends =
    period.days === null
      ? [writeInstant(period.fromAt, words, zone), writeInstant(period.toAt, words, zone)]
      : [writeDate(period.days.fromOn, words), writeDate(period.days.toOn, words)];
  return fillTitle(inWords(context, report.title), ends);
}
