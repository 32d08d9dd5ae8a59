import { DateTime } from 'luxon';
import type { Instant, LocalDate } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { DocumentWords } from './document-words.ts';

/** What every part of a document is written with. */
export interface DocumentContext {
  readonly pack: CompiledPack;
  readonly language: string;
  readonly words: DocumentWords;
}

/** An instant as people of the pack's zone write it. */
export function writeInstant(at: Instant, { pack, words }: DocumentContext): string {
  return DateTime.fromMillis(at, { zone: pack.manifest.zone }).toFormat(words.date_time_format);
}

/** The local date of an instant as people write it. */
export function writeDay(at: Instant, { pack, words }: DocumentContext): string {
  return DateTime.fromMillis(at, { zone: pack.manifest.zone }).toFormat(words.date_format);
}

/** A local date as people write it; what is no date stays as it is. */
export function writeDate(on: LocalDate, { words }: DocumentContext): string {
  const date = DateTime.fromISO(on, { zone: 'utc' });
  return date.isValid ? date.toFormat(words.date_format) : on;
}

/** A local date as documents are dated: 25 ноября 2026 г. */
export function writeLongDay(at: Instant, { pack, language }: DocumentContext): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: pack.manifest.zone }).format(at);
}
