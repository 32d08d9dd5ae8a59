import type { Instant } from '../../core/calendar/instant.ts';
import type { Cell, ReportModel, WordsAround } from '../../core/report/report-model.ts';
import { localTimesOf } from './local-times.ts';
import { plainText } from './plain-text.ts';

/** What stands in a cell of the file: what is calculated with, and how it is shown. */
export interface CellContent {
  readonly value: string | number | Date | null;
  readonly numFmt: string | null;
}

/** How a report's numbers and dates are written: formats of a spreadsheet. */
export interface Writing {
  /** The local time at an instant, as a spreadsheet wants it. */
  readonly toLocal: (at: Instant) => Date;
  readonly count: string;
  readonly share: string;
  readonly hours: string;
  readonly date: string;
  readonly dateTime: string;
}

/** The manner of a report's language and zone. */
export function writingOf({ zone, localeId, dateFormat, dateTimeFormat }: ReportModel): Writing {
  const locale = localeId === '' ? '' : `[$-${localeId}]`;
  return {
    toLocal: localTimesOf(zone),
    count: `${locale}#,##0`,
    share: `${locale}0.0" "%`,
    hours: `${locale}#,##0.0`,
    // luxon's `dd.MM.yyyy HH:mm` is `dd.mm.yyyy hh:mm` there, where minutes are known by the hours before them.
    date: dateFormat.toLowerCase(),
    dateTime: dateTimeFormat.toLowerCase(),
  };
}

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;
const NOTHING = '—';
/** More digits are not kept by a spreadsheet, and a leading zero would be lost. */
const WHOLE_NUMBER = /^[1-9]\d{0,14}$/;

/** A cell of the model as the file holds it: real numbers and dates, local time. */
export function cellContent(cell: Cell, writing: Writing): CellContent {
  switch (cell.kind) {
    case 'text':
      return { value: cell.text === '' ? null : plainText(cell.text), numFmt: null };
    case 'name':
      return WHOLE_NUMBER.test(cell.text)
        ? { value: Number(cell.text), numFmt: '0' }
        : { value: plainText(cell.text), numFmt: '@' };
    case 'count':
      return { value: cell.value, numFmt: withWords(writing.count, cell) };
    case 'share':
      if (cell.value === null) return { value: NOTHING, numFmt: null };
      return { value: cell.value, numFmt: withWords(writing.share, cell) };
    case 'hours':
      return { value: hoursOf(cell.ms), numFmt: writing.hours };
    case 'duration':
      if (cell.ms === null) return { value: NOTHING, numFmt: null };
      return { value: cell.ms / MS_PER_DAY, numFmt: '[h]:mm:ss' };
    case 'instant':
      return {
        value: cell.at === null ? null : writing.toLocal(cell.at),
        numFmt: writing.dateTime,
      };
    case 'date':
      return {
        value: cell.on === null ? null : new Date(`${cell.on}T00:00:00Z`),
        numFmt: writing.date,
      };
  }
}

/** Hours to the hundredth. */
function hoursOf(ms: number | null): number | null {
  return ms === null ? null : Math.round((ms / MS_PER_HOUR) * 100) / 100;
}

/** A number with words around it that are no part of the value; what a format says of its language stays in front. */
function withWords(format: string, { before = '', after = '' }: WordsAround): string {
  return `${format.replace(/^(?:\[[^\]]*\])?/, (language) => language + quoted(before))}${quoted(after)}`;
}

function quoted(words: string): string {
  return words === '' ? '' : `"${words.replaceAll('"', '”')}"`;
}
