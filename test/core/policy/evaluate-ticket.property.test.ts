import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/core/policy/evaluation.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { effectsWith, evaluationOf } from './evaluation-of.ts';

const start = at('2026-11-23T08:00:00Z');
const MINUTE = 60_000;

/** The life of a ticket of the Kyiv pack: what people and robots do, minutes apart. */
const lives = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 1_500 }),
    fc.constantFrom<(when: string) => Step>(
      (when) => sets(when, { type: 'error', priority: 'high' }),
      (when) => sets(when, { type: 'new-functionality' }),
      (when) => sets(when, { priority: 'low' }),
      (when) => sets(when, { priority: 'critical' }),
      (when) => sets(when, { type: null }),
      (when) => sets(when, { owner: '10' }),
      (when) => sets(when, { state: 'open' }),
      (when) => sets(when, { state: 'awaiting-applicant', hindrance: 'insufficient-information' }),
      (when) => sets(when, { state: 'postponed', postponed_until: '2026-11-27' }),
      (when) => sets(when, { state: 'closed' }),
      (when) => sets(when, { state: 'open' }, { by: 'automation' }),
      (when) => sets(when, { group: 'organizational' }),
      (when) => sets(when, { group: 'information' }),
      (when) => sets(when, { told_registration: true }),
      (when) => sets(when, { reaction_due_at: start }, { by: 'automation' }),
      (when) => writes(when),
      (when) => writes(when, { actor: 'applicant' }),
      (when) => writes(when, { actor: 'automation', notice: 'registration', delivery: 'failed' }),
      (when) => writes(when, { channel: 'note', isInternal: true }),
    ),
  ),
  { maxLength: 8 },
);

function ticketOf(
  steps: readonly (readonly [number, (when: string) => Step])[],
  channel: 'email' | 'phone',
): Ticket {
  let when = start;
  const later = steps.map(([minutes, step]) => step(new Date((when += minutes * MINUTE)).toISOString()));
  const first = writes(new Date(start + 10).toISOString(), {
    actor: channel === 'phone' ? 'agent' : 'applicant',
    sender: 'applicant',
    channel,
  });
  return aTicket({ fields: { group: 'information' } }, first, ...later);
}

/** What an evaluation says apart from amounts that grow with time. */
function decisions(evaluation: Evaluation): unknown {
  return {
    clocks: evaluation.clocks.map(({ clockId, cycle, state }) => `${clockId} ${cycle} ${state}`),
    findings: evaluation.findings,
    intents: evaluation.intents.map(({ key, article, set }) => [key, article?.kind, set]),
    skipped: evaluation.skipped.map(({ intent, why }) => [intent.key, why]),
    wakeAt: evaluation.wakeAt,
  };
}

const situations = fc.record({
  steps: lives,
  channel: fc.constantFrom<'email' | 'phone'>('email', 'phone'),
  passedMinutes: fc.integer({ min: 0, max: 10_000 }),
});

const kyiv: CompiledPack = compileTestPack({
  pack: `${import.meta.dirname}/../../../mappings/kyiv-public-budget`,
});

describe('evaluateTicket', () => {
  it('says the same until the instant it names', () => {
    fc.assert(
      fc.property(
        situations,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ steps, channel, passedMinutes }, share) => {
          const ticket = ticketOf(steps, channel);
          const now = start + passedMinutes * MINUTE;
          const evaluation = evaluationOf(kyiv, ticket, now);
          const untilAt = evaluation.wakeAt ?? now + 30 * 24 * 60 * MINUTE;
          expect(untilAt).toBeGreaterThan(now);
          for (const at of [now + Math.floor((untilAt - 1 - now) * share), untilAt - 1]) {
            expect(decisions(evaluationOf(kyiv, ticket, at))).toEqual(decisions(evaluation));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('owes nothing twice: evaluated again with everything done, nothing of it is left', () => {
    fc.assert(
      fc.property(situations, ({ steps, channel, passedMinutes }) => {
        const ticket = ticketOf(steps, channel);
        const now = start + passedMinutes * MINUTE;
        const first = evaluationOf(kyiv, ticket, now);
        const keys = [...first.intents, ...first.skipped.map(({ intent }) => intent)].map(({ key }) => key);
        const again = evaluationOf(kyiv, ticket, now, { effects: effectsWith('done', ...keys) });
        const left = [...again.intents, ...again.skipped.map(({ intent }) => intent)].map(({ key }) => key);
        expect(left.filter((key) => keys.includes(key))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('never has one key twice, and every key begins with its subject and rule', () => {
    fc.assert(
      fc.property(situations, ({ steps, channel, passedMinutes }) => {
        const { intents, skipped } = evaluationOf(
          kyiv,
          ticketOf(steps, channel),
          start + passedMinutes * MINUTE,
        );
        const all = [...intents, ...skipped.map(({ intent }) => intent)];
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        expect(all.filter(({ key, subject, ruleId }) => !key.startsWith(`${subject}/${ruleId}/`))).toEqual(
          [],
        );
      }),
      { numRuns: 100 },
    );
  });

  it('looks no further than now', () => {
    fc.assert(
      fc.property(situations, ({ steps, channel, passedMinutes }) => {
        const ticket = ticketOf(steps, channel);
        const now = start + passedMinutes * MINUTE;
        const known = { ...ticket, timeline: ticket.timeline.filter(({ at }) => at <= now) };
        const asOf = evaluationOf(kyiv, ticket, now);
        expect({ ...asOf, wakeAt: null }).toEqual({ ...evaluationOf(kyiv, known, now), wakeAt: null });
      }),
      { numRuns: 100 },
    );
  });
});
