import type { ElementPaths } from './element-paths.ts';
import type { PackDocument } from './pack-document.ts';

/** Positions of the pack's switches: the overlay's where it says one, otherwise the pack's default. */
export function switchPositions({ pack, overlay }: PackDocument): ReadonlyMap<string, boolean> {
  return new Map(pack.switches.map((each) => [each.id, overlay.switches[each.id] ?? each.default]));
}

/**
 * The document without the elements whose `switch` is off or whose `unless_switch` is on, at any depth. What is kept
 * as it is keeps its identity; a shortened copy is announced to `paths`.
 */
export function applySwitches(
  document: PackDocument,
  positions: ReadonlyMap<string, boolean>,
  paths: ElementPaths,
): PackDocument {
  const { pack, overlay, clauses, ...sections } = document;
  return { pack, overlay, clauses, ...(keep(sections, positions, paths) as typeof sections) };
}

function keep(value: unknown, positions: ReadonlyMap<string, boolean>, paths: ElementPaths): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const kept = Array.isArray(value)
    ? value.filter((item) => exists(item, positions)).map((item) => keep(item, positions, paths))
    : Object.fromEntries(Object.entries(value).map(([key, child]) => [key, keep(child, positions, paths)]));
  if (isSame(value, kept)) return value;
  paths.inherit(kept, value);
  return kept;
}

function exists(item: unknown, positions: ReadonlyMap<string, boolean>): boolean {
  if (typeof item !== 'object' || item === null) return true;
  const { switch: on, unless_switch: off } = item as { switch?: unknown; unless_switch?: unknown };
  return (
    (typeof on !== 'string' || positions.get(on) !== false) &&
    (typeof off !== 'string' || positions.get(off) !== true)
  );
}

function isSame(before: object, after: object): boolean {
  const values = Object.values(before);
  const others: readonly unknown[] = Object.values(after);
  return values.length === others.length && values.every((value, index) => value === others[index]);
}
