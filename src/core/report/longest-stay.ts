import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { hasValue } from '../ticket/matches-value.ts';
import type { TicketHistory } from '../ticket/history.ts';

/** With whom and how a ticket stood for some of the time that counted on a clock. */
export interface Stay {
  readonly group: string | null;
  readonly state: string | null;
  readonly hasOwner: boolean;
  readonly workingMs: number;
}

/**
 * With which group, in which state and with or without a responsible person the ticket spent most of the time that
 * counted on the clock: the nearest that recorded facts come to why it ran out. Of equal ones the first.
 */
export function findLongestStay(
  { segments }: ClockReading,
  { acts, now }: TicketHistory,
  calendar: WorkingCalendar,
): Stay | null {
  const counted = segments.filter(({ counts }) => counts);
  const stays = new Map<string, Stay>();
  for (const [index, { at, fieldsAfter }] of acts.entries()) {
    const until = acts[index + 1]?.at ?? now;
    let workingMs = 0;
    for (const { from, to } of counted) {
      if (from < until && to > at) workingMs += calendar.between(Math.max(from, at), Math.min(to, until));
    }
    const group = textOf(fieldsAfter['group']);
    const state = textOf(fieldsAfter['state']);
    const hasOwner = hasValue(fieldsAfter['owner']);
    const key = `${group ?? ''}/${state ?? ''}/${hasOwner}`;
    stays.set(key, { group, state, hasOwner, workingMs: workingMs + (stays.get(key)?.workingMs ?? 0) });
  }
  return [...stays.values()].reduce<Stay | null>(
    (longest, stay) => (stay.workingMs > (longest?.workingMs ?? 0) ? stay : longest),
    null,
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
