/** A figure that is not what it was. `path` is where it stands: `received`, `breakdowns.process.1.count`. */
export interface ChangedFigure {
  readonly path: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** The figures that two reports of one period differ in, in a fixed order; one that only one of them has is null in the other. */
export function compareFigures(before: unknown, after: unknown): readonly ChangedFigure[] {
  const [old, present] = [flatten(before), flatten(after)];
  const paths = [...new Set([...old.keys(), ...present.keys()])].sort();
  return paths.flatMap((path) => {
    const change = { path, before: old.get(path) ?? null, after: present.get(path) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

function flatten(value: unknown, path: readonly string[] = []): ReadonlyMap<string, string | number | null> {
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).flatMap(([name, inner]) => [...flatten(inner, [...path, name])]));
  }
  const isPlain = typeof value === 'string' || typeof value === 'number';
  return value === undefined ? new Map() : new Map([[path.join('.'), isPlain ? value : null]]);
}
