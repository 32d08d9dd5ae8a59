import { describe, expect, it } from 'vitest';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { Rule } from '../../../src/core/regulation/schema/rule.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { evaluationOf } from './evaluation-of.ts';

const small = compileTestPack({
  files: {
    'catalog/more.yaml':
      'fields: [{ id: parent_number, label: Parent, kind: text, role: parent, product: true }]',
  },
});
const rule = Rule.parse({
  id: 'rule',
  summary: 'The child follows its parent.',
  on: { of_parent: { changed: { state: { any: true } } } },
  do: [{ finding: 'seen' }],
  clause: 'S 1',
});
const pack = { ...small, rules: [rule] };

const day = (time: string): string => `2026-11-23T${time}:00Z`;
const parent = aTicket(
  { id: 7, fields: { group: 'front' } },
  sets(day('08:10'), { state: 'open' }),
  sets(day('08:20'), { state: 'awaiting-applicant' }),
  sets(day('09:00'), { state: 'closed' }),
  sets(day('12:00'), { state: 'open' }),
);
const names = (time: string, number: string | null): Step => sets(day(time), { parent_number: number });

function seenBy(child: Ticket, of: Ticket | null = parent): string[] {
  const { findings } = evaluationOf(pack, child, day('10:00'), { parent: of });
  return findings.map(({ key, at: seenAt, evidence }) => {
    expect(evidence).toEqual([key.split('/')[2]]);
    return `${evidence.join()} ${new Date(seenAt).toISOString().slice(11, 16)}`;
  });
}
const child = (...steps: Step[]): Ticket => aTicket({ id: 2, fields: { group: 'front' } }, ...steps);

describe('what happens to a ticket’s parent', () => {
  it('concerns who names it: what was last before from the naming on, then all that comes', () => {
    expect(seenBy(child(names('08:30', '20267')))).toEqual(['20267.h2-state 08:30', '20267.h3-state 09:00']);
  });

  it('concerns at the naming what happened at that very instant', () => {
    expect(seenBy(child(names('09:00', ' 20267 ')))).toEqual(['20267.h3-state 09:00']);
  });

  it('concerns who named it at the registration from then on', () => {
    const born = aTicket({ id: 2, fields: { group: 'front', parent_number: '20267' } });
    expect(seenBy(born)).toEqual(['20267.h1-state 08:10', '20267.h2-state 08:20', '20267.h3-state 09:00']);
  });

  it.each<[string, Step[]]>([
    ['who names nobody', []],
    ['who names another', [names('08:30', '20268')]],
    ['who names it no more', [names('08:30', '20267'), names('08:40', null)]],
  ])('does not concern %s', (_what, steps) => {
    expect(seenBy(child(...steps))).toEqual([]);
  });

  it('concerns who names it again from then on', () => {
    const again = child(names('08:30', '20267'), names('08:40', null), names('08:50', '20267'));
    expect(seenBy(again)).toEqual(['20267.h2-state 08:50', '20267.h3-state 09:00']);
  });

  it('does not concern a ticket that is its own parent, nor one whose parent is not known', () => {
    const own = aTicket({ id: 7, fields: { group: 'front' } }, names('08:30', '20267'));
    expect(seenBy(own)).toEqual([]);
    expect(seenBy(child(names('08:30', '20267')), null)).toEqual([]);
    expect(evaluationOf(pack, child(names('08:30', '20267')), day('10:00')).findings).toEqual([]);
  });

  it('concerns nobody where the pack has no field for a parent', () => {
    const without = { ...compileTestPack(), rules: [rule] };
    const { findings } = evaluationOf(without, child(names('08:30', '20267')), day('10:00'), { parent });
    expect(findings).toEqual([]);
  });

  it('is looked at under the rule’s condition, as the child stood then', () => {
    const waiting = { ...rule, when: { state: 'awaiting-applicant' } };
    const steps = [names('08:30', '20267'), sets(day('08:45'), { state: 'awaiting-applicant' })];
    const { findings } = evaluationOf({ ...small, rules: [waiting] }, child(...steps), day('10:00'), {
      parent,
    });
    expect(findings.map((finding) => finding.at)).toEqual([at(day('09:00'))]);
  });
});
