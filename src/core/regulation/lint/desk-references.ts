import type { DeskAction, DeskSection, Queue, ScheduledWorks } from '../schema/desk.ts';
import { conditionReferences, eventReferences } from './condition-references.ts';
import type { PathOf } from './lint-context.ts';
import type { Reference } from './reference.ts';

/** Everything that the section about the desk names. */
export function* deskReferences({ works, queue, rules }: DeskSection, pathOf: PathOf): Generator<Reference> {
  if (works?.approval !== undefined) yield* approvalReferences(works.approval, pathOf);
  if (queue !== undefined) yield* queueReferences(queue, pathOf);
  for (const rule of rules) for (const action of rule.do) yield* actionReferences(action, pathOf);
}

function* approvalReferences(
  approval: NonNullable<ScheduledWorks['approval']>,
  pathOf: PathOf,
): Generator<Reference> {
  for (const key of ['periods', 'by'] as const) {
    yield { kind: 'expected value', name: approval[key], path: [...pathOf(approval), key] };
  }
}

function* queueReferences(queue: Queue, pathOf: PathOf): Generator<Reference> {
  const path = pathOf(queue);
  yield { kind: 'field', name: queue.by, path: [...path, 'by'] };
  yield* eventReferences(queue.taken, pathOf, [...path, 'taken']);
  yield* conditionReferences(queue.waits, pathOf);
  if (queue.may_jump !== undefined) yield* conditionReferences(queue.may_jump, pathOf);
  for (const value of [queue.hands_on_to ?? []].flat()) {
    yield { kind: 'value', field: queue.by, value, path: [...path, 'hands_on_to'] };
  }
}

function* actionReferences(action: DeskAction, pathOf: PathOf): Generator<Reference> {
  const path = pathOf(action);
  if ('finding' in action) return;
  yield { kind: 'text', name: action.text, path: [...path, 'text'] };
  if ('mail' in action) yield { kind: 'address', name: action.mail, path: [...path, 'mail'] };
  for (const recipient of 'notify' in action ? action.notify : []) {
    if (typeof recipient === 'object') {
      yield { kind: 'address', name: recipient.address, path: [...pathOf(recipient), 'address'] };
    }
  }
}
