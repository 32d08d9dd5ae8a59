import { DateTime } from 'luxon';
import { MS_PER_MINUTE } from '../../core/calendar/instant.ts';
import type { Instant } from '../../core/calendar/instant.ts';

/** Zones change their offset at full quarters of an hour. */
const STEP_MS = 15 * MS_PER_MINUTE;

/**
 * Turns instants into local times. A spreadsheet knows no zones: the local time is written as if it were UTC. Asking a
 * zone costs more than anything else of a cell, so each quarter of an hour is asked about once.
 */
export function localTimesOf(zone: string): (at: Instant) => Date {
  const offsets = new Map<number, number>();
  return (at) => {
    const step = Math.floor(at / STEP_MS);
    const offsetMs = offsets.get(step) ?? DateTime.fromMillis(at, { zone }).offset * MS_PER_MINUTE;
    offsets.set(step, offsetMs);
    return new Date(at + offsetMs);
  };
}
