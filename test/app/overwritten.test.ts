import { describe, expect, it } from 'vitest';
import { basisOf, findOverwritten, findUndone } from '../../src/app/overwritten.ts';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { aTicket, at, sets } from '../support/a-ticket.ts';

const readAt = at('2026-11-23T09:00:00Z');
const opened = sets('2026-11-23T08:30:00Z', { state: 'open' });
const before = aTicket({}, opened);
const basis = basisOf(before, { state: 'awaiting', told_number: true }, readAt);
const ours = sets('2026-11-23T09:00:02Z', { state: 'awaiting' }, { by: 'service' });

describe('basisOf', () => {
  it('keeps what people and the service can both write', () => {
    expect(basis).toEqual({ readAt, expected: { state: 'open' } });
  });
});

describe('findOverwritten', () => {
  const lost = (after: Ticket) => findOverwritten(basis, after);

  it("finds a person's value that was there for a moment only", () => {
    const closed = sets('2026-11-23T09:00:01Z', { state: 'closed' });
    expect(lost(aTicket({}, opened, closed, ours))).toEqual({ state: 'closed' });
  });

  it('finds nothing when our write replaced what we had read', () => {
    expect(lost(aTicket({}, opened, ours))).toEqual({});
  });

  it("finds nothing when it was a robot's value, or when somebody changed it again", () => {
    const robot = sets('2026-11-23T09:00:01Z', { state: 'closed' }, { by: 'automation' });
    expect(lost(aTicket({}, opened, robot, ours))).toEqual({});
    const closed = sets('2026-11-23T09:00:01Z', { state: 'closed' });
    const again = sets('2026-11-23T09:00:03Z', { state: 'new' });
    expect(lost(aTicket({}, opened, closed, ours, again))).toEqual({});
  });

  it('finds nothing when our write was not carried out', () => {
    expect(lost(aTicket({}, opened, sets('2026-11-23T09:00:01Z', { state: 'closed' })))).toEqual({});
  });
});

describe('findUndone', () => {
  const pack = compileTestPack();
  const undone = (after: Ticket, set: FieldValues, applicantId?: string) =>
    findUndone(after, { set, ...(applicantId === undefined ? {} : { applicantId }) }, pack);

  it('names what does not show and no person changed since', () => {
    const byRobot = aTicket({}, ours, sets('2026-11-23T09:00:03Z', { state: 'open' }, { by: 'automation' }));
    expect(undone(byRobot, { state: 'awaiting' })).toEqual(['state']);
    expect(undone(aTicket({ fields: { told_number: null } }), { told_number: true })).toEqual([
      'told_number',
    ]);
  });

  it('leaves alone what shows, what a person changed, and the seconds of an instant', () => {
    expect(undone(aTicket({}, ours), { state: 'awaiting' })).toEqual([]);
    expect(
      undone(aTicket({}, ours, sets('2026-11-23T09:00:03Z', { state: 'open' })), { state: 'awaiting' }),
    ).toEqual([]);
    expect(undone(aTicket({ fields: { due: readAt } }), { due: readAt + 30_000 })).toEqual([]);
  });

  it('names an applicant who is still another', () => {
    expect(undone(aTicket({}), {}, '21')).toEqual(['applicant']);
    expect(undone(aTicket({}), {}, '20')).toEqual([]);
  });
});
