import { describe, expect, it } from 'vitest';
import type { Takeover } from '../../../src/core/bootstrap/configuration-object.ts';
import { planBootstrap } from '../../../src/core/bootstrap/plan-bootstrap.ts';
import { renderPlanText } from '../../../src/core/bootstrap/render-plan.ts';
import { aDesiredObject, anObservedObject, aPlanInput } from '../../support/a-configuration-object.ts';

/** A plan over so many groups, of which some are switched off. */
function planOver(total: number, { changed, allowsMany = false }: { changed: number; allowsMany?: boolean }) {
  const all = Array.from({ length: total }, (_, index) => index);
  const desired = all.map((n) => aDesiredObject({ key: `group:${n}`, name: `Group ${n}` }));
  const observed = all.map((n) =>
    anObservedObject({ id: String(n), name: `Group ${n}`, attributes: { active: n >= changed } }),
  );
  return planBootstrap(aPlanInput({ desired, observed }, { allowsMany }));
}

describe('the guard against many changes', () => {
  it('refuses more than 30 % of ten or more existing objects, and says how to go on', () => {
    expect(planOver(10, { changed: 3 }).problems).toEqual([]);
    expect(planOver(10, { changed: 4 }).problems).toEqual([
      { subject: 'plan', message: expect.stringMatching(/4 of 10 existing .*--allow-many/) as string },
    ]);
    expect(planOver(10, { changed: 4, allowsMany: true }).problems).toEqual([]);
  });

  it('lets a small installation change at will', () => {
    expect(planOver(9, { changed: 9 }).problems).toEqual([]);
  });
});

describe('the guard of defaults', () => {
  const takeover: Takeover = {
    kind: 'priority',
    id: '2',
    name: '2 normal',
    createdAt: '2026-11-01T00:00:00.000Z',
    why: 'came with the helpdesk',
    before: { active: true, default_create: true },
    taken: { active: false, default_create: false },
  };
  const own = (isDefault: boolean) =>
    aDesiredObject({
      key: 'priority:high',
      kind: 'priority',
      name: 'High',
      attributes: { active: true, default_create: isDefault },
    });

  it('refuses to leave new tickets without a priority', () => {
    const plan = planBootstrap(
      aPlanInput({ desired: [own(false)], takeovers: [takeover] }, { isEnforcing: true }),
    );
    expect(plan.problems).toEqual([
      { subject: 'priority "2 normal"', message: expect.stringContaining('default_create') as string },
    ]);
  });

  it('lets a default of the pack take its place', () => {
    const plan = planBootstrap(
      aPlanInput({ desired: [own(true)], takeovers: [takeover] }, { isEnforcing: true }),
    );
    expect(plan.problems).toEqual([]);
    expect(plan.takeovers).toHaveLength(1);
  });
});

describe('what the pack names no longer', () => {
  const macro = anObservedObject({ kind: 'macro', name: 'Old steps' });
  const group = anObservedObject({ id: '8', name: 'Old group' });
  const known = new Map([
    ['macro:old', { id: macro.id, createdAt: macro.createdAt }],
    ['group:old', { id: group.id, createdAt: group.createdAt }],
  ]);
  const hints = { known, adopted: new Map() };

  it('is deactivated on demand only, and never what people have access through', () => {
    const observed = [macro, group];
    const listed = planBootstrap(aPlanInput({ observed }, { hints }));
    expect([listed.orphans.length, listed.deactivations.length]).toEqual([2, 0]);
    const plan = planBootstrap(aPlanInput({ observed }, { hints, deactivatesOrphans: true }));
    expect(plan.deactivations.map(({ present }) => present.name)).toEqual(['Old steps']);
    expect(plan.orphans.map(({ name }) => name)).toEqual(['Old group']);
    const done = [{ ...macro, attributes: { active: false } }, group];
    expect(
      planBootstrap(aPlanInput({ observed: done }, { hints, deactivatesOrphans: true })).deactivations,
    ).toEqual([]);
  });

  it('says how many tickets have what goes out of use, and nothing of what stays', () => {
    const state = anObservedObject({ kind: 'state', id: '9', name: 'parked' });
    const observed = [state, macro];
    const occupied = [{ ...state, tickets: 12 }];
    const stateHints = { known: new Map([['state:parked', state]]), adopted: new Map() };

    const kept = planBootstrap(aPlanInput({ observed, occupied }, { hints: stateHints }));
    expect(kept.occupied).toEqual([]);
    const left = planBootstrap(
      aPlanInput({ observed, occupied }, { hints: stateHints, deactivatesOrphans: true }),
    );
    expect(left.deactivations.map(({ present }) => present.name)).toEqual(['parked']);
    expect(renderPlanText(left)).toMatch(
      /Tickets have what goes out of use and keep it[^]*! state parked\n {6}12 ticket\(s\)/,
    );
  });

  it('is no orphan when the pack names it under another key', () => {
    const desired = [aDesiredObject({ key: 'macro:new', kind: 'macro', name: 'Old steps' })];
    const plan = planBootstrap(
      aPlanInput({ desired, observed: [macro] }, { hints, deactivatesOrphans: true }),
    );
    expect([plan.orphans, plan.deactivations, plan.unchanged.length]).toEqual([[], [], 1]);
  });
});

describe('an adoption', () => {
  it('of a key that the pack does not have is refused', () => {
    const hints = { known: new Map(), adopted: new Map([['group:typo', '7']]) };
    const plan = planBootstrap(aPlanInput({ desired: [aDesiredObject()] }, { hints }));
    expect(plan.problems).toEqual([{ subject: '--adopt group:typo', message: expect.any(String) as string }]);
  });
});
