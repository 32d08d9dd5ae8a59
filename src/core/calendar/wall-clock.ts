import { IANAZone } from 'luxon';
import { MS_PER_DAY, MS_PER_MINUTE } from './instant.ts';
import type { Instant } from './instant.ts';

/** The clock on the wall of one zone. Local times are milliseconds as if the wall showed UTC. */
export interface WallClock {
  /** What the wall shows at that instant. */
  localAt(at: Instant): number;
  /**
   * The instant at which the wall shows `local`: of a time that occurs twice the first; of one that is skipped the
   * instant it would have been had the clock not been changed, so that 02:10 in a gap from 02:00 to 03:00 is 03:10.
   */
  instantOf(local: number): Instant;
}

/** The wall clock of an IANA zone, which must be valid. */
export function createWallClock(zoneName: string): WallClock {
  const zone = IANAZone.create(zoneName);
  const offsetAt = (at: Instant): number => zone.offset(at) * MS_PER_MINUTE;
  const offsetsAtMidnight = new Map<number, number>();

  /** Asking the zone costs microseconds; one answer a day serves all spans of that day. */
  const offsetAtMidnight = (dayNumber: number): number => {
    const known = offsetsAtMidnight.get(dayNumber);
    if (known !== undefined) return known;
    const offset = offsetAt(dayNumber * MS_PER_DAY);
    offsetsAtMidnight.set(dayNumber, offset);
    return offset;
  };

  const localAt = (at: Instant): number => {
    const dayNumber = Math.floor(at / MS_PER_DAY);
    const before = offsetAtMidnight(dayNumber);
    return at + (before === offsetAtMidnight(dayNumber + 1) ? before : offsetAt(at));
  };

  const instantOf = (local: number): Instant => {
    const dayNumber = Math.floor(local / MS_PER_DAY);
    // No zone is 24 h from UTC, so these two midnights embrace the local day and any change of offset in it.
    const before = offsetAtMidnight(dayNumber - 1);
    const after = offsetAtMidnight(dayNumber + 2);
    const showsWithNewOffset = (): boolean =>
      localAt(local - after) === local && localAt(local - before) !== local;
    return before !== after && showsWithNewOffset() ? local - after : local - before;
  };

  return { localAt, instantOf };
}
