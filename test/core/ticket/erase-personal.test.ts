import { describe, expect, it } from 'vitest';
import { explainClocks } from '../../../src/core/clock/explain-clock.ts';
import { erasePersonal } from '../../../src/core/ticket/erase-personal.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';

const pack = compileTestPack({
  edits: {
    'catalog.yaml': [
      [
        '  - { id: told_number,',
        '  - { id: caller, label: Caller, kind: text, product: true }\n  - { id: told_number,',
      ],
    ],
  },
});

function ofPerson(): Ticket {
  const ticket = aTicket(
    { applicant: { id: '4711' }, who: '4711', fields: { type: 'fault', priority: 'high', caller: 'Ivan' } },
    sets('2026-11-23T08:30:00Z', { caller: 'Ivan Petrenko' }),
    writes('2026-11-23T09:00:00Z'),
  );
  const timeline = ticket.timeline.map((fact) =>
    fact.kind === 'article' ? { ...fact, attachmentNames: ['petrenko passport.pdf', 'petrenko'] } : fact,
  );
  return { ...ticket, timeline };
}

describe('erasePersonal', () => {
  it('leaves nothing that tells who asked [K 4.3]', () => {
    const text = JSON.stringify(erasePersonal(ofPerson(), pack));
    expect(text).not.toMatch(/ivan|petrenko|4711/i);
    expect(text).toContain('.pdf');
  });

  it('leaves every clock as it was', () => {
    const now = at('2026-11-24T12:00:00Z');
    const before = explainClocks({ pack, ticket: ofPerson() }, now);
    expect(before.length).toBeGreaterThan(0);
    expect(explainClocks({ pack, ticket: erasePersonal(ofPerson(), pack) }, now)).toEqual(before);
  });

  it('erases nothing more the second time', () => {
    const once = erasePersonal(ofPerson(), pack);
    expect(erasePersonal(once, pack)).toEqual(once);
  });
});
