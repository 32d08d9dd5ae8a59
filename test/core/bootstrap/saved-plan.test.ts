import { describe, expect, it } from 'vitest';
import type { BootstrapPlan } from '../../../src/core/bootstrap/bootstrap-plan.ts';
import { planBootstrap } from '../../../src/core/bootstrap/plan-bootstrap.ts';
import { refusalOf, SavedPlan, savePlan } from '../../../src/core/bootstrap/saved-plan.ts';
import { aDesiredObject, anObservedObject, aPlanInput } from '../../support/a-configuration-object.ts';

const place = { helpdeskUrl: 'https://desk.example.org/', pack: { id: 'small', version: '1', hash: 'abc' } };
const front = aDesiredObject();
const back = aDesiredObject({ key: 'group:back', name: 'Back' });

/** One group is there and inactive, the other one is not. */
function aPlan(observed = [anObservedObject({ attributes: { active: false } })]): BootstrapPlan {
  return planBootstrap(aPlanInput({ desired: [front, back], observed }));
}

/** As it comes back from its file. */
function saved(plan = aPlan()): SavedPlan {
  const choices = { adopted: {}, allowsMany: false, deactivatesOrphans: false };
  return SavedPlan.parse(JSON.parse(JSON.stringify(savePlan(plan, { savedAt: 0, choices, ...place }))));
}

describe('a saved plan', () => {
  it('may be applied while nothing has changed', () => {
    expect(refusalOf(saved(), aPlan(), place)).toBeNull();
  });

  it('names the object that is not as it was', () => {
    const created = [
      anObservedObject({ attributes: { active: false } }),
      anObservedObject({ id: '8', name: 'Back' }),
    ];
    expect(refusalOf(saved(), aPlan(created), place)).toContain('group:back "Back"');
    expect(refusalOf(saved(), aPlan([anObservedObject()]), place)).toContain('group "Front"');
  });

  it('sees that an object was replaced by one that looks the same', () => {
    const before = aPlan([anObservedObject()]);
    const after = aPlan([anObservedObject({ id: '9' })]);
    expect(after.fingerprint).toBe(before.fingerprint);
    expect(refusalOf(saved(before), after, place)).toContain('the helpdesk is not as it was');
  });

  it('belongs to one helpdesk and to one state of the pack', () => {
    expect(refusalOf(saved(), aPlan(), { ...place, helpdeskUrl: 'https://other.example.org/' })).toContain(
      'made for https://desk.example.org/',
    );
    const pack = { ...place.pack, hash: 'def' };
    expect(refusalOf(saved(), aPlan(), { ...place, pack })).toContain('the pack or the overlay has changed');
  });

  it('is not applied when its file was altered', () => {
    const text = JSON.stringify(saved()).replace('"name":"Back"', '"name":"Backdoor"');
    expect(refusalOf(SavedPlan.parse(JSON.parse(text)), aPlan(), place)).toContain('Backdoor');
  });
});
