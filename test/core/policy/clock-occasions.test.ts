import { describe, expect, it } from 'vitest';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { Step, TicketOptions } from '../../support/a-ticket.ts';
import type { Finding } from '../../../src/core/policy/intent.ts';
import { evaluationOf, packWithRules } from './evaluation-of.ts';

const fields = { group: 'front', type: 'fault', priority: 'high' };
const note = { notify: ['owner'], text: 'note-undone' };
const actions = [{ finding: 'seen' }, note];

function look(
  on: Readonly<Record<string, unknown>>,
  now: string,
  { options = {}, steps = [] }: { options?: TicketOptions; steps?: Step[] } = {},
): { findings: readonly Finding[]; owed: number; wakeAt: number | null } {
  const { clocks } = compileTestPack({
    files: {
      'clocks/more.yaml': `clocks:
  - { id: again, label: A, stops: closed, restarts: assigned, goals: 1h, product: true }
  - { id: back, label: B, stops: closed, resumes: reopened, goals: 1h, product: true }
`,
    },
  });
  const pack = { ...packWithRules([{ on, do: actions }]), clocks };
  const ticket = aTicket({ ...options, fields: { ...fields, ...options.fields } }, ...steps);
  const { findings, intents, wakeAt } = evaluationOf(pack, ticket, now);
  return { findings, owed: intents.filter(({ ruleId }) => ruleId === 'rule').length, wakeAt };
}
const breach = { clock: 'reaction', at: 'breach' };
const due = { clock: 'reaction', at: 'due' };
const lower = (when: string, to = 'low'): Step => sets(when, { priority: to }, { who: '77' });

describe('a due instant', () => {
  it('comes to a clock that runs and to one that has stopped', () => {
    for (const steps of [[], [writes('2026-11-23T08:30:00Z')]]) {
      expect(look(due, '2026-11-23T08:59:59.999Z', { steps })).toMatchObject({ findings: [], owed: 0 });
      const answer = look(due, '2026-11-23T09:00:00Z', { steps });
      expect(answer).toMatchObject({ findings: [{ at: at('2026-11-23T09:00:00Z') }], owed: 1 });
    }
  });

  it('comes no sooner than the goal is known, and by no provisional one', () => {
    const options = { fields: { type: null } };
    expect(look(due, '2026-11-23T12:00:00Z', { options })).toMatchObject({ findings: [], owed: 0 });
    const steps = [sets('2026-11-23T13:00:00Z', { type: 'fault' })];
    const { findings } = look(due, '2026-11-23T14:00:00Z', { options, steps });
    expect(findings).toMatchObject([{ at: at('2026-11-23T13:00:00Z') }]);
  });
});

describe('a breach', () => {
  it('is on record with the clock it rests on, and is told', () => {
    const answer = look(breach, '2026-11-23T09:30:00Z');
    expect(answer).toMatchObject({ owed: 1 });
    expect(answer.findings).toMatchObject([
      { at: at('2026-11-23T09:00:00Z'), evidence: ['reaction'], withdrawn: null },
    ]);
  });

  it('stays on record with what ended it late', () => {
    const answer = look(breach, '2026-11-23T12:00:00Z', { steps: [writes('2026-11-23T10:00:00Z')] });
    expect(answer.findings).toMatchObject([
      { at: at('2026-11-23T09:00:00Z'), evidence: ['reaction', 'a1'], withdrawn: null },
    ]);
  });

  it('is none of a clock that stopped in time, nor of one that stands still', () => {
    expect(
      look(breach, '2026-11-23T12:00:00Z', { steps: [writes('2026-11-23T08:30:00Z')] }).findings,
    ).toEqual([]);
    const waiting = sets('2026-11-23T09:00:00Z', { state: 'awaiting-applicant' });
    const still = look({ clock: 'resolution', at: 'breach' }, '2026-11-25T12:00:00Z', { steps: [waiting] });
    expect(still).toMatchObject({ findings: [], owed: 0 });
  });

  it('by an earlier goal is on record as withdrawn, and is told no more', () => {
    const answer = look(breach, '2026-11-23T10:00:00Z', { steps: [lower('2026-11-23T09:30:00Z')] });
    expect(answer).toMatchObject({ owed: 0 });
    expect(answer.findings).toEqual([
      {
        key: 'ticket:1/rule/reaction.0.fault.high',
        subject: 'ticket:1',
        ruleId: 'rule',
        code: 'seen',
        ground: { kind: 'clause', clause: 'S 1' },
        at: at('2026-11-23T09:00:00Z'),
        evidence: ['reaction'],
        withdrawn: { at: at('2026-11-23T09:30:00Z'), actorId: '77' },
      },
    ]);
  });

  it('by an earlier goal is told apart from that of another clock', () => {
    const on = { clock: 'resolution', at: 'breach' };
    const answer = look(on, '2026-11-23T14:00:00Z', { steps: [lower('2026-11-23T13:00:00Z')] });
    expect(answer.findings).toMatchObject([
      {
        key: 'ticket:1/rule/resolution.0.fault.high',
        at: at('2026-11-23T12:00:00Z'),
        evidence: ['resolution'],
        withdrawn: { at: at('2026-11-23T13:00:00Z') },
      },
    ]);
  });

  it('by an earlier goal is laid to whoever changed it, not to who acted later', () => {
    const steps = [
      lower('2026-11-23T09:30:00Z'),
      sets('2026-11-23T09:40:00Z', { process: 'access' }, { who: '88' }),
    ];
    expect(look(breach, '2026-11-23T10:00:00Z', { steps }).findings).toMatchObject([
      { withdrawn: { actorId: '77' } },
    ]);
  });

  it('by an earlier goal was none when that was changed in time', () => {
    const answer = look(breach, '2026-11-23T10:00:00Z', { steps: [lower('2026-11-23T08:59:00Z')] });
    expect(answer.findings).toEqual([]);
  });

  it('was none by a provisional goal, however long that was over', () => {
    const options = { fields: { type: null } };
    const classify = sets('2026-11-23T11:00:00Z', { type: 'fault', priority: 'low' });
    expect(look(breach, '2026-11-23T11:30:00Z', { options, steps: [classify] }).findings).toEqual([]);
  });

  it('counts by each goal it came under', () => {
    const steps = [lower('2026-11-23T09:30:00Z'), lower('2026-11-23T13:00:00Z', 'high')];
    const answer = look(breach, '2026-11-23T14:00:00Z', { steps });
    expect(answer.findings.map(({ key, withdrawn }) => [key.split('/')[2], withdrawn?.at ?? null])).toEqual([
      ['reaction.0.fault.high', at('2026-11-23T09:30:00Z')],
      ['reaction.0.fault.low', at('2026-11-23T13:00:00Z')],
      ['reaction.0.fault.high', null],
    ]);
  });

  it('in a cycle that another took over is on record and is told no more', () => {
    const steps = [sets('2026-11-23T09:30:00Z', { owner: '11' })];
    const answer = look({ clock: 'again', at: 'breach' }, '2026-11-23T10:00:00Z', { steps });
    expect(answer).toMatchObject({ owed: 0, wakeAt: at('2026-11-23T10:30:00Z') });
    expect(answer.findings).toMatchObject([
      { key: 'ticket:1/rule/again.0.any', evidence: ['again', 'h1-owner'] },
    ]);
    const later = look({ clock: 'again', at: 'breach' }, '2026-11-23T11:00:00Z', { steps });
    expect(later).toMatchObject({ owed: 1 });
    expect(later.findings.map(({ key }) => key)).toEqual([
      'ticket:1/rule/again.0.any',
      'ticket:1/rule/again.1.any',
    ]);
  });

  it('before a return is found when it came, not when the clock stopped', () => {
    const steps = [
      sets('2026-11-23T08:30:00Z', { state: 'closed' }),
      sets('2026-11-23T10:00:00Z', { state: 'open' }),
    ];
    const answer = look({ clock: 'back', at: 'breach' }, '2026-11-23T11:00:00Z', { steps });
    expect(answer.findings).toMatchObject([{ at: at('2026-11-23T10:30:00Z') }]);
  });

  it('of a ticket that went to other desks is told no more', () => {
    const away = sets('2026-11-23T10:00:00Z', { group: null });
    expect(look(breach, '2026-11-23T12:00:00Z', { steps: [away] })).toMatchObject({ owed: 0 });
  });

  it('is looked for at the instant after the due one', () => {
    expect(look(breach, '2026-11-23T08:00:00Z').wakeAt).toBe(at('2026-11-23T09:00:00Z'));
    expect(look(breach, '2026-11-23T09:00:00Z').wakeAt).toBe(at('2026-11-23T09:00:00Z') + 1);
  });
});

describe('a part of a goal', () => {
  it('of a provisional goal warns', () => {
    const options = { fields: { type: null } };
    const answer = look({ clock: 'reaction', at: '50%' }, '2026-11-23T08:20:00Z', { options });
    expect(answer).toMatchObject({ owed: 1, findings: [] });
  });

  it('is none of a clock without a goal or without a start', () => {
    expect(look({ clock: 'unheard-of', at: '50%' }, '2026-11-23T12:00:00Z')).toMatchObject({
      owed: 0,
      findings: [],
    });
  });

  it('that an earlier goal had reached is not found again by it', () => {
    const answer = look({ clock: 'reaction', at: '50%' }, '2026-11-23T09:50:00Z', {
      steps: [lower('2026-11-23T08:40:00Z')],
    });
    expect(answer.findings).toEqual([]);
    expect(answer.wakeAt).toBe(at('2026-11-23T10:00:00Z'));
  });
});

describe('when an evaluation is to be looked at again', () => {
  const rules = packWithRules([]);
  const wakes = (ticket: ReturnType<typeof aTicket>, now: string): number | null =>
    evaluationOf({ ...rules, fields: new Map() }, ticket, now).wakeAt;

  it('is when a running clock comes due and right after it is late, in the order of time', () => {
    const ticket = aTicket({ fields });
    expect(wakes(ticket, '2026-11-23T08:30:00Z')).toBe(at('2026-11-23T09:00:00Z'));
    expect(wakes(ticket, '2026-11-23T09:00:00Z')).toBe(at('2026-11-23T09:00:00.001Z'));
    expect(wakes(ticket, '2026-11-23T09:00:00.001Z')).toBe(at('2026-11-23T12:00:00Z'));
    expect(wakes(ticket, '2026-11-23T12:00:00.001Z')).toBeNull();
  });

  it('is no instant of a clock that stands still', () => {
    const ticket = aTicket(
      { fields },
      sets('2026-11-23T08:10:00Z', { state: 'awaiting-applicant', owner: '10' }),
    );
    expect(wakes(ticket, '2026-11-23T08:30:00Z')).toBeNull();
  });

  it('is when something happens that is known already', () => {
    const ticket = aTicket({ fields: { group: null } }, sets('2026-11-24T08:10:00Z', { state: 'closed' }));
    expect(wakes(ticket, '2026-11-23T08:30:00Z')).toBe(at('2026-11-24T08:10:00Z'));
  });

  it('is due by a provisional goal, which is never late', () => {
    const ticket = aTicket({ fields: { group: 'front' } });
    expect(wakes(ticket, '2026-11-23T08:30:00Z')).toBe(at('2026-11-23T16:00:00Z'));
  });
});
