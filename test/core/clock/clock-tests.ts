import type { ClockReading } from '../../../src/core/clock/clock-reading.ts';
import { evaluateClocks } from '../../../src/core/clock/evaluate-clocks.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import type { Step, TicketOptions } from '../../support/a-ticket.ts';

/**
 * The small pack with further clocks (YAML list items). It works Monday to Friday 09:00–18:00 in Kyiv, in November
 * 07:00–16:00 UTC; 23 November 2026 is a Monday. Faults of high priority have 4 h, of low 16 h, questions 3 days.
 */
export function packWithClock(yaml = ''): CompiledPack {
  return compileTestPack(yaml === '' ? {} : { files: { 'clocks/more.yaml': `clocks:\n${yaml}` } });
}

export const classified: FieldValues = { type: 'fault', priority: 'high' };

/** A ticket of the front desk, a fault of high priority registered at 10:00 on Monday unless said otherwise. */
export function aFault(options: TicketOptions, ...steps: Step[]): Ticket {
  const fields = { ...classified, group: 'front', ...options.fields };
  return aTicket({ at: monday('08:00'), ...options, fields }, ...steps);
}

/** A UTC time of Monday 23 November 2026, or of the day in that week that is named. */
export function monday(time: string): string {
  return `2026-11-23T${time}:00Z`;
}
export function tuesday(time: string): string {
  return `2026-11-24T${time}:00Z`;
}

export function state(when: string, to: string): Step {
  return sets(when, { state: to });
}

/** The readings of one clock, oldest cycle first, of a pack that nothing is remembered of. */
export function cyclesOf(
  pack: CompiledPack,
  clockId: string,
  ticket: Ticket,
  now: string,
): readonly ClockReading[] {
  return evaluateClocks({ pack: { ...pack }, ticket }, at(now)).filter(
    (reading) => reading.clockId === clockId,
  );
}

/** The latest cycle of a clock in a few words: state, due (UTC), hours used. */
export function latest(pack: CompiledPack, clockId: string, ticket: Ticket, now: string): string {
  return inWords(cyclesOf(pack, clockId, ticket, now).at(-1));
}

export function inWords(reading: ClockReading | undefined): string {
  if (reading === undefined) return 'none';
  const due = reading.dueAt === null ? 'no due' : `due ${new Date(reading.dueAt).toISOString().slice(8, 16)}`;
  return `${reading.state}, ${due.replace('T', ' ')}, used ${reading.usedMs / 3_600_000} h`;
}
