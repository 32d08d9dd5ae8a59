import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/policy/intent.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { evaluationOf, packWithRules } from './evaluation-of.ts';

const fields = { group: 'front', type: 'fault', priority: 'high', owner: '10' };
const actions = [{ finding: 'seen' }, { notify: ['owner'], text: 'note-undone' }];

function look(
  rule: Readonly<Record<string, unknown>>,
  now: string,
  ...steps: Step[]
): { findings: readonly Finding[]; owed: number; wakeAt: number | null } {
  const pack = { ...packWithRules([{ do: actions, ...rule }]), clocks: compileTestPack().clocks };
  const { findings, intents, wakeAt } = evaluationOf(pack, aTicket({ fields }, ...steps), now);
  return { findings, owed: intents.filter(({ ruleId }) => ruleId === 'rule').length, wakeAt };
}
const seen = (...asked: Parameters<typeof look>): string[] =>
  look(...asked).findings.map(
    ({ key, at: foundAt }) => `${key.split('/')[2] ?? ''} ${new Date(foundAt).toISOString().slice(11, 23)}`,
  );
const day = (time: string): string => `2026-11-23T${time}:00Z`;

describe('what lasts', () => {
  const waiting = { on: { while: { state: 'awaiting-applicant' }, lasts: '1h' } };
  const wait = (time: string): Step => sets(day(time), { state: 'awaiting-applicant' });
  const goOn = (time: string): Step => sets(day(time), { state: 'open' });

  it('is on record by the act that began it, and told while it lasts', () => {
    const answer = look(waiting, day('10:00'), wait('08:30'));
    expect(answer.owed).toBe(1);
    expect(answer.findings).toMatchObject([
      { key: 'ticket:1/rule/h1-state', at: at(day('09:30')), evidence: ['h1-state'] },
    ]);
  });

  it('is on record and told no more when it ended after its time', () => {
    const answer = look(waiting, day('11:00'), wait('08:30'), goOn('10:00'));
    expect(answer).toMatchObject({ owed: 0, findings: [{ key: 'ticket:1/rule/h1-state' }] });
  });

  it('was nothing when it ended before its time', () => {
    expect(seen(waiting, day('11:00'), wait('08:30'), goOn('09:29'))).toEqual([]);
  });

  it('goes on through acts that do not end it', () => {
    const other = sets(day('09:00'), { process: 'access' });
    expect(seen(waiting, day('10:00'), wait('08:30'), other)).toEqual(['h1-state 09:30:00.000']);
  });

  it('is named by the first fact of its act, and counts from when that act began', () => {
    const form = [writes('2026-11-23T08:29:59.500Z', { isInternal: true }), wait('08:30')];
    expect(seen(waiting, day('10:00'), ...form)).toEqual(['a1 09:29:59.500']);
  });

  it('may look at what was told', () => {
    const rule = { on: { while: { not: { told: 'changed' } }, lasts: '1h' } };
    expect(seen(rule, day('10:00'))).toEqual(['created 09:00:00.000']);
    const tells = writes(day('08:30'), { actor: 'service', notice: 'changed' });
    expect(seen(rule, day('10:00'), tells)).toEqual([]);
  });

  it('may look at clocks: when they start, are late and stop', () => {
    const running = { on: { while: { clock: { resolution: 'running' } }, lasts: '3h' } };
    expect(seen(running, day('12:00'))).toEqual(['created 11:00:00.000']);
    const late = { on: { while: { clock: { resolution: 'breached' } }, lasts: '1h' } };
    expect(look(late, day('12:30')).findings).toEqual([]);
    expect(look(late, day('12:30')).wakeAt).toBe(at('2026-11-23T13:00:00.001Z'));
    expect(seen(late, day('13:30'))).toEqual([`clock.${at('2026-11-23T12:00:00.001Z')} 13:00:00.001`]);
    const closed = sets(day('12:30'), { state: 'closed' });
    expect(seen(late, day('15:00'), closed)).toEqual([]);
  });

  it('is looked at once more when its time comes', () => {
    expect(look(waiting, day('08:45'), wait('08:30')).wakeAt).toBe(at(day('09:00')));
    expect(look(waiting, day('09:15'), wait('08:30')).wakeAt).toBe(at(day('09:30')));
  });

  it('is asked about under the rule’s condition as it was then', () => {
    const rule = { ...waiting, when: { priority: 'high' } };
    expect(seen(rule, day('10:00'), wait('08:30'), sets(day('09:00'), { priority: 'low' }))).toEqual([]);
    expect(seen(rule, day('10:00'), wait('08:30'), sets(day('09:40'), { priority: 'low' }))).toHaveLength(1);
  });
});

describe('a date or instant in a field', () => {
  const rule = { on: { field: 'postponed_until' } };
  const instant = { on: { field: 'reaction_due' } };
  const postpone = (time: string, on: string | null): Step => sets(day(time), { postponed_until: on });

  it('comes while it stands there, and is told', () => {
    const answer = look(rule, '2026-12-01T09:00:00Z', postpone('09:00', '2026-12-01'));
    expect(answer.owed).toBe(1);
    expect(answer.findings).toMatchObject([
      {
        key: 'ticket:1/rule/h1-postponed_until.postponed_until',
        at: at('2026-11-30T22:00:00Z'),
        evidence: ['h1-postponed_until'],
      },
    ]);
  });

  it('that was replaced after it came stays on record and is told no more', () => {
    const steps = [
      postpone('09:00', '2026-11-25'),
      sets('2026-11-25T09:00:00Z', { postponed_until: '2026-12-25' }),
    ];
    const answer = look(rule, '2026-11-26T09:00:00Z', ...steps);
    expect(answer).toMatchObject({ owed: 0, wakeAt: at('2026-12-24T22:00:00Z') });
    expect(answer.findings.map(({ key }) => key)).toEqual([
      'ticket:1/rule/h1-postponed_until.postponed_until',
    ]);
  });

  it('that was taken away when it came did not come', () => {
    const taken = sets('2026-11-24T22:00:00Z', { postponed_until: null });
    expect(seen(rule, '2026-11-26T09:00:00Z', postpone('09:00', '2026-11-25'), taken)).toEqual([]);
  });

  it('that nobody entered, or that is no date, never comes', () => {
    const before = look(rule, day('10:00'));
    expect(before.findings).toEqual([]);
    expect(seen(rule, '2026-12-10T09:00:00Z', postpone('09:00', ''))).toEqual([]);
    expect(seen(rule, '2026-12-10T09:00:00Z', postpone('09:00', 'soon'))).toEqual([]);
  });

  it('that is an instant comes at that instant', () => {
    const due = sets(day('09:00'), { reaction_due: at(day('11:30')) });
    expect(seen(instant, day('12:00'), due)).toEqual(['h1-reaction_due.reaction_due 11:30:00.000']);
    expect(seen(instant, day('11:29'), due)).toEqual([]);
  });

  it('is one stay however often other fields change', () => {
    const steps = [postpone('09:00', '2026-11-24'), sets(day('10:00'), { state: 'open' })];
    expect(seen(rule, '2026-11-24T09:00:00Z', ...steps)).toHaveLength(1);
  });

  it('is asked about under the rule’s condition as it was then', () => {
    const open = { ...rule, when: { state: 'open' } };
    const steps = [postpone('09:00', '2026-11-24'), sets('2026-11-24T09:00:00Z', { state: 'open' })];
    expect(seen(open, '2026-11-24T10:00:00Z', ...steps)).toEqual([]);
  });
});
