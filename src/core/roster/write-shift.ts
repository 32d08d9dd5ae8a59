import type { MinuteSpan, Shift } from './roster.ts';

/** The times of a shift as a cell gives them: `09:00-18:00 (13:00-14:00)`. */
export function writeShift({ breaks, ...span }: Pick<Shift, keyof MinuteSpan | 'breaks'>): string {
  const pauses = breaks.map(writeSpan).join(', ');
  return pauses === '' ? writeSpan(span) : `${writeSpan(span)} (${pauses})`;
}

/** A span of the day: `09:00-18:00`. */
export function writeSpan({ fromMinutes, toMinutes }: MinuteSpan): string {
  return `${writeTime(fromMinutes)}-${writeTime(toMinutes)}`;
}

function writeTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
