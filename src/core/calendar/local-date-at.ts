import type { Instant, LocalDate } from './instant.ts';
import { MS_PER_DAY } from './instant.ts';
import { localDateOf } from './local-day.ts';
import { createWallClock } from './wall-clock.ts';

/** The local date at an instant in an IANA zone, which must be valid. */
export function localDateAt(at: Instant, zone: string): LocalDate {
  return localDateOf(Math.floor(createWallClock(zone).localAt(at) / MS_PER_DAY));
}
