import type { WorkingCalendar } from '../../../src/core/calendar/working-calendar.ts';
import type { ClockReading } from '../../../src/core/clock/clock-reading.ts';
import { clocksOf } from '../../../src/core/clock/compile-clocks.ts';
import { evaluateClocks } from '../../../src/core/clock/evaluate-clocks.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { fieldsAt } from '../../../src/core/ticket/history.ts';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import type { RecordedDeadlines } from './escalation-cases.ts';
import type { Answer, Deviation } from './zammad-deviations.ts';
import type { Checkpoint, ZammadLife } from './zammad-life.ts';

/** Zammad calculates in seconds. */
const TOLERANCE_MS = 1_000;

/** One recorded instant of a case beside our answer. */
export interface Comparison {
  readonly what: string;
  readonly ours: number | null;
  readonly recorded: number | null;
  readonly calendar: WorkingCalendar;
}

/** Every recorded instant of a case beside our answer, given some deviations. */
export function compareLife(
  life: ZammadLife,
  pack: CompiledPack,
  deviations: readonly Deviation[],
): readonly Comparison[] {
  let before: Answer | null = null;
  return life.checkpoints.flatMap((checkpoint) => {
    const known = knownAt(checkpoint, life.ticket);
    const ticket = deviations.reduce((told, { retell }) => retell?.(told) ?? told, known);
    let answer: Answer = answerAt(checkpoint, ticket, pack);
    for (const { revise } of deviations) {
      if (revise !== undefined) answer = { ...answer, deadlines: revise(answer, before) };
    }
    before = answer;
    return compare(answer);
  });
}

export function isSameInstant({ ours, recorded }: Comparison): boolean {
  if (ours === null || recorded === null) return ours === recorded;
  return Math.abs(ours - recorded) <= TOLERANCE_MS;
}

/** A closing and the opening after it are the same working time (time rule 3). */
export function isSameWorkingTime(comparison: Comparison): boolean {
  const { ours, recorded, calendar } = comparison;
  if (isSameInstant(comparison)) return true;
  return (
    ours !== null &&
    recorded !== null &&
    calendar.between(ours, recorded) + calendar.between(recorded, ours) <= TOLERANCE_MS
  );
}

export function describeComparison({ what, ours, recorded }: Comparison): string {
  return `${what} ${shown(ours)}, recorded ${shown(recorded)}`;
}

/** Retelling moves facts in time: what was not known yet must not come before the checkpoint. */
function knownAt({ at }: Checkpoint, ticket: Ticket): Ticket {
  return { ...ticket, timeline: ticket.timeline.filter((fact) => fact.at <= at) };
}

function answerAt(checkpoint: Checkpoint, ticket: Ticket, pack: CompiledPack): Answer {
  const readings = new Map(
    evaluateClocks({ pack, ticket }, checkpoint.at).map((reading) => [reading.clockId, reading]),
  );
  const entries = [...readings].map(([id, reading]) => [id, deadlineOf(reading, checkpoint)] as const);
  return {
    checkpoint,
    ticket,
    readings,
    deadlines: Object.fromEntries(entries),
    calendar: calendarOf(fieldsAt(ticket, checkpoint.at), pack),
  };
}

/** All goals of an SLA are on its calendar. */
function calendarOf(fields: FieldValues, pack: CompiledPack): WorkingCalendar {
  const goals = clocksOf(pack).flatMap((clock) => clock.goalFor(fields) ?? []);
  return goals[0]?.calendar ?? pack.defaultCalendar;
}

function deadlineOf({ state, dueAt }: ClockReading, checkpoint: Checkpoint): number | null {
  return !ignoresEscalation(checkpoint) && (state === 'running' || state === 'breached') ? dueAt : null;
}

function ignoresEscalation({ state }: Checkpoint): boolean {
  return /^(?:pending|closed|merged)/.test(state);
}

function compare({ checkpoint, deadlines, calendar }: Answer): Comparison[] {
  const first = deadlines['first-response'] ?? null;
  const update = deadlines['update'] ?? deadlines['response'] ?? null;
  const close = deadlines['solution'] ?? null;
  const running = [first, update, close].filter((at) => at !== null);
  const next = ignoresEscalation(checkpoint) || running.length === 0 ? null : Math.min(...running);
  const ours: Record<keyof RecordedDeadlines, number | null> = {
    first_response_escalation_at: first,
    update_escalation_at: update,
    close_escalation_at: close,
    escalation_at: next,
  };
  return Object.entries(ours).map(([name, at]) => {
    const recorded = checkpoint.recorded[name as keyof RecordedDeadlines];
    const what = `${checkpoint.name}: ${name}`;
    return { what, ours: at, recorded: recorded === null ? null : Date.parse(recorded), calendar };
  });
}

function shown(at: number | null): string {
  return at === null ? 'null' : new Date(at).toISOString();
}
