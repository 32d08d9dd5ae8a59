import { DateTime } from 'luxon';
import type { Instant } from '../../core/calendar/instant.ts';

/** An instant on the pack's wall clock, to the minute. */
export function renderMinute(at: Instant, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
