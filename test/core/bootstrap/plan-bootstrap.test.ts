import { describe, expect, it } from 'vitest';
import { isEmptyPlan } from '../../../src/core/bootstrap/bootstrap-plan.ts';
import type { Takeover } from '../../../src/core/bootstrap/configuration-object.ts';
import { planBootstrap } from '../../../src/core/bootstrap/plan-bootstrap.ts';
import { aDesiredObject, anObservedObject, aPlanInput } from '../../support/a-configuration-object.ts';

const reply: Takeover = {
  kind: 'arrival-letter',
  id: '1',
  name: 'auto reply',
  createdAt: '2026-01-01T00:00:00.000Z',
  why: 'mails applicants',
  before: { active: true },
  taken: { active: false },
};

describe('planBootstrap', () => {
  it('is empty when everything is as desired', () => {
    const plan = planBootstrap(aPlanInput({ desired: [aDesiredObject()], observed: [anObservedObject()] }));
    expect(isEmptyPlan(plan)).toBe(true);
    expect(plan.unchanged).toHaveLength(1);
  });

  it('adds what is not there and changes what differs', () => {
    const desired = [aDesiredObject(), aDesiredObject({ key: 'group:back', name: 'Back' })];
    const observed = [anObservedObject({ attributes: { active: false, note: 'of the admin' } })];
    const plan = planBootstrap(aPlanInput({ desired, observed }));
    expect(plan.additions.map(({ object }) => object.name)).toEqual(['Back']);
    expect(plan.changes.map(({ differences }) => differences)).toEqual([
      [{ attribute: 'active', path: [], from: false, to: true }],
    ]);
  });

  it('renames what it remembers or what had the name before', () => {
    const renamed = anObservedObject({ name: 'Reception' });
    const known = new Map([['group:front', { id: renamed.id, createdAt: renamed.createdAt }]]);
    const byMemory = planBootstrap(
      aPlanInput(
        { desired: [aDesiredObject()], observed: [renamed] },
        { hints: { known, adopted: new Map() } },
      ),
    );
    const byFormerName = planBootstrap(
      aPlanInput({ desired: [aDesiredObject({ previously: ['Reception'] })], observed: [renamed] }),
    );
    for (const plan of [byMemory, byFormerName]) {
      expect(plan.changes[0]?.differences).toEqual([
        { attribute: 'name', path: [], from: 'Reception', to: 'Front' },
      ]);
    }
  });

  it('does not mistake an object of another installation for the one it remembers', () => {
    const stranger = anObservedObject({ name: 'Sales', createdAt: '2020-01-01T00:00:00.000Z' });
    const known = new Map([['group:front', { id: stranger.id, createdAt: '2026-11-01T00:00:00.000Z' }]]);
    const plan = planBootstrap(
      aPlanInput(
        { desired: [aDesiredObject()], observed: [stranger] },
        { hints: { known, adopted: new Map() } },
      ),
    );
    expect(plan.additions).toHaveLength(1);
    expect(plan.changes).toHaveLength(0);
  });

  it('asks which of two objects of one name is meant, and takes the adopted one', () => {
    const observed = [anObservedObject(), anObservedObject({ id: '8' })];
    const asked = planBootstrap(aPlanInput({ desired: [aDesiredObject()], observed }));
    expect(asked.problems[0]?.message).toContain('--adopt group:front=ID');
    const adopted = new Map([['group:front', '8']]);
    const plan = planBootstrap(
      aPlanInput({ desired: [aDesiredObject()], observed }, { hints: { known: new Map(), adopted } }),
    );
    expect(plan.problems).toEqual([]);
    expect(plan.unchanged.map(({ present }) => present.id)).toEqual(['8']);
  });

  it.each(['front', 'Front ', 'FRONT'])('will not stand beside an object named "%s"', (name) => {
    const plan = planBootstrap(
      aPlanInput({ desired: [aDesiredObject()], observed: [anObservedObject({ name })] }),
    );
    expect(plan.additions).toHaveLength(0);
    expect(plan.problems[0]?.message).toContain('written almost like');
  });

  it('never creates what the helpdesk should bring along', () => {
    const plan = planBootstrap(aPlanInput({ desired: [aDesiredObject({ isSeeded: true })] }));
    expect(plan.additions).toHaveLength(0);
    expect(plan.problems).toHaveLength(1);
  });

  it('does not change roles of administrators', () => {
    const observed = [anObservedObject({ isProtected: true, attributes: { active: false } })];
    const plan = planBootstrap(aPlanInput({ desired: [aDesiredObject()], observed }));
    expect(plan.changes).toHaveLength(0);
    expect(plan.problems[0]?.message).toContain('lock administrators out');
  });

  it('does not try to change what is fixed', () => {
    const field = { key: 'field:x', kind: 'field', name: 'Ticket.x' } as const;
    const desired = [aDesiredObject({ ...field, attributes: { data_type: 'select' }, fixed: ['data_type'] })];
    const observed = [anObservedObject({ ...field, attributes: { data_type: 'input' } })];
    const plan = planBootstrap(aPlanInput({ desired, observed }));
    expect(plan.needsMigration).toBe(false);
    expect(plan.problems[0]?.message).toContain('its data_type cannot be changed');
  });

  it('names what is no longer in the pack and leaves it alone', () => {
    const { id, createdAt } = anObservedObject();
    const known = new Map([['group:old', { id, createdAt }]]);
    const plan = planBootstrap(
      aPlanInput({ observed: [anObservedObject()] }, { hints: { known, adopted: new Map() } }),
    );
    expect(plan.orphans.map(({ name }) => name)).toEqual(['Front']);
    expect(isEmptyPlan(plan)).toBe(true);
  });

  describe('about fields', () => {
    const field = aDesiredObject({ key: 'field:x', kind: 'field', name: 'Ticket.x' });
    const present = anObservedObject({ kind: 'field', name: 'Ticket.x' });

    it('needs a migration when one is added, changed or staged', () => {
      const needs = (survey: Parameters<typeof aPlanInput>[0]) =>
        planBootstrap(aPlanInput({ desired: [field], ...survey })).needsMigration;
      expect(needs({ observed: [] })).toBe(true);
      expect(needs({ observed: [{ ...present, attributes: { active: false } }] })).toBe(true);
      expect(needs({ observed: [present], staged: ['Ticket.x'] })).toBe(true);
      expect(needs({ observed: [present] })).toBe(false);
    });

    it('refuses to bring what others staged into force', () => {
      const plan = planBootstrap(
        aPlanInput({ desired: [field], observed: [present], staged: ['Ticket.theirs'] }),
      );
      expect(plan.problems.map(({ subject }) => subject)).toEqual(['field Ticket.theirs']);
      expect(plan.needsMigration).toBe(false);
    });
  });

  describe('about takeovers', () => {
    const own = anObservedObject({
      kind: 'arrival-letter',
      id: '1',
      name: 'auto reply',
      createdAt: reply.createdAt,
    });

    it('takes over while enforcing and not before', () => {
      const plan = (isEnforcing: boolean) =>
        planBootstrap(aPlanInput({ takeovers: [reply] }, { isEnforcing }));
      expect(plan(true).takeovers.map(({ differences }) => differences)).toEqual([
        [{ attribute: 'active', path: [], from: true, to: false }],
      ]);
      expect(plan(false).takeovers).toEqual([]);
    });

    it('gives back what was taken, if it still exists', () => {
      const given = planBootstrap(aPlanInput({ observed: [own] }, { taken: [reply] }));
      expect(given.returns).toHaveLength(1);
      const gone = planBootstrap(aPlanInput({ observed: [] }, { taken: [reply] }));
      expect(gone.returns).toHaveLength(0);
    });
  });

  it.each([
    [9, 9, false],
    [10, 3, false],
    [10, 4, true],
    [100, 31, true],
  ])('of %i existing objects, changing %i is refused: %s', (existing, changing, isRefused) => {
    const desired = Array.from({ length: existing }, (_, i) =>
      aDesiredObject({ key: `group:g${i}`, name: `G${i}` }),
    );
    const observed = desired.map(({ name }, i) =>
      anObservedObject({ id: String(i), name, attributes: { active: i >= changing } }),
    );
    const plan = planBootstrap(aPlanInput({ desired, observed }));
    expect(plan.problems.length > 0).toBe(isRefused);
    expect(planBootstrap(aPlanInput({ desired, observed }, { allowsMany: true })).problems).toEqual([]);
  });

  it('is not to be applied before the operator supplied what the pack lacks', () => {
    const lacks = [{ key: 'calendar:x', message: 'it has no working hours' }];
    expect(planBootstrap(aPlanInput({}, { lacks })).problems).toEqual([
      { subject: 'overlay for calendar:x', message: 'it has no working hours' },
    ]);
  });

  it('has the fingerprint of what it would write', () => {
    const plan = (active: boolean) =>
      planBootstrap(
        aPlanInput({ desired: [aDesiredObject({ attributes: { active } })], observed: [anObservedObject()] }),
      ).fingerprint;
    expect(plan(false)).toBe(plan(false));
    expect(plan(false)).not.toBe(plan(true));
  });
});
