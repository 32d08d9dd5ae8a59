import type { WorkingCalendar } from '../../../src/core/calendar/working-calendar.ts';
import type { ClockReading } from '../../../src/core/clock/clock-reading.ts';
import { MS_PER_MINUTE } from '../../../src/core/calendar/instant.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import type { Checkpoint } from './zammad-life.ts';

/** When the ticket escalates, by clock of the pack; null where a clock has stopped, or the state ignores escalation. */
type Deadlines = Readonly<Record<string, number | null>>;

/** What we answer at a checkpoint. */
export interface Answer {
  readonly checkpoint: Checkpoint;
  /** As it is known at the checkpoint. */
  readonly ticket: Ticket;
  /** Of the SLA in force. */
  readonly calendar: WorkingCalendar;
  /** The latest cycle of each clock. */
  readonly readings: ReadonlyMap<string, ClockReading>;
  readonly deadlines: Deadlines;
}

/** How Zammad's answer follows from ours where the two differ on purpose, and the time rule that says so. */
export interface Deviation {
  readonly name: string;
  readonly rule: string;
  /** Turns what happened into what Zammad makes of it. */
  readonly retell?: (ticket: Ticket) => Ticket;
  /** Turns our answer into Zammad's; told the answer at the checkpoint before. */
  readonly revise?: (answer: Answer, before: Answer | null) => Deadlines;
}

/** Where Zammad differs on purpose. */
export const deviations: readonly Deviation[] = [
  {
    name: 'an instant carried over a closing is rounded up to a whole second',
    rule: '1: instants are milliseconds',
    revise: (answer) =>
      mapDeadlines(answer.deadlines, (dueAt, clock) => wholeSecondWhenCarried(dueAt, clock, answer)),
  },
  {
    name: 'a goal used up where counting ends is due where counting begins again',
    rule: '3: a span used up exactly at closing ends at the closing',
    revise: (answer) =>
      mapDeadlines(answer.deadlines, (dueAt, clock) => whereCountingResumes(dueAt, clock, answer)),
  },
  {
    name: 'pauses begin and end at whole minutes',
    rule: '1: instants are milliseconds',
    retell: (ticket) => ({
      ...ticket,
      timeline: ticket.timeline.map((fact) =>
        fact.kind === 'field-changed' && fact.field === 'state'
          ? { ...fact, at: wholeMinute(fact.at) }
          : fact,
      ),
    }),
  },
  {
    name: 'an edited SLA or calendar counts from the next save, unless everything is rebuilt',
    rule: '12: an edit recomputes open tickets',
    revise: ({ checkpoint, deadlines }, before) =>
      before !== null && isUnsavedEdit(checkpoint) ? before.deadlines : deadlines,
  },
  {
    name: 'the first closing leaves the deadline of a first response never given standing',
    rule: '13: never trust the helpdesk’s own result fields',
    revise: ({ checkpoint, ticket, readings, deadlines }, before) => {
      const name = 'first-response';
      const isOpen = readings.get(name)?.stoppedAt === null;
      if (before === null || checkpoint.state !== 'closed' || !isOpen) return deadlines;
      const closesNow = before.checkpoint.state !== 'closed' && closings(ticket) === 1;
      const isRebuilt = checkpoint.event === null;
      return closesNow || isRebuilt ? { ...deadlines, [name]: before.deadlines[name] ?? null } : deadlines;
    },
  },
];

function wholeSecondWhenCarried(dueAt: number, clockId: string, answer: Answer): number {
  const startedAt = answer.readings.get(clockId)?.startedAt ?? dueAt;
  const isCarried = answer.calendar.between(startedAt, dueAt) < dueAt - startedAt;
  return isCarried ? Math.ceil(dueAt / 1000) * 1000 : dueAt;
}

function whereCountingResumes(dueAt: number, clockId: string, answer: Answer): number {
  const pause = answer.readings
    .get(clockId)
    ?.segments.find(({ counts, from, to }) => !counts && from <= dueAt && dueAt < to);
  const resumesAt = answer.calendar.nextOpening(pause?.to ?? dueAt);
  return resumesAt === dueAt ? dueAt : whereCountingResumes(resumesAt, clockId, answer);
}

function closings({ timeline }: Ticket): number {
  return timeline.filter(
    (fact) => fact.kind === 'field-changed' && fact.field === 'state' && fact.to === 'closed',
  ).length;
}

function isUnsavedEdit({ event }: Checkpoint): boolean {
  return event?.type === 'sla' || event?.type === 'calendar';
}

function wholeMinute(at: number): number {
  return at - (at % MS_PER_MINUTE);
}

function mapDeadlines(deadlines: Deadlines, revise: (dueAt: number, clock: string) => number): Deadlines {
  return Object.fromEntries(
    Object.entries(deadlines).map(([clock, dueAt]) => [clock, dueAt === null ? null : revise(dueAt, clock)]),
  );
}
