import { IANAZone } from 'luxon';
import { MS_PER_DAY, MS_PER_MINUTE } from './instant.ts';
import type { Instant } from './instant.ts';

/** The clock on the wall of one zone. Local times are milliseconds as if the wall showed UTC. */
export interface WallClock {
  /** What the wall shows at that instant. */
  localAt(at: Instant): number;
  /**
   * The first instant at which the wall shows `local` or later: of a time that occurs twice the earlier one, of a
   * time that is skipped the end of the gap. Hence a span loses what is skipped and holds what is repeated inside it.
   */
  firstAt(local: number): Instant;
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

  const localAt = (at: Instant): number => at + offsetAt(at);

  const firstAt = (local: number): Instant => {
    const dayNumber = Math.floor(local / MS_PER_DAY);
    // No zone is 24 h from UTC, so these two midnights embrace the local day and any change of offset in it.
    const before = offsetAtMidnight(dayNumber - 1);
    const after = offsetAtMidnight(dayNumber + 2);
    const earliest = local - Math.max(before, after);
    if (before === after || localAt(earliest) >= local) return earliest;
    return firstInstant(earliest, local - Math.min(before, after), (at) => localAt(at) >= local);
  };

  return { localAt, firstAt };
}

/** The first instant in `(falseAt, trueAt]` for which a condition that turns true once is true. */
function firstInstant(falseAt: Instant, trueAt: Instant, holds: (at: Instant) => boolean): Instant {
  let [low, high] = [falseAt, trueAt];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
