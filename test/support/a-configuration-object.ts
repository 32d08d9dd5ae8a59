import type {
  ConfigurationObject,
  ObservedObject,
  Survey,
} from '../../src/core/bootstrap/configuration-object.ts';
import type { PlanInput } from '../../src/core/bootstrap/plan-bootstrap.ts';

/** A desired object; a group unless said otherwise. */
export function aDesiredObject(changes: Partial<ConfigurationObject> = {}): ConfigurationObject {
  return {
    key: 'group:front',
    kind: 'group',
    name: 'Front',
    previously: [],
    clauses: [],
    attributes: { active: true },
    initial: {},
    fixed: [],
    isSeeded: false,
    ...changes,
  };
}

/** An object as found; the desired group unless said otherwise. */
export function anObservedObject(changes: Partial<ObservedObject> = {}): ObservedObject {
  return {
    kind: 'group',
    id: '7',
    name: 'Front',
    createdAt: '2026-11-01T00:00:00.000Z',
    attributes: { active: true },
    isProtected: false,
    ...changes,
  };
}

/** What a plan is made of; nothing remembered, nothing adopted, observing. */
export function aPlanInput(survey: Partial<Survey> = {}, changes: Partial<PlanInput> = {}): PlanInput {
  return {
    survey: { desired: [], observed: [], staged: [], takeovers: [], occupied: [], remarks: [], ...survey },
    remarks: [],
    lacks: [],
    hints: { known: new Map(), adopted: new Map() },
    isEnforcing: false,
    taken: [],
    allowsMany: false,
    deactivatesOrphans: false,
    ...changes,
  };
}
