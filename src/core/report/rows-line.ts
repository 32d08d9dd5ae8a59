import type { ReportContext } from './report-context.ts';
import { textLine } from './report-model.ts';
import type { Line } from './report-model.ts';
import { fillIn } from './report-words.ts';

/** Says how many rows of how many a table shows, and in which zone its times are. */
export function rowsLine({ words, pack }: ReportContext, rows: number, all: number): Line {
  return textLine('note', fillIn(words.rows_of, { rows, all, zone: pack.manifest.zone }));
}
