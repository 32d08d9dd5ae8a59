import { DateTime } from 'luxon';
import type { Instant, LocalDate } from '../calendar/instant.ts';
import type { WordKey } from './word-keys.ts';

/** The words of one language; `{name}` in a word is filled in. */
export type ReportWords = Readonly<Record<WordKey, string>>;

/** A word with its `{name}` places filled. */
export function fillIn(word: string, values: Readonly<Record<string, string | number>>): string {
  return word.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** An instant as people of that zone write it. */
export function writeInstant(at: Instant, words: ReportWords, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat(words.date_time_format);
}

/** A local date as people write it. */
export function writeDate(on: LocalDate, words: ReportWords): string {
  return DateTime.fromISO(on, { zone: 'utc' }).toFormat(words.date_format);
}
