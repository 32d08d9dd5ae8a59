import { isOurs, UNCOUNTED } from './kyiv-terms.ts';
import type { OpenTime } from './open-time.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife, RawValues } from './raw-lives.ts';

/** What a week is counted from and to, `[from, to)`, on which calendar. */
export interface Week {
  readonly time: OpenTime;
  readonly from: number;
  readonly to: number;
}

/** New in the week, or open when it began or at some instant of it; what counts nowhere in the end included. */
export function isInWeek({ createdAt, saves }: RawLife, { from }: Pick<Week, 'from'>): boolean {
  const before = saves.findLast(({ at }) => at < from);
  const wasOpen = before !== undefined && isOpen(before.after);
  return createdAt >= from || wasOpen || saves.some(({ at, after }) => at >= from && isOpen(after));
}

/** Counted and not closed. */
export function isOpen(values: RawValues): boolean {
  const state = String(values['state']);
  return isOurs(values) && !UNCOUNTED.includes(state) && state !== 'closed';
}

/** Age in working days, up to a limit → service → numbers of the open tickets, oldest first; `Infinity` for the rest. */
export function countAges(
  lives: readonly RawLife[],
  limits: readonly number[],
  { time, to }: Week,
): ReadonlyMap<number, readonly { readonly service: string; readonly number: string }[]> {
  const bands = new Map<number, { service: string; number: string }[]>(
    [...limits, Infinity].map((limit) => [limit, []]),
  );
  const open = lives.filter((life) => isOpen(valuesOf(life)));
  for (const life of open.sort((one, other) => one.createdAt - other.createdAt)) {
    const days = time.between(life.createdAt, to) / time.dayMs;
    const limit = [...bands.keys()].find((each) => days <= each) ?? Infinity;
    bands.get(limit)?.push({ service: String(valuesOf(life)['group']), number: life.number });
  }
  return bands;
}
