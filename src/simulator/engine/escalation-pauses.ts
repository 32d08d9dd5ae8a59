import { DateTime } from 'luxon';

import type { Calendar, Ticket } from '../state/records.ts';
import type { World } from '../state/world.ts';
import { wallTime, workingHoursOf, type Interval } from './working-time.ts';

/** The finished stays in states that stop the clock, cut to whole minutes of local time. */
export function pausesOf(world: World, ticket: Ticket, calendar: Calendar): Interval[] {
  const turns = world.history
    .where('ticket_id', ticket.id)
    .filter((entry) => entry.object === 'Ticket' && entry.attribute === 'state')
    .map((entry) => ({ state: entry.value_to, from: entry.value_from, at: entry.created_at }));
  const first = turns[0];
  if (first === undefined) return [];
  if (first.at !== ticket.created_at) turns.unshift({ state: first.from, from: null, at: ticket.created_at });
  const stopping = new Set(
    world.states.filter((state) => state.ignore_escalation).map((state) => state.name),
  );
  const { zone } = workingHoursOf(calendar);
  const byDayAndStart = new Map<string, Interval>();
  turns.slice(1).forEach((turn, index) => {
    const stay = turns[index];
    if (stay === undefined || !stopping.has(stay.state ?? '')) return;
    for (const [key, pause] of dailyPauses(stay.at, turn.at, zone)) byDayAndStart.set(key, pause);
  });
  return [...byDayAndStart.values()].sort((a, b) => a.fromMs - b.fromMs);
}

function* dailyPauses(from: string, to: string, zone: string): Generator<[key: string, pause: Interval]> {
  const start = DateTime.fromISO(from, { zone });
  const end = DateTime.fromISO(to, { zone });
  for (let day = start.startOf('day'); day <= end; day = day.plus({ days: 1 })) {
    const opens = day.hasSame(start, 'day') ? start.toFormat('HH:mm') : '00:00';
    const closes = day.hasSame(end, 'day') ? end.toFormat('HH:mm') : '24:00';
    yield [
      `${day.toISODate() ?? ''} ${opens}`,
      { fromMs: wallTime(day, opens), toMs: wallTime(day, closes) },
    ];
  }
}
