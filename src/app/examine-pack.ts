import type { Instant } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';

/** Something about pack and overlay that wants a person's eye. */
export interface PackRemark {
  readonly topic: 'overlay' | 'calendar';
  readonly message: string;
}

const dayMs = 24 * 3_600_000;
const soonMs = 21 * dayMs;
/** A year's days off are known, or decreed, some weeks before it begins. */
const nextYearMs = 60 * dayMs;

/** What stands in the example overlays where the operator is to write. */
const placeholders = new Set(['заповніть', 'заполните', 'todo']);

/**
 * What the operator still has to supply, and what of it ends soon: entries of the overlay and confirmed suspensions of
 * holidays within three weeks of `now`, the last year for which a calendar lists days off within sixty days.
 */
export function examinePack(pack: CompiledPack, now: Instant): readonly PackRemark[] {
  return [
    ...missingEntries(pack),
    ...endingEntries(pack, now),
    ...endingSuspensions(pack, now),
    ...endingLists(pack, now),
  ];
}

function missingEntries({ manifest, overlay, groups }: CompiledPack): readonly PackRemark[] {
  const filled = Object.entries(overlay.values).filter(([, value]) => !isPlaceholder(value));
  const supplied = new Set([
    ...filled.map(([id]) => id),
    ...Object.keys(overlay.intake),
    ...Object.keys(overlay.addresses),
    ...(Object.keys(overlay.leads).length > 0 ? ['leads'] : []),
    ...(overlay.duty_address === undefined ? [] : ['duty_address']),
    ...Object.keys(overlay.calendar_hours),
  ]);
  const leaderless = [...groups.keys()].filter((id) => overlay.leads[id] === undefined);
  return [
    ...manifest.expects
      .filter(({ id }) => !supplied.has(id))
      .map(({ id, summary }) => ({ topic: 'overlay', message: `lacks ${id}: ${summary}` }) as const),
    ...leaderless.map(
      (id) =>
        ({
          topic: 'overlay',
          message: `names no lead of ${id}: escalations go to the duty address`,
        }) as const,
    ),
  ];
}

function isPlaceholder(value: unknown): boolean {
  if (typeof value === 'string') return placeholders.has(value.trim().toLowerCase());
  return Array.isArray(value) && value.length > 0 && value.every(isPlaceholder);
}

/** Lists of dated periods (`to`) of which the last ends soon or has ended. */
function endingEntries({ overlay }: CompiledPack, now: Instant): readonly PackRemark[] {
  return Object.entries(overlay.values).flatMap(([id, value]): PackRemark[] => {
    const ends = (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap(endOf).sort();
    const last = ends.at(-1);
    return last === undefined || !isSoon(last, now)
      ? []
      : [{ topic: 'overlay', message: `${id}: the last entry ends on ${last}; add the next ones` }];
  });
}

function endOf(entry: unknown): string[] {
  if (typeof entry !== 'object' || entry === null || !('to' in entry)) return [];
  return typeof entry.to === 'string' && !Number.isNaN(Date.parse(entry.to)) ? [entry.to] : [];
}

function endingSuspensions(pack: CompiledPack, now: Instant): readonly PackRemark[] {
  return [...pack.confirmations]
    .filter(([, on]) => isSoon(on, now))
    .map(([id, on]) => ({
      topic: 'calendar',
      message: `${id}: the suspension of holidays is confirmed only until ${on}; check the law and set confirmed_until`,
    }));
}

/** Calendars that list days off, and none beyond a year that is about to end. */
function endingLists(pack: CompiledPack, now: Instant): readonly PackRemark[] {
  return [...pack.lastDaysOff]
    .map(([id, on]) => [id, on.slice(0, 4)] as const)
    .filter(([, year]) => Date.parse(`${Number(year) + 1}-01-01`) - now < nextYearMs)
    .map(([id, year]) => ({
      topic: 'calendar',
      message: `${id}: its list of days off ends with ${year}; add the next year's to the pack, or to the overlay (calendar_exceptions)`,
    }));
}

function isSoon(on: string, now: Instant): boolean {
  return Date.parse(on) - now < soonMs;
}
