import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClockReading } from '../../src/core/clock/clock-reading.ts';
import { evaluateClocks } from '../../src/core/clock/evaluate-clocks.ts';
import type { Evaluation } from '../../src/core/policy/evaluation.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { aTicket, at } from '../support/a-ticket.ts';
import type { Step, TicketOptions } from '../support/a-ticket.ts';
import { evaluateAt } from './kyiv.ts';

/** The folder of the e-Қызмет pack. */
export const eFolder = fileURLToPath(new URL('../../mappings/e-qyzmet', import.meta.url));

/** The example overlay that stands beside the pack: 09:00–13:00 and 14:30–18:30 in Almaty (UTC+5). */
export const eOverlay = readFileSync(`${eFolder}/overlay.example.yaml`, 'utf8');

let known: CompiledPack | undefined;

/** The e-Қызмет pack with the hours of the example overlay; compiled once. */
export function ePack(): CompiledPack {
  return (known ??= ePackWith(''));
}

/** The same with more lines of overlay. */
export function ePackWith(overlay: string): CompiledPack {
  return compileTestPack({ pack: eFolder, overlay: `${eOverlay}\n${overlay}` });
}

/** What line 1 or 2 fills in before the developers get a request, by the owner it has. */
export const completeRequest: FieldValues = {
  type: 'error-request',
  priority: 'high',
  owner: '10',
  state_body: 'Акимат города Астаны',
  user_login: 'user-17',
  user_password: 'passed-separately',
  error_description: 'Приказ не сохраняется',
};

/** A call that line 1 registers on Monday, 23 November 2026, at 10:00 in Almaty, and what happens to it. */
export function eTicket(options: TicketOptions = {}, ...steps: readonly Step[]): Ticket {
  const fields = { group: 'line-1', request_channel: 'phone', told_number: true, ...options.fields };
  return aTicket({ at: almaty('10:00'), by: 'agent', ...options, fields }, ...steps);
}

/** A local time of Monday, 23 November 2026, or of a later day of that week, as a UTC instant. */
export function almaty(time: string, day = 23): string {
  return new Date(`2026-11-${day}T${time}:00+05:00`).toISOString();
}

/** The latest cycle of a clock. */
export function eClock(id: string, ticket: Ticket, now: string, pack = ePack()): ClockReading {
  const reading = evaluateClocks({ pack, ticket }, at(now)).findLast(({ clockId }) => clockId === id);
  if (reading === undefined) throw new Error(`no clock ${id}`);
  return reading;
}

/** When the latest cycle of a clock is due, as an ISO instant. */
export function eDue(id: string, ticket: Ticket, now: string, pack = ePack()): string | null {
  const { dueAt } = eClock(id, ticket, now, pack);
  return dueAt === null ? null : new Date(dueAt).toISOString();
}

/** The answer for a ticket at an ISO instant. */
export function eEvaluate(now: string, ticket: Ticket, pack = ePack()): Evaluation {
  return evaluateAt(now, ticket, { pack });
}
