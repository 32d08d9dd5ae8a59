import type { CompiledElement } from './compiled-pack.ts';
import { listElements } from './list-elements.ts';
import type { PackDocument } from './pack-document.ts';

/** The elements of a document by reference, those that the switches leave out marked as off. */
export function indexElements(
  document: PackDocument,
  inForce: PackDocument,
): ReadonlyMap<string, CompiledElement> {
  const index = new Map<string, CompiledElement>();
  for (const { ref, clauses } of listElements(document)) index.set(ref, { clauses, isOn: false });
  for (const { ref, clauses } of listElements(inForce)) index.set(ref, { clauses, isOn: true });
  return index;
}
