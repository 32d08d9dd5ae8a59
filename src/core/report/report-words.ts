import { DateTime } from 'luxon';
import type { Instant, LocalDate } from '../calendar/instant.ts';

/** Every word a report needs besides the regulation's own; a pack may say any of them otherwise. */
export const wordKeys = [
  'date_format',
  'date_time_format',
  'locale_id',
  'as_of',
  'page_of',
  'yes',
  'no',
  'number',
  'received',
  'type',
  'priority',
  'group',
  'state',
  'owner',
  'line',
  'term',
  'overdue',
  'other',
  'total',
  'rows_of',
  'method_sheet',
  'method_title',
  'method_period_from',
  'method_period_to',
  'method_cut_off',
  'method_zone',
  'method_regulation',
  'method_pack',
  'method_pack_hash',
  'method_ledger_seq',
  'method_ledger_hash',
  'method_ledger_empty',
  'method_counts',
  'method_open_at_start',
  'method_returned',
  'method_registered',
  'method_excluded',
  'method_excluded_merged',
  'method_excluded_uncounted',
  'method_excluded_left',
  'method_excluded_gone',
  'method_resolved',
  'method_open',
  'method_balance',
  'method_other_base',
  'method_received',
  'method_received_resolved',
  'method_rules',
  'method_rule_universe',
  'method_rule_resolved',
  'method_rule_open',
  'method_rule_shares',
  'method_rule_cut_off',
  'method_rule_excluded',
  'method_rule_term',
  'method_rule_paused',
] as const;

/** One of {@link wordKeys}. */
export type WordKey = (typeof wordKeys)[number];

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
