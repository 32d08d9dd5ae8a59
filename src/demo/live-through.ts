import type { Instant } from '../core/calendar/instant.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { WorkingCalendar } from '../core/calendar/working-calendar.ts';
import type { VirtualClock } from '../simulator/clock.ts';
import type { ScriptedStep, ScriptedTicket } from './scripted-ticket.ts';

/** Some weeks of the demo, and what happens in them. */
export interface Life {
  readonly tickets: readonly ScriptedTicket[];
  readonly fromAt: Instant;
  readonly weeks: number;
  readonly endOfWeek: (week: number) => Instant;
  readonly virtual: VirtualClock;
  /** The hours in which the daemon looks oftener. */
  readonly calendar: WorkingCalendar;
  readonly play: (ticket: ScriptedTicket, step: ScriptedStep) => Promise<void>;
  readonly tick: () => Promise<unknown>;
  /** After the last tick of each week. */
  readonly endWeek: () => Promise<void>;
  readonly isAnythingDue: () => Promise<boolean>;
  readonly onProgress: (share: number, at: Instant) => void;
}

const tickEveryMs = 15 * MS_PER_MINUTE;
const idleTickEveryMs = 120 * MS_PER_MINUTE;
/** After a machine's letter the daemon takes it in at once and writes to whom it is about. */
const takeInTicksMs = [1, 4].map((minutes) => minutes * MS_PER_MINUTE);
const weekMs = 7 * MS_PER_DAY;

/** Plays steps, ticks and ends of weeks in order of virtual time. */
export async function liveThrough(life: Life): Promise<void> {
  const { virtual, tickets, fromAt, weeks } = life;
  const steps = tickets
    .flatMap((ticket) => ticket.steps.map((step) => ({ at: step.at, ticket, step })))
    .sort((a, b) => a.at - b.at);
  let next = 0;
  let week = 1;
  let isQuiet = false;
  let weekEndsAt = life.endOfWeek(week);
  let usualAt = fromAt;
  let soon: readonly Instant[] = [];
  while (week <= weeks) {
    const step = steps[next];
    const tickAt = Math.min(usualAt, ...soon);
    if (step !== undefined && step.at <= Math.min(tickAt, weekEndsAt)) {
      virtual.advanceTo(Math.max(step.at, virtual.now()));
      await life.play(step.ticket, step.step);
      next += 1;
      isQuiet = false;
      if (isMachineLetter(step.step)) soon = [...soon, ...takeInTicksMs.map((ms) => step.at + ms)];
    } else if (weekEndsAt <= tickAt) {
      virtual.advanceTo(weekEndsAt);
      await life.tick();
      await life.endWeek();
      week += 1;
      weekEndsAt = life.endOfWeek(week);
    } else {
      virtual.advanceTo(tickAt);
      // A tick in which nothing happened and nothing is due would do nothing: weeks of them would take a while.
      if (!isQuiet || soon.includes(tickAt) || (await life.isAnythingDue())) await life.tick();
      isQuiet = true;
      life.onProgress((tickAt - fromAt) / (weeks * weekMs), tickAt);
      soon = soon.filter((at) => at > tickAt);
      if (tickAt === usualAt) usualAt += life.calendar.isOpen(tickAt) ? tickEveryMs : idleTickEveryMs;
    }
  }
}

function isMachineLetter(step: ScriptedStep): boolean {
  return step.what === 'register' && step.machine !== null;
}
