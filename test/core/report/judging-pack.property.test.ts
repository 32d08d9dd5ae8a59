import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateTicket } from '../../../src/core/policy/evaluate-ticket.ts';
import type { Activation, Directory } from '../../../src/core/policy/evaluation.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { judgingPack } from '../../../src/core/report/judging-pack.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { aRequest, kyiv } from './a-kyiv-report.ts';
import { WEEK_END, WEEK_START } from './a-week.ts';

const directory: Directory = {
  people: new Map(),
  leads: new Map(),
  deputies: new Map(),
  dutyAddress: null,
  addresses: new Map(),
};
const activation: Activation = {
  enforcingSince: null,
  rules: new Map(),
  packSince: null,
  catchesUp: false,
};

const moment = fc
  .integer({ min: 0, max: 7 * 24 * 4 })
  .map((quarters) => Date.parse(WEEK_START) + quarters * 900_000);
const change = fc.oneof(
  fc
    .constantFrom('open', 'closed', 'handed-over', 'awaiting-applicant', 'awaiting-mrg')
    .map((state) => ({ state })),
  fc.constantFrom('information', 'technical', null).map((group) => ({ group })),
  fc.constantFrom('error', 'new-functionality', null).map((type) => ({ type })),
  fc.constantFrom('critical', 'low', null).map((priority) => ({ priority })),
  fc.constantFrom('10', null).map((owner) => ({ owner })),
);
/** An undoing of ours, by its key, or a plain answer. */
const message = fc.constantFrom('wish-needs-agreement', 'handed-over-without-record', null);
const life = fc.record({
  createdAt: moment,
  channel: fc.constantFrom('email', 'phone'),
  steps: fc.array(fc.tuple(moment, fc.oneof(change, message)), { maxLength: 8 }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

function ticketOf({ createdAt, channel, steps }: Life): Ticket {
  const inOrder = steps.filter(([at]) => at >= createdAt).sort(([one], [other]) => one - other);
  const made = inOrder.map(([at, what], index): Step => {
    const iso = new Date(at).toISOString();
    if (typeof what === 'object' && what !== null) return sets(iso, what);
    const key = what === null ? null : `ticket:1/${what}/h${index}-state`;
    return writes(iso, {
      isInternal: key !== null,
      effectKey: key,
      actor: key === null ? 'agent' : 'service',
    });
  });
  return aRequest(1, new Date(createdAt).toISOString(), { request_channel: channel }, ...made);
}

/** What is found against clauses. */
function violations(ticket: Ticket, pack: CompiledPack): readonly unknown[] {
  const input = { pack, ticket, effects: new Map(), directory, activation };
  const { findings } = evaluateTicket(input, Date.parse(WEEK_END));
  return findings.filter(({ ground }) => ground.kind === 'clause');
}

describe('judgingPack', () => {
  it('finds the same violations with fewer rules', () => {
    const judging = judgingPack(kyiv);
    let found = 0;
    fc.assert(
      fc.property(life, (one) => {
        const ticket = ticketOf(one);
        const expected = violations(ticket, kyiv);
        expect(violations(ticket, judging)).toEqual(expected);
        found += expected.length;
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(50);
    expect(judging.rules.length).toBeLessThan((kyiv.rules.length * 2) / 3);
  });
});
