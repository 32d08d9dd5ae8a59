import type { MinuteSpan } from './roster.ts';

/** The times of a shift, as a cell gives them. */
interface ShiftTimes extends MinuteSpan {
  readonly breaks: readonly MinuteSpan[];
}

/** The shifts of a cell, or what is wrong with it, to be read after the cell's name. */
export type ParsedShifts = { readonly shifts: readonly ShiftTimes[] } | { readonly fault: string };

const SPAN = String.raw`\d{1,2}:\d\d\s*[-–—]\s*\d{1,2}:\d\d`;
const SHIFT = new RegExp(String.raw`^(?<span>${SPAN})\s*(?:\((?<breaks>[^()]*)\))?$`);
const TIMES = /^(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)$/;
const MINUTES_PER_DAY = 1440;

/**
 * Reads a cell such as `09:00-18:00 (13:00-14:00, 16:00-16:15)`: a shift and, in brackets, its breaks. Several shifts of
 * a day are parted by semicolons; a night is written on both of its days. An empty cell holds none.
 */
export function parseShifts(text: string): ParsedShifts {
  const parts = text.split(';').map((part) => part.trim());
  if (text.trim() === '') return { shifts: [] };
  const shifts: ShiftTimes[] = [];
  for (const part of parts) {
    const shift = parseShift(part);
    if ('fault' in shift) return shift;
    const previous = shifts.at(-1);
    if (previous !== undefined && shift.fromMinutes < previous.toMinutes) {
      return { fault: `the shift "${part}" begins before the one before it ends` };
    }
    shifts.push(shift);
  }
  return { shifts };
}

function parseShift(text: string): ShiftTimes | { readonly fault: string } {
  const { span: spanText = '', breaks: breakText = '' } = SHIFT.exec(text)?.groups ?? {};
  if (spanText === '') {
    return { fault: `"${text}" is no shift; write 09:00-18:00, or with breaks 09:00-18:00 (13:00-14:00)` };
  }
  const shift = parseSpan(spanText);
  if (shift === null) return { fault: `"${spanText}" does not end after it begins within one day` };
  const breaks: MinuteSpan[] = [];
  for (const part of breakText.split(',').filter((each) => each.trim() !== '')) {
    const pause = parseSpan(part.trim());
    if (pause === null) return { fault: `"${part.trim()}" is no break; write 13:00-14:00` };
    if (pause.fromMinutes < shift.fromMinutes || pause.toMinutes > shift.toMinutes) {
      return { fault: `the break "${part.trim()}" is not within the shift ${spanText}` };
    }
    if (pause.fromMinutes < (breaks.at(-1)?.toMinutes ?? 0)) {
      return { fault: `the break "${part.trim()}" begins before the one before it ends` };
    }
    breaks.push(pause);
  }
  return { ...shift, breaks };
}

/** Null for what is no time of a day, or does not end after it begins. */
function parseSpan(text: string): MinuteSpan | null {
  const [fromHours = 99, fromPart = 99, toHours = 99, toPart = 99] = (TIMES.exec(text) ?? [])
    .slice(1)
    .map(Number);
  if (fromPart > 59 || toPart > 59) return null;
  const [fromMinutes, toMinutes] = [fromHours * 60 + fromPart, toHours * 60 + toPart];
  return fromMinutes < toMinutes && toMinutes <= MINUTES_PER_DAY ? { fromMinutes, toMinutes } : null;
}
