import type { CompiledElement } from './compiled-pack.ts';
import { clausesOf, groundsWithin, listElements } from './list-elements.ts';
import type { PackElement } from './list-elements.ts';
import type { PackDocument } from './pack-document.ts';

/** The elements of a document by reference, those that the switches leave out marked as off. */
export function indexElements(
  document: PackDocument,
  inForce: PackDocument,
): ReadonlyMap<string, CompiledElement> {
  const index = new Map<string, CompiledElement>();
  const take = (elements: readonly PackElement[], isOn: boolean): void => {
    for (const { ref, element } of elements) {
      index.set(ref, { clauses: [...new Set(groundsWithin(element).flatMap(clausesOf))], isOn });
    }
  };
  take(listElements(document), false);
  take(listElements(inForce), true);
  return index;
}
