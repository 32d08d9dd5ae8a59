import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockReading } from '../../../src/core/clock/clock-reading.ts';
import { clocksOf } from '../../../src/core/clock/compile-clocks.ts';
import { evaluateClocks } from '../../../src/core/clock/evaluate-clocks.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { aFault, monday, packWithClock } from './clock-tests.ts';

const MINUTE = 60_000;
const startAt = Date.parse(monday('08:00'));
const iso = (minutes: number): string => new Date(startAt + minutes * MINUTE).toISOString();

const pack = packWithClock(`  - id: line
    label: Line
    starts: { changed: { group: back } }
    restarts: { changed: { group: back } }
    stops: agent-reply
    resumes: applicant-message
    pauses: [{ while: { state_kind: waiting }, product: true }]
    goals: 2h
    product: true
  - { id: days, label: Days, stops: closed, resumes: reopened, goals: 2wd-close, product: true }
  - { id: wall, label: Wall, stops: closed, goals: 30h-elapsed, product: true }
`);

const change = fc.oneof(
  fc.record({ state: fc.constantFrom('open', 'awaiting-applicant', 'closed', 'spam') }),
  fc.record({ priority: fc.constantFrom('high', 'low', null) }),
  fc.record({ group: fc.constantFrom('front', 'back', null) }),
  fc.constantFrom('agent' as const, 'applicant' as const),
);

const tickets = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 900 }), change), { maxLength: 12 })
  .map((changes) => {
    let minutes = 0;
    const steps = changes.map(([later, what]): Step => {
      minutes += later;
      return typeof what === 'string' ? writes(iso(minutes), { actor: what }) : sets(iso(minutes), what);
    });
    return aFault({}, ...steps);
  });

const instants = fc.integer({ min: 0, max: 8000 }).map((minutes) => startAt + minutes * MINUTE);

describe('clocks of any ticket at any instant', () => {
  it('say the same when later facts are not there at all', () => {
    holds(
      fc.property(tickets, instants, (ticket, now) => {
        const known: Ticket = { ...ticket, timeline: ticket.timeline.filter(({ at }) => at <= now) };
        expect(evaluateClocks({ pack, ticket }, now)).toEqual(evaluateClocks({ pack, ticket: known }, now));
      }),
    );
  });

  it('cut the life into stretches without gap, and use what counts', () => {
    holds(
      fc.property(tickets, instants, (ticket, now) => {
        for (const reading of evaluateClocks({ pack, ticket }, now)) {
          const { segments } = reading;
          expect(segments.slice(1).map(({ from }) => from)).toEqual(
            segments.slice(0, -1).map(({ to }) => to),
          );
          expect(segments[0]?.from ?? ticket.createdAt).toBe(ticket.createdAt);
          const countedMs = sum(
            segments.filter(({ counts }) => counts).map((each) => lengthIn(reading, each)),
          );
          expect(reading.usedMs).toBe(countedMs);
        }
      }),
    );
  });

  it('are late if and only if more of a working goal is used than it has', () => {
    holds(
      fc.property(tickets, instants, (ticket, now) => {
        for (const reading of evaluateClocks({ pack, ticket }, now)) {
          const goalMs = workingGoalMs(reading);
          if (goalMs === null || reading.lateAfter === null) continue;
          const seenAt = reading.stoppedAt ?? now;
          expect(seenAt > reading.lateAfter).toBe(reading.usedMs > goalMs);
        }
      }),
    );
  });

  it('never take a miss back', () => {
    holds(
      fc.property(tickets, instants, instants, (ticket, one, other) => {
        const missed = evaluateClocks({ pack, ticket }, Math.min(one, other)).filter(
          ({ state, goals }) => state === 'missed' && goals.at(-1)?.isProvisional === false,
        );
        const later = evaluateClocks({ pack, ticket }, Math.max(one, other));
        for (const { clockId, cycle } of missed) {
          const reading = later.find((each) => each.clockId === clockId && each.cycle === cycle);
          expect(['missed', 'breached', 'left']).toContain(reading?.state);
        }
      }),
    );
  });
});

function holds<Values>(property: fc.IPropertyWithHooks<Values>): void {
  const { failed, counterexample, errorInstance } = fc.check(property, { seed: 20261123, numRuns: 300 });
  expect(failed, `for ${JSON.stringify(counterexample)}: ${String(errorInstance)}`).toBe(false);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function lengthIn(
  { clockId }: ClockReading,
  { from, to, workingMs }: ClockReading['segments'][number],
): number {
  return clockId === 'wall' ? to - from : workingMs;
}

function workingGoalMs({ goals }: ClockReading): number | null {
  const hours = /^(\d+)h$/.exec(goals.at(-1)?.within ?? '')?.[1];
  return hours === undefined ? null : Number(hours) * 60 * MINUTE;
}

it('the clocks of the test are those of the pack', () => {
  expect(clocksOf(pack).map(({ definition }) => definition.id)).toEqual([
    'reaction',
    'resolution',
    'line',
    'days',
    'wall',
  ]);
});
